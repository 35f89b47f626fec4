package io.cartrec.leastsquares;

import io.cartrec.internal.FloatProduct;
import io.cartrec.internal.Parallel;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * A dense symmetric matrix of floats that is inverted in place. Only the lower half is held, in rows:
 * {@code row(i)[j]} for {@code j <= i}. Rows are as long as whole blocks of {@value #BLOCK} columns, so
 * that the blocks on the diagonal are held in full, and the matrix is filled up to whole blocks with an
 * identity: {@code 2 n²} bytes and a little more.
 *
 * <p>The inverse is found by symmetric Gauss-Jordan elimination, a block of pivots at a time: with {@code
 * D} the block on the diagonal, {@code C} the rest of its columns and {@code A} the rest of the matrix,
 *
 * <pre>{@code A ← A - C D⁻¹ Cᵀ,   C ← C D⁻¹,   D ← -D⁻¹}</pre>
 *
 * leaves minus the inverse when every block has had its turn. That takes {@code n³} floating-point
 * operations, as many as a Cholesky factorisation, the inverse of the factor and its square; but it is one
 * loop, in place, and nearly all of it is one product of large blocks, {@link FloatProduct}. As it chooses
 * no pivots, it is stable for positive definite matrices only, like Cholesky's.
 *
 * <p>Every entry is the outcome of the same operations in the same order, whatever the number of threads.
 * Not thread-safe.
 *
 * @see <a href="https://doi.org/10.1137/1.9780898718027">Higham, Accuracy and Stability of Numerical
 *     Algorithms, 2002, section 14.4</a>
 */
final class SymmetricMatrix {

  static final int BLOCK = 144; // of threes, as FloatProduct likes it

  private final int size;
  private final int blocks;
  private final float[][] rows;

  /** The zero matrix of {@code size} rows. */
  SymmetricMatrix(int size) {
    this.size = size;
    this.blocks = (size + BLOCK - 1) / BLOCK;
    this.rows = new float[blocks * BLOCK][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new float[(i / BLOCK + 1) * BLOCK];
      rows[i][i] = i < size ? 0 : 1;
    }
  }

  /** How many bytes a matrix of {@code size} rows takes, and its inversion beside it. */
  static long bytes(int size) {
    return 2L * size * size + (long) Float.BYTES * size * 4 * BLOCK;
  }

  int size() {
    return size;
  }

  /** Row {@code i}, whose entries {@code [0, i]} count; not to be written to after the inversion. */
  float[] row(int i) {
    return rows[i];
  }

  /**
   * Puts minus the inverse in the place of this matrix.
   *
   * @param progress hears how many pivots are done, of {@link #size()}
   * @return false if a pivot was not above 0: the matrix is not positive definite, as far as floats can
   *     tell, and what is left here is of no use
   */
  boolean negateInverse(int threads, IntConsumer progress) {
    for (int i = 0; i < rows.length; i++) {
      for (int j = i / BLOCK * BLOCK; j < i; j++) {
        rows[j][i] = rows[i][j];
      }
    }
    float[][] left = new float[rows.length][BLOCK];
    float[][] above = new float[BLOCK][rows.length];
    float[][] right = new float[BLOCK][rows.length];
    for (int block = 0; block < blocks; block++) {
      int pivot = block;
      float[][] inverse = new float[BLOCK][BLOCK];
      if (!invertPivot(pivot, inverse)) {
        return false;
      }
      Parallel.forBlocks(threads, blocks, 1, () -> (from, to) -> {
        lift(pivot, from, left, above);
        int begin = from * BLOCK;
        for (float[] row : right) {
          Arrays.fill(row, begin, begin + BLOCK, 0);
        }
        FloatProduct.add(right, 0, BLOCK, inverse, above, BLOCK, begin, begin + BLOCK);
      });
      Parallel.forBlocks(threads, blocks, 1, () -> (from, to) -> {
        int longestFirst = blocks - to;
        eliminate(pivot, longestFirst, left, right);
        put(pivot, longestFirst, right, inverse);
      });
      progress.accept(Math.min(size, (pivot + 1) * BLOCK));
    }
    return true;
  }

  /** Inverts a block on the diagonal, in doubles; says whether all its pivots were above 0. */
  private boolean invertPivot(int pivot, float[][] inverse) {
    int at = pivot * BLOCK;
    double[][] square = new double[BLOCK][BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      for (int j = 0; j < BLOCK; j++) {
        square[i][j] = rows[at + i][at + j];
      }
    }
    for (int k = 0; k < BLOCK; k++) {
      if (!(square[k][k] > 0)) {
        return false;
      }
      eliminate(square, k);
    }
    for (int i = 0; i < BLOCK; i++) {
      for (int j = 0; j <= i; j++) {
        inverse[i][j] = (float) square[i][j];
        inverse[j][i] = inverse[i][j];
      }
    }
    return true;
  }

  /** One step of Gauss-Jordan: after all steps the inverse stands in the place of {@code square}. */
  private static void eliminate(double[][] square, int k) {
    double[] pivotRow = square[k];
    double reciprocal = 1 / pivotRow[k];
    for (int i = 0; i < BLOCK; i++) {
      double[] row = square[i];
      double factor = row[k] * reciprocal;
      if (i != k) {
        row[k] = 0;
        for (int j = 0; j < BLOCK; j++) {
          row[j] -= factor * pivotRow[j];
        }
        row[k] = -factor;
      }
    }
    pivotRow[k] = 1;
    for (int j = 0; j < BLOCK; j++) {
      pivotRow[j] *= reciprocal;
    }
  }

  /** Copies the pivot's columns of one block of rows: negated to the left, transposed to above. */
  private void lift(int pivot, int block, float[][] left, float[][] above) {
    int at = pivot * BLOCK;
    for (int i = block * BLOCK; i < (block + 1) * BLOCK; i++) {
      for (int k = 0; k < BLOCK; k++) {
        float value = block < pivot ? rows[at + k][i] : rows[i][at + k];
        left[i][k] = -value;
        above[k][i] = value;
      }
    }
  }

  /** Subtracts {@code C D⁻¹ Cᵀ} from one block of rows, but for the pivot's own rows and columns. */
  private void eliminate(int pivot, int block, float[][] left, float[][] right) {
    int from = block * BLOCK;
    int to = from + BLOCK;
    int at = pivot * BLOCK;
    if (block != pivot) {
      FloatProduct.add(rows, from, to, left, right, BLOCK, 0, Math.min(to, at));
      FloatProduct.add(rows, from, to, left, right, BLOCK, at + BLOCK, to);
    }
  }

  /** Puts {@code C D⁻¹}, or {@code -D⁻¹}, where the pivot's columns of one block of rows are. */
  private void put(int pivot, int block, float[][] right, float[][] inverse) {
    int at = pivot * BLOCK;
    int from = block * BLOCK;
    for (int k = 0; k < BLOCK; k++) {
      for (int i = from; i < from + BLOCK; i++) {
        if (block < pivot) {
          rows[at + k][i] = right[k][i];
        } else if (block > pivot) {
          rows[i][at + k] = right[k][i];
        } else {
          rows[i][at + k] = -inverse[i - at][k];
        }
      }
    }
  }
}
