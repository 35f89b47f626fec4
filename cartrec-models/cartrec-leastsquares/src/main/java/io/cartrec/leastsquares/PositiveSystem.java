package io.cartrec.leastsquares;

import io.cartrec.internal.FloatProduct;
import java.util.Arrays;

/**
 * Solves {@code A x = b} with a positive definite {@code A} of a few hundred rows by Cholesky's {@code A =
 * UᵀU}, in single precision: {@code n³ / 3} operations, nearly all of them in {@link FloatProduct}. Holds
 * the space for systems of up to the size it was made for. Not thread-safe.
 */
final class PositiveSystem {

  private static final int GROUP = 4; // of rows that are finished together

  private final float[][] rows; // A, then U; the upper half counts
  private final float[][] negated; // minus U transposed, lower half
  private final float[] right;
  private int size;
  private int padded;

  PositiveSystem(int most) {
    int capacity = padded(most);
    rows = new float[capacity][capacity];
    negated = new float[capacity][capacity];
    right = new float[capacity];
  }

  private static int padded(int size) {
    return (size + GROUP - 1) / GROUP * GROUP;
  }

  /** Begins a system of {@code size} rows, all 0. */
  void reset(int size) {
    this.size = size;
    padded = padded(size);
    for (int i = 0; i < padded; i++) {
      Arrays.fill(rows[i], 0, padded, 0);
      rows[i][i] = i < size ? 0 : 1;
    }
    Arrays.fill(right, 0, padded, 0);
  }

  /** Sets {@code A_ij} and {@code A_ji}. */
  void set(int i, int j, double value) {
    rows[Math.min(i, j)][Math.max(i, j)] = (float) value;
  }

  /** Sets {@code b_i}. */
  void setRight(int i, double value) {
    right[i] = (float) value;
  }

  /**
   * Puts {@code x} into {@code solution}.
   *
   * @return false if {@code A} is not positive definite, as far as floats can tell
   */
  boolean solve(float[] solution) {
    for (int k = 0; k < padded; k += GROUP) {
      FloatProduct.add(rows, k, k + GROUP, negated, rows, k, k, padded);
      for (int i = k; i < k + GROUP; i++) {
        if (!finishRow(i, k)) {
          return false;
        }
      }
    }
    substitute();
    System.arraycopy(right, 0, solution, 0, size);
    return true;
  }

  /** Makes row {@code i} of {@code U}, from which the rows before {@code group} are subtracted already. */
  private boolean finishRow(int i, int group) {
    float[] row = rows[i];
    for (int m = group; m < i; m++) {
      subtract(row, rows[m], rows[m][i], i, padded);
    }
    if (!(row[i] > 0)) {
      return false;
    }
    float reciprocal = (float) (1 / Math.sqrt(row[i]));
    for (int j = i; j < padded; j++) {
      row[j] *= reciprocal;
    }
    for (int j = i; j < padded; j++) {
      negated[j][i] = -row[j];
    }
    return true;
  }

  /** Solves {@code Uᵀy = b}, then {@code U x = y}. */
  private void substitute() {
    for (int i = 0; i < padded; i++) {
      right[i] /= rows[i][i];
      subtract(right, rows[i], right[i], i + 1, padded);
    }
    for (int i = padded - 1; i >= 0; i--) {
      double sum = right[i];
      for (int j = i + 1; j < padded; j++) {
        sum -= (double) rows[i][j] * right[j];
      }
      right[i] = (float) (sum / rows[i][i]);
    }
  }

  private static void subtract(float[] from, float[] row, float factor, int begin, int end) {
    float minus = -factor;
    for (int j = begin; j < end; j++) {
      from[j] = Math.fma(minus, row[j], from[j]);
    }
  }
}
