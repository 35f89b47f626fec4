package io.cartrec.neural;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Mix;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.Arrays;

/**
 * Combinations of columns for each row, whose score is the product of their {@code σ(logit)}: one to
 * {@value #MOST} of those that follow, which should score 1, and the same with one of them exchanged for
 * another column, which should score 0. Drawn by a seed. A row without followers has none; one that all
 * columns follow has no other. Immutable.
 */
final class Combinations {

  private static final int MOST = 4;

  private final ItemSets later;
  private final long seed;

  /** @param later of each row the columns that follow */
  Combinations(ItemSets later, long seed) {
    this.later = later;
    this.seed = seed;
  }

  /**
   * The sum of the squared errors; leaves {@code scale} times the gradient in place of {@code logits}.
   * The few numbers of the combinations are worked on here, not on the device.
   */
  double loss(TensorKernels kernels, Matrix logits, float scale) {
    int width = logits.columns();
    float[] all = kernels.download(logits);
    float[] gradient = new float[all.length];
    double loss = 0;
    for (int row = 0; row < later.size(); row++) {
      int[] drawn = draw(row);
      if (drawn.length > 0) {
        int start = row * width;
        loss += squaredError(all, start, drawn, 1, scale, gradient);
        if (exchange(row, drawn, width)) {
          loss += squaredError(all, start, drawn, 0, scale, gradient);
        }
      }
    }
    kernels.upload(gradient, logits);
    return loss;
  }

  /** Some of the columns that follow a row. */
  private int[] draw(int row) {
    int[] columns = Arrays.copyOfRange(later.items(), later.begin()[row], later.begin()[row + 1]);
    if (columns.length == 0) {
      return columns;
    }
    int size = 1 + below(Math.min(MOST, columns.length), row, 0);
    for (int k = 0; k < size; k++) {
      int other = k + below(columns.length - k, row, k + 1);
      int kept = columns[k];
      columns[k] = columns[other];
      columns[other] = kept;
    }
    return Arrays.copyOf(columns, size);
  }

  /** Puts a column that does not follow in the place of one of {@code drawn}; false if all do. */
  private boolean exchange(int row, int[] drawn, int width) {
    int[] following =
        Arrays.copyOfRange(later.items(), later.begin()[row], later.begin()[row + 1]);
    if (following.length == width) {
      return false;
    }
    Arrays.sort(following);
    int other = below(width - following.length, row, MOST + 1);
    for (int column : following) {
      other += column <= other ? 1 : 0;
    }
    drawn[below(drawn.length, row, MOST + 2)] = other;
    return true;
  }

  /** A number in {@code [0, bound)}. */
  private int below(int bound, int row, int draw) {
    return (int) Long.remainderUnsigned(Mix.of(Mix.of(seed, row), draw), bound);
  }

  private static double squaredError(
      float[] logits, int start, int[] columns, double wanted, float scale, float[] gradient) {
    double product = 1;
    for (int column : columns) {
      product *= p(logits[start + column]);
    }
    double error = product - wanted;
    for (int column : columns) {
      gradient[start + column] +=
          (float) (scale * 2 * error * product * (1 - p(logits[start + column])));
    }
    return error * error;
  }

  private static double p(double logit) {
    return 1 / (1 + StrictMath.exp(-logit));
  }
}
