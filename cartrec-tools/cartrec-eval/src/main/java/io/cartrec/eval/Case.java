package io.cartrec.eval;

import io.cartrec.RecommendationRequest;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A question and its right answer. Immutable and thread-safe.
 *
 * @param request what is asked; how many items are wanted is the judge's business
 * @param truth the items that should be found, in the order they came, repeats and all; where the order
 *     matters, the first is the very next
 * @param rating the rating to predict for the one item of the truth; empty in all other tasks
 */
record Case(RecommendationRequest request, List<String> truth, OptionalDouble rating) {

  Case {
    truth = List.copyOf(truth);
  }

  static Case of(RecommendationRequest request, List<String> truth) {
    return new Case(request, truth, OptionalDouble.empty());
  }
}
