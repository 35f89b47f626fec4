package io.cartrec.leastsquares;

/**
 * Solves {@code A x = b} for a symmetric positive definite {@code A} of {@code n} rows, of which the
 * upper triangle is given, as {@code A = UᵀU}. Every inner loop adds multiples of whole rows to a row, so
 * that the JIT compiler vectorises it. Thread-safe, as it keeps nothing.
 */
final class Cholesky {

  private Cholesky() {}

  /**
   * Puts {@code U} in place of the upper triangle of {@code a}; the rest is not touched. Costs {@code n³
   * / 6} multiplications.
   *
   * @param least a number {@code > 0} that no eigenvalue of {@code A} is below, so that no pivot is but by
   *     rounding; those that are become this
   */
  static void factor(double[][] a, int n, double least) {
    for (int i = 0; i < n; i++) {
      double[] row = a[i];
      int k = 0;
      for (; k + 4 <= i; k += 4) {
        subtract(row, a[k], a[k + 1], a[k + 2], a[k + 3], i, n);
      }
      for (; k < i; k++) {
        double[] above = a[k];
        double factor = above[i];
        for (int j = i; j < n; j++) {
          row[j] -= factor * above[j];
        }
      }
      row[i] = Math.max(row[i], least);
      double inverse = 1 / Math.sqrt(row[i]);
      for (int j = i; j < n; j++) {
        row[j] *= inverse;
      }
    }
  }

  private static void subtract(
      double[] row, double[] a, double[] b, double[] c, double[] d, int i, int n) {
    double fa = a[i];
    double fb = b[i];
    double fc = c[i];
    double fd = d[i];
    for (int j = i; j < n; j++) {
      row[j] -= fa * a[j] + fb * b[j] + (fc * c[j] + fd * d[j]);
    }
  }

  /** Puts {@code x} in place of {@code b}, given {@code U}. Costs {@code n²} multiplications. */
  static void solve(double[][] u, double[] b, int n) {
    for (int i = 0; i < n; i++) {
      double[] row = u[i];
      b[i] /= row[i];
      double y = b[i];
      for (int j = i + 1; j < n; j++) {
        b[j] -= y * row[j];
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      double[] row = u[i];
      double rest = b[i];
      for (int j = i + 1; j < n; j++) {
        rest -= row[j] * b[j];
      }
      b[i] = rest / row[i];
    }
  }
}
