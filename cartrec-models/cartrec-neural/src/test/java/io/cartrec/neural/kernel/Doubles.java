package io.cartrec.neural.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.UnaryOperator;

/** A matrix of doubles, and the formulas of the kernels written down plainly. */
final class Doubles {

  private static final double STEP = 1e-5;

  final double[][] at;

  Doubles(int rows, int columns) {
    at = new double[rows][columns];
  }

  /** Numbers around 0, each a float. */
  static Doubles random(int rows, int columns, long seed) {
    Random random = new Random(seed);
    Doubles numbers = new Doubles(rows, columns);
    for (double[] row : numbers.at) {
      for (int j = 0; j < columns; j++) {
        row[j] = (float) random.nextGaussian();
      }
    }
    return numbers;
  }

  int rows() {
    return at.length;
  }

  int columns() {
    return at.length == 0 ? 0 : at[0].length;
  }

  Doubles copy() {
    Doubles copy = new Doubles(rows(), columns());
    for (int i = 0; i < rows(); i++) {
      copy.at[i] = at[i].clone();
    }
    return copy;
  }

  Doubles transposed() {
    Doubles result = new Doubles(columns(), rows());
    for (int i = 0; i < rows(); i++) {
      for (int j = 0; j < columns(); j++) {
        result.at[j][i] = at[i][j];
      }
    }
    return result;
  }

  Doubles times(Doubles right) {
    Doubles result = new Doubles(rows(), right.columns());
    for (int i = 0; i < rows(); i++) {
      for (int j = 0; j < right.columns(); j++) {
        for (int k = 0; k < columns(); k++) {
          result.at[i][j] += at[i][k] * right.at[k][j];
        }
      }
    }
    return result;
  }

  /** {@code factor * this + other}. */
  Doubles plus(double factor, Doubles other) {
    Doubles result = copy();
    for (int i = 0; i < rows(); i++) {
      for (int j = 0; j < columns(); j++) {
        result.at[i][j] = factor * at[i][j] + other.at[i][j];
      }
    }
    return result;
  }

  Doubles columns(int from, int to) {
    Doubles result = new Doubles(rows(), to - from);
    for (int i = 0; i < rows(); i++) {
      System.arraycopy(at[i], from, result.at[i], 0, to - from);
    }
    return result;
  }

  /** The gradient at this of the sum of {@code weighting * function}, by finite differences. */
  Doubles gradient(Doubles weighting, UnaryOperator<Doubles> function) {
    Doubles gradient = new Doubles(rows(), columns());
    for (int i = 0; i < rows(); i++) {
      for (int j = 0; j < columns(); j++) {
        Doubles more = copy();
        Doubles less = copy();
        more.at[i][j] += STEP;
        less.at[i][j] -= STEP;
        Doubles above = function.apply(more);
        Doubles below = function.apply(less);
        for (int k = 0; k < above.rows(); k++) {
          for (int m = 0; m < above.columns(); m++) {
            gradient.at[i][j] +=
                weighting.at[k][m] * (above.at[k][m] - below.at[k][m]) / (2 * STEP);
          }
        }
      }
    }
    return gradient;
  }

  Matrix on(TensorKernels kernels) {
    float[] flat = new float[rows() * columns()];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = (float) at[i / columns()][i % columns()];
    }
    Matrix matrix = kernels.allocate(rows(), columns());
    kernels.upload(flat, matrix);
    return matrix;
  }

  /** That {@code matrix} differs from this by less than 1e-5 of the norm of this. */
  void assertNear(String name, TensorKernels kernels, Matrix matrix) {
    float[] flat = kernels.download(matrix);
    assertThat(flat).as(name).hasSize(rows() * columns());
    double norm = 0;
    double error = 0;
    for (int i = 0; i < flat.length; i++) {
      double expected = at[i / columns()][i % columns()];
      norm += expected * expected;
      error += (flat[i] - expected) * (flat[i] - expected);
    }
    assertThat(Math.sqrt(error))
        .as("distance of %s", name)
        .isLessThanOrEqualTo(1e-5 * Math.sqrt(norm));
  }
}
