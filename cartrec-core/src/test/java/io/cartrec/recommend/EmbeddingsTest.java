package io.cartrec.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.model.Embedder;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.model.TinyModel;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmbeddingsTest {

  private static final TinyModel TINY = TinyModel.of("a b c d e f");
  private static final Embeddings EMBEDDINGS =
      Embeddings.of(new Plane(TINY.base())).orElseThrow();

  /** Items in a plane; a query lies where its first item does. */
  private record Plane(ModelBase base) implements Model, Embedder {
    private static final float[][] PLACES = {{1, 0}, {3, 4}, {10, 0}, {0, 1}, {-1, 0}, {0, 0}};

    @Override
    public float[] embedding(int item) {
      return PLACES[item].clone();
    }

    @Override
    public Optional<float[]> embedding(Query query) {
      return query.items().length == 0
          ? Optional.empty()
          : Optional.of(embedding(query.items()[0]));
    }

    @Override
    public Map<String, Tensor> tensors() {
      return Map.of();
    }

    @Override
    public void score(Query query, ScoreAccumulator into) {}
  }

  @Test
  void findsItemsInTheSameDirectionNearestFirst() {
    Recommendations alike = EMBEDDINGS.similar("a", 10);
    assertThat(alike.itemIds()).containsExactly("c", "b");
    assertThat(alike.items().get(0).score()).isEqualTo(1);
    assertThat(alike.items().get(1).score()).isCloseTo(0.6, within(1e-7));
    assertThat(alike.scored()).isEqualTo(2);
    assertThat(alike.note()).isEqualTo("the model finds no more items alike");
  }

  @Test
  void answersNoMoreThanAsked() {
    assertThat(EMBEDDINGS.similar("a", 1).itemIds()).containsExactly("c");
    assertThat(EMBEDDINGS.similar("a", 1).note()).isEmpty();
    assertThat(EMBEDDINGS.similar("a", 0)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EMBEDDINGS.similar("a", -1))
        .withMessage("limit must be >= 0 but was -1");
  }

  @Test
  void putsEquallyLikeItemsInOrderOfTheirCodes() {
    assertThat(EMBEDDINGS.similar("b", 10).itemIds()).containsExactly("d", "a", "c");
  }

  @Test
  void hasNothingToSayOfAnItemWithoutAPlace() {
    assertThat(EMBEDDINGS.similar("f", 10)).isEmpty();
    assertThat(EMBEDDINGS.similar("unknown", 10).note())
        .isEqualTo("the model does not know the item");
  }

  @Test
  void givesThePlacesOfItemsAndRequests() {
    assertThat(EMBEDDINGS.item("b")).hasValue(new float[] {3, 4});
    assertThat(EMBEDDINGS.item("unknown")).isEmpty();
    assertThat(EMBEDDINGS.request(RecommendationRequest.of(Cart.of("d"))))
        .hasValue(new float[] {0, 1});
    assertThat(EMBEDDINGS.request(RecommendationRequest.of(Cart.empty()))).isEmpty();
  }

  @Test
  void areNoneOfAModelWithoutThem() {
    assertThat(Embeddings.of(TINY)).isEmpty();
  }
}
