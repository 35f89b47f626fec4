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
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeighborTableTest {

  private static final ModelBase BASE = new CoOccurrenceTrainer(
          CoOccurrenceConfig.defaults().withNeighbors(10_000))
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

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void refusesWhatRowByRowIsOutOfOrder(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    int itemCount = BASE.items().size();
    int sound = 0;
    int tables = 50;
    for (int t = 0; t < tables; t++) {
      int[] begin = new int[itemCount + 1];
      for (int item = 0; item < itemCount; item++) {
        int length = random.nextInt(4) == 0 ? 0 : random.nextInt(1, 1 << random.nextInt(1, 14));
        begin[item + 1] = begin[item] + length;
      }
      int[] items = new int[begin[itemCount]];
      float[] weights = new float[items.length];
      for (int item = 0; item < itemCount; item++) {
        for (int k = begin[item]; k < begin[item + 1]; k++) {
          boolean tied = k > begin[item] && items[k - 1] < itemCount - 1 && random.nextBoolean();
          items[k] = tied ? items[k - 1] + 1 : random.nextInt(itemCount);
          weights[k] = tied ? weights[k - 1] : begin[item + 1] - k;
        }
      }
      for (int k = random.nextInt(3); k > 0 && items.length > 1; k--) {
        damage(items, weights, random);
      }
      int bad = firstOutOfOrder(begin, items, weights);
      if (bad == itemCount) {
        open(begin, items, weights);
        sound++;
      } else {
        assertThatThrownBy(() -> open(begin, items, weights))
            .isInstanceOf(ModelFormatException.class)
            .hasMessageContaining("neighbors.weights")
            .hasMessageEndingWith(" in the row of item " + bad);
      }
    }
    assertThat(sound).isBetween(tables / 5, tables - tables / 5);
  }

  private static void damage(int[] items, float[] weights, SplittableRandom random) {
    int k = random.nextInt(1, items.length);
    switch (random.nextInt(4)) {
      case 0 -> weights[k] = weights[k - 1];
      case 1 -> items[k] = items[k - 1];
      case 2 -> weights[k] *= random.nextInt(-1, 3);
      default -> {
        float[] odd = {Float.NaN, Float.POSITIVE_INFINITY, -0f, Float.MIN_VALUE, 2e30f, -1};
        weights[k] = odd[random.nextInt(odd.length)];
      }
    }
  }

  private static int firstOutOfOrder(int[] begin, int[] items, float[] weights) {
    for (int item = 0; item < begin.length - 1; item++) {
      for (int k = begin[item]; k < begin[item + 1]; k++) {
        boolean follows = k == begin[item]
            || weights[k - 1] > weights[k]
            || (weights[k - 1] == weights[k] && items[k - 1] < items[k]);
        if (!follows || !(weights[k] > 0 && weights[k] <= 1e30f)) {
          return item;
        }
      }
    }
    return begin.length - 1;
  }

  @Test
  void refusesWeightsThatAreTooFew() {
    int[] begin = new int[BASE.items().size() + 1];
    Arrays.fill(begin, 1, begin.length, 2);
    assertThatThrownBy(() -> open(begin, new int[] {1, 2}, new float[] {1}))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageEndingWith("tensor neighbors.weights: must have 2 elements but has 1");
  }

  @Test
  void refusesTheFirstRowThatIsTooLong() {
    int[] begin = new int[BASE.items().size() + 1];
    Arrays.fill(begin, 2, begin.length, 10_001);
    assertThatThrownBy(() -> open(begin, new int[10_001], new float[10_001]))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageEndingWith("neighbors.begin: gives item 1 more than 10000 neighbours");
  }

  /** Opens a model whose first item has the given row, the others none. */
  private Model open(List<Integer> items, List<Float> weights) throws IOException {
    int[] begin = new int[BASE.items().size() + 1];
    Arrays.fill(begin, 1, begin.length, items.size());
    float[] numbers = new float[weights.size()];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = weights.get(k);
    }
    return open(begin, items.stream().mapToInt(Integer::intValue).toArray(), numbers);
  }

  private Model open(int[] begin, int[] items, float[] weights) throws IOException {
    Map<String, Tensor> tensors = Map.of(
        "neighbors.begin", Tensor.of(begin),
        "neighbors.items", Tensor.of(items),
        "neighbors.weights", Tensor.of(weights));
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
