package io.cartrec.leastsquares;

import io.cartrec.internal.Parallel;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * One vector of {@code rank} floats for each of a number of rows. Not thread-safe.
 */
final class Factors {

  private static final int PARTS = 16; // of the Gram matrix, whatever the number of threads
  private static final int BLOCK = 512;

  private final float[][] rows;
  private final int rank;

  private Factors(int size, int rank) {
    this.rows = new float[size][rank];
    this.rank = rank;
  }

  static Factors zeros(int size, int rank) {
    return new Factors(size, rank);
  }

  /** Independent normal numbers with mean 0 and the given standard deviation. */
  static Factors normal(int size, int rank, double deviation, long seed) {
    Factors factors = new Factors(size, rank);
    Random random = new Random(seed);
    for (float[] row : factors.rows) {
      for (int k = 0; k < rank; k++) {
        row[k] = (float) (deviation * random.nextGaussian());
      }
    }
    return factors;
  }

  int size() {
    return rows.length;
  }

  int rank() {
    return rank;
  }

  float[] row(int row) {
    return rows[row];
  }

  /** The sum of the products of corresponding coordinates. */
  static double dot(float[] x, float[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += (double) x[k] * y[k];
    }
    return sum;
  }

  /** The sum of the squared dot products of each row of this with each row of {@code other}. */
  double gramProduct(Factors other) {
    DMatrixRMaj mine = gram(1);
    DMatrixRMaj theirs = other.gram(1);
    double sum = 0;
    for (int k = 0; k < rank * rank; k++) {
      sum += mine.get(k) * theirs.get(k);
    }
    return sum;
  }

  /**
   * Turns all rows, and those of {@code others} with them, into coordinates in which {@code Σ x xᵀ} over
   * the rows of this is diagonal, and returns that diagonal. Dot products do not change when both vectors
   * are turned. Costs {@code 3/2 rank²} multiplications a row and {@code O(rank³)}.
   */
  double[] diagonalize(int threads, Factors... others) {
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(rank, true, true);
    if (!eigen.decompose(gram(threads))) {
      throw new ArithmeticException("no eigenvalues found for the Gram matrix of the factors");
    }
    double[] values = new double[rank];
    double[][] vectors = new double[rank][rank]; // one column an eigenvector
    for (int v = 0; v < rank; v++) {
      values[v] = Math.max(0, eigen.getEigenvalue(v).getReal());
      DMatrixRMaj vector = eigen.getEigenVector(v);
      for (int k = 0; k < rank; k++) {
        vectors[k][v] = vector.get(k);
      }
    }
    turn(vectors, threads);
    for (Factors other : others) {
      other.turn(vectors, threads);
    }
    return values;
  }

  private DMatrixRMaj gram(int threads) {
    double[][][] parts = new double[PARTS][][];
    Parallel.forBlocks(threads, PARTS, 1, () -> (from, to) -> {
      OuterSum sum = new OuterSum(rank);
      int end = (int) ((long) rows.length * to / PARTS);
      for (int row = (int) ((long) rows.length * from / PARTS); row < end; row++) {
        sum.add(rows[row]);
      }
      parts[from] = sum.upper();
    });
    DMatrixRMaj gram = new DMatrixRMaj(rank, rank);
    for (int k = 0; k < rank; k++) {
      for (int j = k; j < rank; j++) {
        double sum = 0;
        for (double[][] part : parts) {
          sum += part[k][j];
        }
        gram.set(k, j, sum);
        gram.set(j, k, sum);
      }
    }
    return gram;
  }

  private void turn(double[][] by, int threads) {
    Parallel.forBlocks(threads, rows.length, BLOCK, () -> {
      double[] turned = new double[rank];
      return (from, to) -> {
        for (int row = from; row < to; row++) {
          turn(rows[row], by, turned);
        }
      };
    });
  }

  private static void turn(float[] row, double[][] by, double[] turned) {
    Arrays.fill(turned, 0);
    int k = 0;
    for (; k + 4 <= row.length; k += 4) {
      add(
          turned,
          by[k],
          row[k],
          by[k + 1],
          row[k + 1],
          by[k + 2],
          row[k + 2],
          by[k + 3],
          row[k + 3]);
    }
    for (; k < row.length; k++) {
      double[] direction = by[k];
      double x = row[k];
      for (int v = 0; v < turned.length; v++) {
        turned[v] += x * direction[v];
      }
    }
    for (int v = 0; v < turned.length; v++) {
      row[v] = (float) turned[v];
    }
  }

  private static void add(
      double[] to,
      double[] a,
      double fa,
      double[] b,
      double fb,
      double[] c,
      double fc,
      double[] d,
      double fd) {
    for (int v = 0; v < to.length; v++) {
      to[v] += fa * a[v] + fb * b[v] + (fc * c[v] + fd * d[v]);
    }
  }
}
