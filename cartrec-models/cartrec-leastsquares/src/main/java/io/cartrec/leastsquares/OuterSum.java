package io.cartrec.leastsquares;

import java.util.Arrays;

/**
 * The sum of {@code x xᵀ} over vectors {@code x} of {@code n} floats, as the upper triangle of a matrix in
 * double precision. Vectors are added four at a time. Not thread-safe.
 */
final class OuterSum {

  private static final int BATCH = 4;

  private final double[][] sum;
  private final double[][] batch;
  private int held;

  OuterSum(int n) {
    sum = new double[n][n];
    batch = new double[BATCH][n];
  }

  void clear() {
    for (double[] row : sum) {
      Arrays.fill(row, 0);
    }
    held = 0;
  }

  /** Costs {@code n² / 2} multiplications. */
  void add(float[] x) {
    double[] copy = batch[held++];
    for (int k = 0; k < copy.length; k++) {
      copy[k] = x[k];
    }
    if (held == BATCH) {
      addBatch();
    }
  }

  /** The sum so far, to be used and changed until the next {@link #clear}. */
  double[][] upper() {
    if (held > 0) {
      for (int i = held; i < BATCH; i++) {
        Arrays.fill(batch[i], 0);
      }
      addBatch();
    }
    return sum;
  }

  private void addBatch() {
    for (int k = 0; k < sum.length; k++) {
      addRow(sum[k], batch[0], batch[1], batch[2], batch[3], k);
    }
    held = 0;
  }

  private static void addRow(double[] row, double[] a, double[] b, double[] c, double[] d, int k) {
    double fa = a[k];
    double fb = b[k];
    double fc = c[k];
    double fd = d[k];
    for (int j = k; j < row.length; j++) {
      row[j] += fa * a[j] + fb * b[j] + (fc * c[j] + fd * d[j]);
    }
  }
}
