package io.cartrec.neural;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;

/** Adds to each input what its place in the sequence looks like. Not thread-safe. */
final class PositionLayer implements Layer {

  private final TensorKernels kernels;
  private final Parameter places;
  private final Matrix output;

  PositionLayer(
      TensorKernels kernels, int width, int longest, int rows, Weights weights, String name) {
    this.kernels = kernels;
    this.places = weights.matrix(name + ".places", longest, width, 1 / Math.sqrt(width));
    this.output = kernels.allocate(rows, width);
  }

  @Override
  public Matrix forward(Steps steps, Matrix inputs, boolean learns, long seed) {
    Matrix out = output(steps.rows());
    kernels.gather(places.values(), steps.stepOfRows(), out);
    kernels.add(inputs, out);
    return out;
  }

  @Override
  public Matrix output(int rows) {
    return output.rows(0, rows);
  }

  @Override
  public void backward(
      Steps steps, Matrix inputs, Matrix gradient, Matrix inputGradient, long seed) {
    kernels.clear(places.gradient());
    kernels.scatterAdd(gradient, steps.stepOfRows(), places.gradient());
    kernels.copy(gradient, inputGradient);
  }
}
