package io.cartrec.recommend;

import io.cartrec.RecommendationRequest;
import io.cartrec.data.IdIndex;
import io.cartrec.model.AdditionPredictor;
import io.cartrec.model.Model;
import io.cartrec.model.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How probable it is that items are added later in a cart or session, for candidates that a shop names.
 * Of a request its cart, session, user and time count; limit, repeat policy and filters do not. Immutable
 * and thread-safe.
 */
public final class Additions {

  private final AdditionPredictor predictor;
  private final IdIndex ids;

  private Additions(AdditionPredictor predictor, IdIndex ids) {
    this.predictor = predictor;
    this.ids = ids;
  }

  /** Those that {@code model} predicts; empty if it does not. */
  public static Optional<Additions> of(Model model) {
    return model instanceof AdditionPredictor predictor && predictor.predictsAdditions()
        ? Optional.of(new Additions(predictor, model.base().items()))
        : Optional.empty();
  }

  /**
   * How probable it is of each item that it is added, in (0, 1), in the order of {@code itemIds}; empty
   * for an item that the model does not know.
   */
  public List<OptionalDouble> probabilities(RecommendationRequest request, List<String> itemIds) {
    int[] known = itemIds.stream()
        .mapToInt(id -> ids.code(id, -1))
        .filter(item -> item >= 0)
        .toArray();
    double[] probabilities = predictor.probabilities(new Query(request, ids), known);
    List<OptionalDouble> all = new ArrayList<>();
    int next = 0;
    for (String id : itemIds) {
      boolean isKnown = ids.code(id, -1) >= 0;
      all.add(isKnown ? OptionalDouble.of(probabilities[next++]) : OptionalDouble.empty());
    }
    return all;
  }

  /**
   * What a bundle scores: the product of its items' probabilities, 1 for none; empty when the model does
   * not know one of them.
   */
  public OptionalDouble product(RecommendationRequest request, List<String> itemIds) {
    double product = 1;
    for (OptionalDouble probability : probabilities(request, itemIds)) {
      if (probability.isEmpty()) {
        return OptionalDouble.empty();
      }
      product *= probability.getAsDouble();
    }
    return OptionalDouble.of(product);
  }
}
