package io.cartrec.neural;

import io.cartrec.model.Tensor;
import java.util.Map;
import java.util.Optional;

/**
 * How far training has come. Immutable.
 *
 * @param epochs how many are behind us
 * @param steps how many these had
 * @param waited how many of them have passed since the best one
 * @param score that of the best; negative infinity when none was judged
 * @param best the tensors after the best; empty when none was judged
 */
record Reached(
    int epochs, int steps, int waited, double score, Optional<Map<String, Tensor>> best) {

  /** Nothing yet. */
  static final Reached NOTHING = new Reached(0, 0, 0, Double.NEGATIVE_INFINITY, Optional.empty());

  /** After one more epoch, of {@code more} steps, with such a score if it was judged. */
  Reached after(int more, Optional<Double> judged, Map<String, Tensor> tensors) {
    int all = Math.addExact(steps, more);
    if (judged.isEmpty()) {
      return new Reached(epochs + 1, all, waited, score, best);
    }
    return judged.get() > score
        ? new Reached(epochs + 1, all, 0, judged.get(), Optional.of(tensors))
        : new Reached(epochs + 1, all, waited + 1, score, best);
  }
}
