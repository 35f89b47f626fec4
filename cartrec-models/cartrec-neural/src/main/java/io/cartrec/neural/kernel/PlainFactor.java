package io.cartrec.neural.kernel;

import io.cartrec.internal.Parallel;
import java.util.Arrays;

/**
 * A right factor as one array a row. Four rows of it at a time are added to two rows of the result,
 * which is what the registers hold; the JIT makes vector instructions of the loop. Immutable and
 * thread-safe.
 */
final class PlainFactor implements Factor {

  private static final int GROUP = 4; // terms added at a time
  private static final int WIDTH = 384; // columns at a time: what stays in the second cache
  private static final int BLOCK = 64; // rows arranged at a time

  private final float[][] right;
  private final int columns;

  private PlainFactor(float[][] right, int columns) {
    this.right = right;
    this.columns = columns;
  }

  /** {@code b} or its transpose as a right factor. */
  static PlainFactor of(CpuMatrix b, boolean transposed, int threads) {
    int terms = transposed ? b.columns() : b.rows();
    int columns = transposed ? b.rows() : b.columns();
    float[][] right = new float[terms][];
    for (int k = 0; k < terms; k++) {
      boolean isReady = !transposed && b.offset() == 0;
      right[k] = isReady ? b.row(k) : new float[columns];
    }
    if (transposed) {
      Parallel.forBlocks(threads, columns, BLOCK, () -> (from, to) -> {
        for (int k = 0; k < terms; k++) {
          float[] row = right[k];
          int at = b.offset() + k;
          for (int j = from; j < to; j++) {
            row[j] = b.row(j)[at];
          }
        }
      });
    } else if (b.offset() != 0) {
      for (int k = 0; k < terms; k++) {
        System.arraycopy(b.row(k), b.offset(), right[k], 0, columns);
      }
    }
    return new PlainFactor(right, columns);
  }

  @Override
  public void multiply(
      float alpha,
      CpuMatrix left,
      boolean transposed,
      int from,
      int count,
      float beta,
      CpuMatrix into,
      int intoFrom) {
    float[][] factors = factors(alpha, left, transposed, from, count);
    float[][] sums = new float[factors.length][];
    for (int i = 0; i < sums.length; i++) {
      boolean isReady = into.offset() == 0 && i < count;
      sums[i] = isReady ? into.row(intoFrom + i) : new float[columns];
      if (i < count) {
        begin(sums[i], into.row(intoFrom + i), into.offset(), beta);
      }
    }
    for (int begin = 0; begin < columns; begin += WIDTH) {
      int end = Math.min(columns, begin + WIDTH);
      for (int i = 0; i < sums.length; i += 2) {
        int k = 0;
        for (; k + GROUP <= right.length; k += GROUP) {
          addGroup(sums[i], sums[i + 1], factors[i], factors[i + 1], k, begin, end);
        }
        for (; k < right.length; k++) {
          addOne(sums[i], factors[i][k], right[k], begin, end);
          addOne(sums[i + 1], factors[i + 1][k], right[k], begin, end);
        }
      }
    }
    if (into.offset() != 0) {
      for (int i = 0; i < count; i++) {
        System.arraycopy(sums[i], 0, into.row(intoFrom + i), into.offset(), columns);
      }
    }
  }

  /** What the sums begin with. */
  private void begin(float[] sums, float[] row, int offset, float beta) {
    if (beta == 0) {
      Arrays.fill(sums, 0, columns, 0);
      return;
    }
    if (sums != row) {
      System.arraycopy(row, offset, sums, 0, columns);
    }
    if (beta != 1) {
      for (int j = 0; j < columns; j++) {
        sums[j] *= beta;
      }
    }
  }

  /** The left factor times {@code alpha}, an even number of rows; copied where need be. */
  private float[][] factors(float alpha, CpuMatrix left, boolean transposed, int from, int count) {
    float[][] factors = new float[(count + 1) / 2 * 2][];
    boolean isReady = !transposed && left.offset() == 0 && alpha == 1;
    for (int i = 0; i < factors.length; i++) {
      factors[i] = isReady ? left.row(from + Math.min(i, count - 1)) : new float[right.length];
    }
    if (isReady) {
      return factors;
    }
    int at = left.offset() + (transposed ? from : 0);
    if (transposed) {
      for (int k = 0; k < right.length; k++) {
        float[] row = left.row(k);
        for (int i = 0; i < count; i++) {
          factors[i][k] = alpha * row[at + i];
        }
      }
    } else {
      for (int i = 0; i < count; i++) {
        float[] row = left.row(from + i);
        float[] to = factors[i];
        for (int k = 0; k < to.length; k++) {
          to[k] = alpha * row[at + k];
        }
      }
    }
    return factors;
  }

  private static void addOne(float[] into, float factor, float[] row, int from, int to) {
    for (int j = from; j < to; j++) {
      into[j] = Math.fma(factor, row[j], into[j]);
    }
  }

  /**
   * Two rows, four terms each. All arrays of the loop are indexed by its variable alone and the factors
   * are locals, or the JIT would not make vector instructions of it.
   */
  private void addGroup(
      float[] into, float[] into2, float[] left, float[] left2, int k, int from, int to) {
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
