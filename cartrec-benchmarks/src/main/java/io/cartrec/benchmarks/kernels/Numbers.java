package io.cartrec.benchmarks.kernels;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Mix;
import io.cartrec.neural.kernel.TensorKernels;

/** Numbers that look random, made of a seed. */
final class Numbers {

  private Numbers() {}

  /** A matrix of numbers in {@code [-reach, reach)}. */
  static Matrix matrix(TensorKernels kernels, int rows, int columns, double reach, long seed) {
    Matrix matrix = kernels.allocate(rows, columns);
    int part = Math.max(1, (1 << 24) / Math.max(1, columns));
    for (int from = 0; from < rows; from += part) {
      int to = Math.min(rows, from + part);
      float[] numbers = new float[(to - from) * columns];
      for (int i = 0; i < numbers.length; i++) {
        long counter = (long) from * columns + i;
        numbers[i] = (float) (((Mix.of(seed, counter) >>> 11) * 0x1p-52 - 1) * reach);
      }
      kernels.upload(numbers, matrix.rows(from, to));
    }
    return matrix;
  }

  /** Codes in {@code [0, most)}. */
  static int[] codes(int count, int most, long seed) {
    int[] codes = new int[count];
    for (int i = 0; i < count; i++) {
      codes[i] = (int) ((Mix.of(seed, i) >>> 33) % most);
    }
    return codes;
  }
}
