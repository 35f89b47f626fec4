package io.cartrec.leastsquares;

import java.util.Arrays;

/**
 * Solves {@code (D + Σ h hᵀ) w = Σ h} for {@code w}, where {@code D} is a diagonal matrix above 0 and the
 * sums run over {@code n} given vectors {@code h} of {@code d} floats: the system of one row of {@link
 * IalsTrainer}. Scratch space for one thread; takes {@code 16 d²} bytes. Not thread-safe.
 *
 * <p>Exactly, in double precision, the cheaper of two ways:
 *
 * <ul>
 *   <li>{@code n > d}: a Cholesky decomposition of the {@code d x d} matrix; {@code n d² / 2 + d³ / 6}
 *       multiplications.
 *   <li>else, with the rows {@code h} as {@code H}, {@code w = D⁻¹ Hᵀ (I + H D⁻¹ Hᵀ)⁻¹ 1}, which is the
 *       same vector by the matrix inversion lemma, and a Cholesky decomposition of {@code n x n}; {@code n² d / 2 +
 *       n³ / 6}.
 * </ul>
 *
 * <p>Or nearly, by some steps of conjugate gradients, preconditioned by the diagonal of the system; a step
 * takes {@code 2 n d}.
 */
final class RowSolver {

  private static final int BATCH = 4;

  private final int rank;
  private final OuterSum primal;
  private final double[][] dual;
  private final double[][] scaled; // of rank rounded up to whole batches
  private final double[] scale;
  private final double[] weight;
  private final double[] residual;
  private final double[] direction;
  private final double[] product;
  private final double[] precondition;

  RowSolver(int rank) {
    this.rank = rank;
    this.primal = new OuterSum(rank);
    this.dual = new double[rank][rank];
    this.scaled = new double[(rank + BATCH - 1) / BATCH * BATCH][rank];
    this.scale = new double[rank];
    this.weight = new double[rank];
    this.residual = new double[rank];
    this.direction = new double[rank];
    this.product = new double[rank];
    this.precondition = new double[rank];
  }

  /** Solves exactly. The vectors are {@code rows[0]} to {@code rows[n - 1]}. */
  void solve(float[][] rows, int n, double[] diagonal, float[] into) {
    if (n > rank) {
      factor(rows, n, diagonal);
      sum(rows, n, weight);
      Cholesky.solve(primal.upper(), weight, rank);
    } else {
      dual(rows, n, diagonal);
    }
    for (int k = 0; k < rank; k++) {
      into[k] = (float) weight[k];
    }
  }

  /**
   * What each vector adds to the dot product of {@code w} and {@code other}: {@code hᵀ (D + Σ h hᵀ)⁻¹
   * other}, of the vectors that were {@link #factor factored} last.
   */
  double[] contributions(float[][] rows, int n, float[] other) {
    for (int k = 0; k < rank; k++) {
      weight[k] = other[k];
    }
    Cholesky.solve(primal.upper(), weight, rank);
    double[] contributions = new double[n];
    for (int a = 0; a < n; a++) {
      contributions[a] = dot(rows[a], weight);
    }
    return contributions;
  }

  /** Prepares for {@link #contributions}: factors {@code D + Σ h hᵀ}. */
  void factor(float[][] rows, int n, double[] diagonal) {
    primal.clear();
    for (int a = 0; a < n; a++) {
      primal.add(rows[a]);
    }
    double[][] upper = primal.upper();
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < rank; k++) {
      upper[k][k] += diagonal[k];
      least = Math.min(least, diagonal[k]);
    }
    Cholesky.factor(upper, rank, least);
  }

  private void dual(float[][] rows, int n, double[] diagonal) {
    for (int k = 0; k < rank; k++) {
      scale[k] = 1 / Math.sqrt(diagonal[k]);
    }
    for (int a = 0; a < n; a++) {
      float[] row = rows[a];
      for (int k = 0; k < rank; k++) {
        scaled[k][a] = row[k] * scale[k];
      }
    }
    for (int a = 0; a < n; a++) {
      Arrays.fill(dual[a], a, n, 0);
      dual[a][a] = 1;
      for (int k = 0; k < scaled.length; k += BATCH) {
        addRow(dual[a], scaled[k], scaled[k + 1], scaled[k + 2], scaled[k + 3], a, n);
      }
    }
    Cholesky.factor(dual, n, 1);
    Arrays.fill(residual, 0, n, 1);
    Cholesky.solve(dual, residual, n);
    for (int k = 0; k < rank; k++) {
      double[] coordinate = scaled[k];
      double sum = 0;
      for (int a = 0; a < n; a++) {
        sum += coordinate[a] * residual[a];
      }
      weight[k] = sum * scale[k];
    }
  }

  private static void addRow(
      double[] row, double[] a, double[] b, double[] c, double[] d, int from, int n) {
    double fa = a[from];
    double fb = b[from];
    double fc = c[from];
    double fd = d[from];
    for (int j = from; j < n; j++) {
      row[j] += fa * a[j] + fb * b[j] + (fc * c[j] + fd * d[j]);
    }
  }

  /**
   * Takes {@code steps} steps of conjugate gradients from what {@code w} is, fewer when the system is
   * solved before.
   */
  void descend(float[][] rows, int n, double[] diagonal, int steps, float[] w) {
    for (int k = 0; k < rank; k++) {
      weight[k] = w[k];
      precondition[k] = diagonal[k];
      residual[k] = -diagonal[k] * w[k];
    }
    for (int a = 0; a < n; a++) {
      float[] row = rows[a];
      double miss = 1 - dot(row, weight);
      for (int k = 0; k < rank; k++) {
        residual[k] += miss * row[k];
        precondition[k] += (double) row[k] * row[k];
      }
    }
    Arrays.fill(direction, 0);
    double before = Double.POSITIVE_INFINITY;
    for (int step = 0; step < steps; step++) {
      double energy = 0;
      for (int k = 0; k < rank; k++) {
        energy += residual[k] * residual[k] / precondition[k];
      }
      if (energy <= Double.MIN_NORMAL) {
        break;
      }
      double keep = energy / before;
      for (int k = 0; k < rank; k++) {
        direction[k] = residual[k] / precondition[k] + keep * direction[k];
      }
      multiply(rows, n, diagonal);
      double length = energy / dot(direction, product);
      for (int k = 0; k < rank; k++) {
        weight[k] += length * direction[k];
        residual[k] -= length * product[k];
      }
      before = energy;
    }
    for (int k = 0; k < rank; k++) {
      w[k] = (float) weight[k];
    }
  }

  /** The system's matrix times the direction. */
  private void multiply(float[][] rows, int n, double[] diagonal) {
    for (int k = 0; k < rank; k++) {
      product[k] = diagonal[k] * direction[k];
    }
    for (int a = 0; a < n; a++) {
      float[] row = rows[a];
      double along = dot(row, direction);
      for (int k = 0; k < rank; k++) {
        product[k] += along * row[k];
      }
    }
  }

  private static void sum(float[][] rows, int n, double[] sum) {
    Arrays.fill(sum, 0);
    for (int a = 0; a < n; a++) {
      float[] row = rows[a];
      for (int k = 0; k < sum.length; k++) {
        sum[k] += row[k];
      }
    }
  }

  private static double dot(float[] x, double[] y) {
    double even = 0;
    double odd = 0;
    int k = 0;
    for (; k + 2 <= x.length; k += 2) {
      even += x[k] * y[k];
      odd += x[k + 1] * y[k + 1];
    }
    return k < x.length ? even + odd + x[k] * y[k] : even + odd;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += x[k] * y[k];
    }
    return sum;
  }
}
