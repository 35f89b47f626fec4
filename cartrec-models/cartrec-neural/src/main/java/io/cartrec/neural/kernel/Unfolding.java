package io.cartrec.neural.kernel;

import java.util.Arrays;

/** Copies of the rows that a causal convolution sees. Immutable and thread-safe. */
record Unfolding(Steps steps, int taps, int distance) {

  void forward(CpuMatrix from, CpuMatrix into) {
    int width = from.columns();
    for (int t = 0; t < steps.count(); t++) {
      for (int s = 0; s < steps.active(t); s++) {
        float[] row = into.row(steps.row(t, s));
        for (int tap = 0; tap < taps; tap++) {
          int before = t - tap * distance;
          int at = into.offset() + tap * width;
          if (before < 0) {
            Arrays.fill(row, at, at + width, 0);
          } else {
            System.arraycopy(from.row(steps.row(before, s)), from.offset(), row, at, width);
          }
        }
      }
    }
  }

  /** {@code into} is 0 to begin with. */
  void backward(CpuMatrix gradient, CpuMatrix into) {
    int width = into.columns();
    for (int t = 0; t < steps.count(); t++) {
      for (int s = 0; s < steps.active(t); s++) {
        float[] row = gradient.row(steps.row(t, s));
        for (int tap = 0; tap < taps && tap * distance <= t; tap++) {
          float[] sums = into.row(steps.row(t - tap * distance, s));
          int at = gradient.offset() + tap * width;
          for (int j = 0; j < width; j++) {
            sums[into.offset() + j] += row[at + j];
          }
        }
      }
    }
  }
}
