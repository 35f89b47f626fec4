package io.cartrec.internal;

/** The product of dense matrices, one array a row. Thread-safe, as far as its arguments are the caller's own. */
public final class FloatProduct {

  /** Of the right factor at a time: what stays in the second cache. */
  private static final int COLUMNS = 384;

  private FloatProduct() {}

  /**
   * Adds to {@code into[i][j]} the sum of {@code left[i][k] * right[k][j]} over {@code k} in {@code [0,
   * terms)}, one fused multiply-add after the other in the order of {@code k}, for {@code i} in {@code
   * [from, to)} and {@code j} in {@code [begin, end)}. By the JIT's doing alone about 25 GFLOP/s on one
   * core of 2021, if the number of rows is one of threes and that of terms even; very slow on processors without that
   * instruction, older than 2013.
   */
  public static void add(
      float[][] into,
      int from,
      int to,
      float[][] left,
      float[][] right,
      int terms,
      int begin,
      int end) {
    int rows = to - (to - from) % 3;
    int pairs = terms - terms % 2;
    for (int column = begin; column < end; column += COLUMNS) {
      int stop = Math.min(end, column + COLUMNS);
      for (int i = from; i < rows; i += 3) {
        for (int k = 0; k < pairs; k += 2) {
          addSix(into, left, i, right[k], right[k + 1], k, column, stop);
        }
      }
      for (int i = from; i < to; i++) {
        int k = i < rows ? pairs : 0;
        for (; k + 4 <= terms; k += 4) {
          addFour(into[i], left[i], right, k, column, stop);
        }
        for (; k < terms; k++) {
          addOne(into[i], left[i][k], right[k], column, stop);
        }
      }
    }
  }

  /**
   * Three rows, two terms each. All arrays of the loop are indexed by its variable alone and the factors
   * are locals, or the JIT would not make vector instructions of it. Two rows and four terms were as fast
   * where the registers held them, and three times slower where they did not: compilations differ.
   */
  private static void addSix(
      float[][] into, float[][] left, int row, float[] x, float[] y, int k, int from, int to) {
    float[] p = into[row];
    float[] q = into[row + 1];
    float[] r = into[row + 2];
    float a = left[row][k];
    float b = left[row][k + 1];
    float a2 = left[row + 1][k];
    float b2 = left[row + 1][k + 1];
    float a3 = left[row + 2][k];
    float b3 = left[row + 2][k + 1];
    for (int j = from; j < to; j++) {
      float xj = x[j];
      float yj = y[j];
      p[j] = Math.fma(b, yj, Math.fma(a, xj, p[j]));
      q[j] = Math.fma(b2, yj, Math.fma(a2, xj, q[j]));
      r[j] = Math.fma(b3, yj, Math.fma(a3, xj, r[j]));
    }
  }

  /** One row, four terms. */
  private static void addFour(
      float[] into, float[] left, float[][] right, int k, int from, int to) {
    float[] x = right[k];
    float[] y = right[k + 1];
    float[] z = right[k + 2];
    float[] w = right[k + 3];
    float a = left[k];
    float b = left[k + 1];
    float c = left[k + 2];
    float d = left[k + 3];
    for (int j = from; j < to; j++) {
      into[j] = Math.fma(d, w[j], Math.fma(c, z[j], Math.fma(b, y[j], Math.fma(a, x[j], into[j]))));
    }
  }

  private static void addOne(float[] into, float factor, float[] right, int from, int to) {
    for (int j = from; j < to; j++) {
      into[j] = Math.fma(factor, right[j], into[j]);
    }
  }
}
