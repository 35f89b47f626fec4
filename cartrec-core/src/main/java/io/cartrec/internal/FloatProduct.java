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
   * core of 2021, if the numbers of rows and terms are even; very slow on processors without that
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
    int pairs = to - (to - from) % 2;
    int evenTerms = terms - terms % 2;
    for (int column = begin; column < end; column += COLUMNS) {
      int stop = Math.min(end, column + COLUMNS);
      for (int i = from; i < pairs; i += 2) {
        for (int k = 0; k < evenTerms; k += 2) {
          addFour(into[i], into[i + 1], left[i], left[i + 1], k, right, column, stop);
        }
      }
      for (int i = from; i < to; i++) {
        for (int k = i < pairs ? evenTerms : 0; k < terms; k++) {
          addOne(into[i], left[i][k], right[k], column, stop);
        }
      }
    }
  }

  /**
   * Two rows, two terms each. All arrays of the loop are indexed by its variable alone and the factors are
   * locals, or the JIT would not make vector instructions of it. Twice as many terms are a little faster
   * where the registers hold them, and three times slower where they do not: compilations differ.
   */
  private static void addFour(
      float[] into,
      float[] into2,
      float[] left,
      float[] left2,
      int k,
      float[][] right,
      int from,
      int to) {
    float a = left[k];
    float b = left[k + 1];
    float a2 = left2[k];
    float b2 = left2[k + 1];
    float[] x = right[k];
    float[] y = right[k + 1];
    for (int j = from; j < to; j++) {
      float xj = x[j];
      float yj = y[j];
      into[j] = Math.fma(b, yj, Math.fma(a, xj, into[j]));
      into2[j] = Math.fma(b2, yj, Math.fma(a2, xj, into2[j]));
    }
  }

  private static void addOne(float[] into, float factor, float[] right, int from, int to) {
    for (int j = from; j < to; j++) {
      into[j] = Math.fma(factor, right[j], into[j]);
    }
  }
}
