package io.cartrec.neural;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.TensorKernels;

/**
 * Adds to the numbers of sets what the attributes of their users look like, which is nothing at first. Not
 * thread-safe.
 */
final class AttributeSums {

  private final TensorKernels kernels;
  private final Parameter table;
  private final Matrix sums;

  AttributeSums(TensorKernels kernels, int attributes, int width, int rows, Weights weights) {
    this.kernels = kernels;
    this.table = weights.matrix(UserAttributes.TABLE, attributes, width, 0);
    this.sums = kernels.allocate(rows, width);
  }

  /** Adds those of {@code told}, which has a user for each row of {@code numbers}. */
  void addTo(Matrix numbers, Bag told) {
    Matrix some = sums.rows(0, numbers.rows());
    kernels.gatherSums(table.values(), told.begin(), told.rows(), told.weights(), some);
    kernels.add(some, numbers);
  }

  /** The gradient of what they look like, by that of the numbers. */
  void backward(Bag told, Matrix gradient) {
    kernels.clear(table.gradient());
    kernels.scatterSums(gradient, told.begin(), told.rows(), told.weights(), table.gradient());
  }
}
