package io.cartrec.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.RecommendationRequest;
import io.cartrec.model.AdditionPredictor;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.model.TinyModel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class AdditionsTest {

  private static final TinyModel TINY = TinyModel.of("a b c d");
  private static final RecommendationRequest CART = RecommendationRequest.of(Cart.of("b"));

  /** The item {@code k} has {@code 1 / (k + 2)}, halved if it lies in the cart. */
  private record Odds(ModelBase base, boolean predictsAdditions)
      implements Model, AdditionPredictor {

    @Override
    public double[] probabilities(Query query, int[] items) {
      return Arrays.stream(items)
          .mapToDouble(item -> (query.items()[0] == item ? 0.5 : 1) / (item + 2))
          .toArray();
    }

    @Override
    public Map<String, Tensor> tensors() {
      return Map.of();
    }

    @Override
    public void score(Query query, ScoreAccumulator into) {}
  }

  private final Additions additions = Additions.of(new Odds(TINY.base(), true)).orElseThrow();

  @Test
  void givesOneProbabilityForEachItemAndNoneForUnknownOnes() {
    assertThat(additions.probabilities(CART, List.of("c", "unknown", "b", "c")))
        .containsExactly(
            OptionalDouble.of(0.25),
            OptionalDouble.empty(),
            OptionalDouble.of(0.5 / 3),
            OptionalDouble.of(0.25));
    assertThat(additions.probabilities(CART, List.of())).isEmpty();
  }

  @Test
  void multipliesThoseOfABundle() {
    assertThat(additions.product(CART, List.of("a", "c")).orElseThrow())
        .isCloseTo(0.125, within(1e-12));
    assertThat(additions.product(CART, List.of("a", "unknown"))).isEmpty();
    assertThat(additions.product(CART, List.of())).hasValue(1);
  }

  @Test
  void areNoneOfAModelThatWasNotTrainedTo() {
    assertThat(Additions.of(new Odds(TINY.base(), false))).isEmpty();
    assertThat(Additions.of(TINY)).isEmpty();
  }
}
