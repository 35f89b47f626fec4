package io.cartrec.neural.kernel;

import io.cartrec.internal.Parallel;

/** One step of {@link Adagrad}, row by row, in {@code float}. Not thread-safe. */
final class AdagradStep {

  private static final int BLOCK = 64; // rows

  private final float rate;
  private final float epsilon;
  private final float keep;
  private final CpuMatrix squares;

  AdagradStep(Adagrad rule, CpuMatrix squares) {
    this.rate = (float) rule.rate();
    this.epsilon = (float) rule.epsilon();
    this.keep = (float) (1 - rule.rate() * rule.decay());
    this.squares = squares;
  }

  /** Steps by the gradient of the rows {@code rows}. */
  void learn(CpuMatrix gradient, int[] rows, CpuMatrix parameters, int threads) {
    Parallel.forBlocks(threads, rows.length, BLOCK, () -> (from, to) -> {
      for (int i = from; i < to; i++) {
        learn(gradient.row(i), parameters.row(rows[i]), squares.row(rows[i]));
      }
    });
  }

  private void learn(float[] gradient, float[] values, float[] square) {
    for (int j = 0; j < values.length; j++) {
      square[j] += gradient[j] * gradient[j];
      values[j] = keep * values[j] - rate * gradient[j] / ((float) Math.sqrt(square[j]) + epsilon);
    }
  }
}
