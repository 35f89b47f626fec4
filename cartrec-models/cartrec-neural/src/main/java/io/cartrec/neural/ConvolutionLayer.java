package io.cartrec.neural;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;

/** A causal convolution: {@code relu(unfold(x) W + w)}. Not thread-safe. */
final class ConvolutionLayer implements Layer {

  private final TensorKernels kernels;
  private final int taps;
  private final int distance;
  private final Parameter filters;
  private final Parameter bias;
  private final Matrix seen;
  private final Matrix seenGradient;
  private final Matrix output;

  ConvolutionLayer(
      TensorKernels kernels,
      CnnConfig config,
      int distance,
      int rows,
      Weights weights,
      String name) {
    int width = config.width();
    this.kernels = kernels;
    this.taps = config.taps();
    this.distance = distance;
    this.filters = weights.matrix(
        name + ".filters", taps * width, width, 1 / Math.sqrt((double) taps * width));
    this.bias = weights.matrix(name + ".bias", 1, width, 0);
    this.seen = kernels.allocate(rows, taps * width);
    this.seenGradient = kernels.allocate(rows, taps * width);
    this.output = kernels.allocate(rows, width);
  }

  @Override
  public Matrix forward(Steps steps, Matrix inputs, boolean learns, long seed) {
    Matrix unfolded = seen.rows(0, steps.rows());
    Matrix out = output(steps.rows());
    kernels.unfold(steps, taps, distance, inputs, unfolded);
    kernels.gemm(1, unfolded, false, filters.values(), false, 0, out);
    kernels.addRow(bias.values(), out);
    kernels.relu(out);
    return out;
  }

  @Override
  public Matrix output(int rows) {
    return output.rows(0, rows);
  }

  @Override
  public void backward(
      Steps steps, Matrix inputs, Matrix gradient, Matrix inputGradient, long seed) {
    int rows = steps.rows();
    Matrix unfolded = seenGradient.rows(0, rows);
    kernels.reluBackward(output(rows), gradient);
    kernels.sumRows(gradient, bias.gradient());
    kernels.gemm(1, seen.rows(0, rows), true, gradient, false, 0, filters.gradient());
    kernels.gemm(1, gradient, false, filters.values(), true, 0, unfolded);
    kernels.unfoldBackward(steps, taps, distance, unfolded, inputGradient);
  }
}
