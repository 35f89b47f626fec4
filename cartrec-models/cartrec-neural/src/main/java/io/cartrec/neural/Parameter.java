package io.cartrec.neural;

import io.cartrec.neural.kernel.Adam;
import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Mix;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.stream.IntStream;

/** A matrix that is learned, its gradient, and what Adam remembers of it. Not thread-safe. */
final class Parameter {

  /** Copies of the matrix that this keeps: the values and two means. */
  static final int COPIES = 3;

  private final TensorKernels kernels;
  private final Matrix values;
  private final Matrix gradient;
  private final Matrix first;
  private final Matrix second;
  private final int[] all;

  /** Values evenly spread over {@code [-reach, reach)}; room for the gradient of all rows. */
  Parameter(TensorKernels kernels, int rows, int columns, double reach, long seed) {
    this(kernels, rows, columns, rows, reach, seed);
  }

  /** Room for the gradient of {@code most} rows at a time. */
  Parameter(TensorKernels kernels, int rows, int columns, int most, double reach, long seed) {
    this(kernels, rows, columns, most, rows, spread(rows, columns, reach, seed));
  }

  /** The given values, not to be trained. */
  Parameter(TensorKernels kernels, int rows, int columns, float[] values) {
    this(kernels, rows, columns, 0, 0, values);
  }

  private Parameter(
      TensorKernels kernels, int rows, int columns, int most, int moments, float[] initial) {
    this.kernels = kernels;
    this.values = kernels.allocate(rows, columns);
    this.gradient = kernels.allocate(most, columns);
    this.first = kernels.allocate(moments, columns);
    this.second = kernels.allocate(moments, columns);
    this.all = IntStream.range(0, most).toArray();
    kernels.upload(initial, values);
  }

  private static float[] spread(int rows, int columns, double reach, long seed) {
    float[] numbers = new float[Math.multiplyExact(rows, columns)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (((Mix.of(seed, i) >>> 11) * 0x1p-52 - 1) * reach);
    }
    return numbers;
  }

  Matrix values() {
    return values;
  }

  Matrix gradient() {
    return gradient;
  }

  /** A step by the gradient of every row. */
  void learn(Adam rule) {
    kernels.adam(gradient, all, values, first, second, rule);
  }

  /** A step by the gradient of the rows {@code rows}, which lie in the first rows of it. */
  void learn(int[] rows, Adam rule) {
    kernels.adam(gradient.rows(0, rows.length), rows, values, first, second, rule);
  }

  /**
   * The values.
   *
   * @throws IllegalStateException if one is no longer a number
   */
  float[] download() {
    float[] numbers = kernels.download(values);
    for (float number : numbers) {
      if (!(Math.abs(number) <= Float.MAX_VALUE)) {
        throw new IllegalStateException(
            "a weight is " + number + " after training; lower the rate");
      }
    }
    return numbers;
  }
}
