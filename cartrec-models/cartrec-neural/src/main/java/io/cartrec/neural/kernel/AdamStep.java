package io.cartrec.neural.kernel;

import io.cartrec.internal.Parallel;

/** One step of {@link Adam}, row by row, in {@code float}. Not thread-safe. */
final class AdamStep {

  private static final int BLOCK = 64; // rows

  private final float rate;
  private final float epsilon;
  private final float keep;
  private final float first;
  private final float second;
  private final CpuMatrix means;
  private final CpuMatrix squares;

  AdamStep(Adam rule, CpuMatrix means, CpuMatrix squares) {
    this.means = means;
    this.squares = squares;
    double root = Math.sqrt(1 - StrictMath.pow(rule.second(), rule.step()));
    this.rate = (float) (rule.rate() * root / (1 - StrictMath.pow(rule.first(), rule.step())));
    this.epsilon = (float) (rule.epsilon() * root);
    this.keep = (float) (1 - rule.rate() * rule.decay());
    this.first = (float) rule.first();
    this.second = (float) rule.second();
  }

  /** Steps by the gradient of the rows {@code rows}. */
  void learn(CpuMatrix gradient, int[] rows, CpuMatrix parameters, int threads) {
    Parallel.forBlocks(threads, rows.length, BLOCK, () -> (from, to) -> {
      for (int i = from; i < to; i++) {
        int row = rows[i];
        learn(gradient.row(i), parameters.row(row), means.row(row), squares.row(row));
      }
    });
  }

  private void learn(float[] gradient, float[] values, float[] mean, float[] square) {
    for (int j = 0; j < values.length; j++) {
      mean[j] = first * mean[j] + (1 - first) * gradient[j];
      square[j] = second * square[j] + (1 - second) * gradient[j] * gradient[j];
      values[j] = keep * values[j] - rate * mean[j] / ((float) Math.sqrt(square[j]) + epsilon);
    }
  }
}
