package io.cartrec.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.neural.kernel.Matrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products of large tiles and in tf32 on the stand-in: which number goes where, and tails; not a GPU. */
class StandInProductTest {

  @ParameterizedTest
  @CsvSource({
    "TF32, false, false, 1e-5, 1e-3",
    "TF32, false, true, 1e-5, 1e-3",
    "TF32, true, false, 1e-5, 1e-3",
    "TF32, true, true, 1e-5, 1e-3",
    "FLOAT32, false, false, 0, 1e-6",
    "FLOAT32, false, true, 0, 1e-6",
    "FLOAT32, true, false, 0, 1e-6",
    "FLOAT32, true, true, 0, 1e-6",
  })
  void multipliesLargeMatrices(
      Arithmetic arithmetic, boolean transposeA, boolean transposeB, double least, double most) {
    int rows = 300;
    int terms = 37;
    int columns = 450;
    float[] a = numbers(rows * terms, 1);
    float[] b = numbers(terms * columns, 2);
    float[] c = numbers(rows * columns, 3);
    try (CudaKernels kernels = StandIn.kernels(arithmetic)) {
      Matrix left = transposeA ? kernels.allocate(terms, rows) : kernels.allocate(rows, terms);
      Matrix right =
          transposeB ? kernels.allocate(columns, terms) : kernels.allocate(terms, columns);
      Matrix into = kernels.allocate(rows, columns);
      kernels.upload(transposeA ? transposed(a, terms) : a, left);
      kernels.upload(transposeB ? transposed(b, columns) : b, right);
      kernels.upload(c, into);
      kernels.gemm(2, left, transposeA, right, transposeB, 0.5f, into);
      float[] product = kernels.download(into);
      double error = 0;
      double norm = 0;
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          double sum = 0;
          for (int k = 0; k < terms; k++) {
            sum += (double) a[i * terms + k] * b[k * columns + j];
          }
          double expected = 2 * sum + 0.5 * c[i * columns + j];
          error += Math.pow(product[i * columns + j] - expected, 2);
          norm += expected * expected;
        }
      }
      assertThat(Math.sqrt(error / norm)).isBetween(least, most);
    }
  }

  /** Numbers in [-1, 1) that look random. */
  private static float[] numbers(int count, int seed) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (((seed * 7919 + i) * 2654435761L & 0xFFFF) / 32768.0 - 1);
    }
    return numbers;
  }

  private static float[] transposed(float[] matrix, int columns) {
    int rows = matrix.length / columns;
    float[] flipped = new float[matrix.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        flipped[j * rows + i] = matrix[i * columns + j];
      }
    }
    return flipped;
  }
}
