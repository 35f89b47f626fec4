package io.cartrec.neural;

import io.cartrec.model.Tensor;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@link AdditionHead} learned. Cost: {@code O(width²)}, and {@code O(width)} an item. Immutable and
 * thread-safe.
 */
final class ServedHead {

  private static final double MOST = 30; // of a logit, so that 0 and 1 are never reached

  private final float[] weights;
  private final FloatBuffer biases;
  private final FloatBuffer table;
  private final int width;

  private ServedHead(Tensor state, Tensor biases, Tensor table, int width) {
    this.weights = state.toFloats();
    this.biases = biases.floats();
    this.table = table.floats();
    this.width = width;
  }

  /**
   * That of {@code tensors}, if they have one.
   *
   * @param table what items look like as outputs
   */
  static Optional<ServedHead> of(Map<String, Tensor> tensors, Tensor table, int width) {
    Tensor state = tensors.get(AdditionHead.STATE);
    return state == null
        ? Optional.empty()
        : Optional.of(new ServedHead(
            state,
            Objects.requireNonNull(tensors.get(AdditionHead.BIAS), AdditionHead.BIAS),
            table,
            width));
  }

  /** How probable it is of each item that it follows where the net's state is {@code state}. */
  double[] probabilities(float[] state, int[] items) {
    double[] view = new double[width];
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        view[j] += (double) state[i] * weights[i * width + j];
      }
    }
    double[] probabilities = new double[items.length];
    float[] row = new float[width];
    for (int k = 0; k < items.length; k++) {
      table.get(items[k] * width, row);
      double logit = biases.get(items[k]);
      for (int j = 0; j < width; j++) {
        logit += view[j] * row[j];
      }
      probabilities[k] = probability(logit);
    }
    return probabilities;
  }

  /** {@code σ(logit)}, off 0 and 1. */
  static double probability(double logit) {
    return 1 / (1 + StrictMath.exp(-Math.max(-MOST, Math.min(MOST, logit))));
  }
}
