package io.cartrec.neural;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;

/** Adds to each input its item's vector, times a matrix that is 0 at first. Not thread-safe. */
final class VectorLayer implements Layer {

  private final TensorKernels kernels;
  private final ItemVectors vectors;
  private final Parameter projection;
  private final Matrix seen;
  private final Matrix output;
  private int[] items = {};

  VectorLayer(TensorKernels kernels, ItemVectors vectors, int width, int rows, Weights weights) {
    this.kernels = kernels;
    this.vectors = vectors;
    this.projection = weights.matrix(ItemVectors.PROJECTION, vectors.size(), width, 0);
    this.seen = kernels.allocate(rows, vectors.size());
    this.output = kernels.allocate(rows, width);
  }

  @Override
  public void read(int[] itemsOfRows, int[][] codes) {
    items = itemsOfRows;
  }

  @Override
  public Matrix forward(Steps steps, Matrix inputs, boolean learns, long seed) {
    Matrix from = seen.rows(0, steps.rows());
    Matrix out = output(steps.rows());
    kernels.upload(vectors.of(items), from);
    kernels.copy(inputs, out);
    kernels.gemm(1, from, false, projection.values(), false, 1, out);
    return out;
  }

  @Override
  public Matrix output(int rows) {
    return output.rows(0, rows);
  }

  @Override
  public void backward(
      Steps steps, Matrix inputs, Matrix gradient, Matrix inputGradient, long seed) {
    Matrix from = seen.rows(0, steps.rows());
    kernels.gemm(1, from, true, gradient, false, 0, projection.gradient());
    kernels.copy(gradient, inputGradient);
  }
}
