package io.cartrec.neighbors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartrec.Cart;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.recommend.Recommenders;
import io.cartrec.spi.ModelProviders;
import io.cartrec.testkit.SmallShop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighborTableTest {

  private static final ModelBase BASE = new ItemKnnTrainer(ItemKnnConfig.defaults())
      .train(Dataset.of(SmallShop.events()))
      .base();

  @TempDir
  Path folder;

  @Test
  void readsRowsInOrder() throws IOException {
    Recommendations answer = Recommenders.of(open(List.of(2, 1, 3), List.of(0.5f, 0.25f, 0.25f)))
        .recommend(RecommendationRequest.of(Cart.of(BASE.items().id(0))).unfilled());
    assertThat(answer.itemIds())
        .containsExactly(BASE.items().id(2), BASE.items().id(1), BASE.items().id(3));
  }

  @ParameterizedTest(name = "items {0} {1} {2} with weights {3} {4} {5}")
  @CsvSource({
    "1, 2, 3, 1, 2, 0.5", // rises
    "1, 3, 2, 1, 0.5, 0.5", // equal weights, falling items
    "1, 2, 2, 1, 0.5, 0.5", // the same item twice
    "1, 2, 3, 1, 0.5, 0", // nothing
    "1, 2, 3, 2, -3, 4", // negative between
    "1, 2, 3, 5, -3, 4",
    "1, 2, 3, -1, -2, -3",
    "1, 2, 3, 3e38, 1, 0.5", // would overflow a sum
  })
  void refusesRowsOutOfOrder(int a, int b, int c, float x, float y, float z) {
    assertThatThrownBy(() -> open(List.of(a, b, c), List.of(x, y, z)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("neighbors.weights");
  }

  /** Opens a model whose first item has the given row, the others none. */
  private Model open(List<Integer> items, List<Float> weights) throws IOException {
    int[] begin = new int[BASE.items().size() + 1];
    Arrays.fill(begin, 1, begin.length, items.size());
    Map<String, Tensor> tensors = Map.of(
        "neighbors.begin", Tensor.of(begin),
        "neighbors.items", Tensor.of(items.stream().mapToInt(Integer::intValue).toArray()),
        "neighbors.weights", Tensor.floats(weights.size(), into -> weights.forEach(into::put)));
    Path file = folder.resolve("crafted.cartrec");
    new Crafted(tensors).save(file);
    return ModelProviders.installed().open(file);
  }

  private record Crafted(Map<String, Tensor> tensors) implements Model {
    @Override
    public ModelBase base() {
      return BASE;
    }

    @Override
    public void score(Query query, ScoreAccumulator into) {
      throw new IllegalStateException("is only saved");
    }
  }
}
