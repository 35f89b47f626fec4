package io.cartrec.leastsquares;

/** The one dense product of this package. Thread-safe, as far as its arguments are the caller's own. */
final class FloatProduct {

  /** Terms are added in groups of this many; their number must be a multiple of it. */
  static final int GROUP = 4;

  /** Of the right factor at a time: what stays in the second cache. */
  private static final int COLUMNS = 384;

  private FloatProduct() {}

  /** {@code terms}, rounded up to a number that {@link #add} takes. */
  static int padded(int terms) {
    return (terms + GROUP - 1) / GROUP * GROUP;
  }

  /**
   * Adds to {@code into[i][j]} the sum of {@code left[i][k] * right[k][j]} over {@code k} in {@code [0,
   * terms)}, one fused multiply-add after the other in the order of {@code k}, for {@code i} in {@code
   * [from, to)}, an even number of rows, and {@code j} in {@code [begin, end)}. About 40 GFLOP/s on one
   * core of 2021, by the JIT's doing alone; very slow on processors without that instruction, older than
   * 2013.
   */
  static void add(
      float[][] into,
      int from,
      int to,
      float[][] left,
      float[][] right,
      int terms,
      int begin,
      int end) {
    for (int column = begin; column < end; column += COLUMNS) {
      int stop = Math.min(end, column + COLUMNS);
      for (int i = from; i < to; i += 2) {
        for (int k = 0; k < terms; k += GROUP) {
          addGroup(into[i], into[i + 1], left[i], left[i + 1], right, k, column, stop);
        }
      }
    }
  }

  /**
   * Two rows, four terms each. All arrays of the loop are indexed by its variable alone and the factors are
   * locals, or the JIT would not make vector instructions of it; two rows and four terms are what the
   * registers hold.
   */
  private static void addGroup(
      float[] into,
      float[] into2,
      float[] left,
      float[] left2,
      float[][] right,
      int k,
      int from,
      int to) {
    float a = left[k];
    float b = left[k + 1];
    float c = left[k + 2];
    float d = left[k + 3];
    float a2 = left2[k];
    float b2 = left2[k + 1];
    float c2 = left2[k + 2];
    float d2 = left2[k + 3];
    float[] w = right[k];
    float[] x = right[k + 1];
    float[] y = right[k + 2];
    float[] z = right[k + 3];
    for (int j = from; j < to; j++) {
      float wj = w[j];
      float xj = x[j];
      float yj = y[j];
      float zj = z[j];
      into[j] = Math.fma(d, zj, Math.fma(c, yj, Math.fma(b, xj, Math.fma(a, wj, into[j]))));
      into2[j] = Math.fma(d2, zj, Math.fma(c2, yj, Math.fma(b2, xj, Math.fma(a2, wj, into2[j]))));
    }
  }
}
