package io.cartrec.neural.kernel;

import io.cartrec.internal.FloatProduct;
import io.cartrec.internal.Parallel;
import java.util.Arrays;

/** A right factor as one array a row, for {@link FloatProduct}. Immutable and thread-safe. */
final class PlainFactor implements Factor {

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
    float[][] sums = new float[count][];
    for (int i = 0; i < count; i++) {
      sums[i] = into.offset() == 0 ? into.row(intoFrom + i) : new float[columns];
      begin(sums[i], into.row(intoFrom + i), into.offset(), beta);
    }
    FloatProduct.add(sums, 0, count, factors, right, right.length, 0, columns);
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

  /** The left factor times {@code alpha}; copied where need be. */
  private float[][] factors(float alpha, CpuMatrix left, boolean transposed, int from, int count) {
    float[][] factors = new float[count][];
    boolean isReady = !transposed && left.offset() == 0 && alpha == 1;
    for (int i = 0; i < factors.length; i++) {
      factors[i] = isReady ? left.row(from + i) : new float[right.length];
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
}
