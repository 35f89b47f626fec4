package io.cartrec.neural;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;

/** Two products with a bend between: {@code relu(x V + v) W + w}. Not thread-safe. */
final class FeedForwardLayer implements Layer {

  private final TensorKernels kernels;
  private final Parameter first;
  private final Parameter firstBias;
  private final Parameter second;
  private final Parameter secondBias;
  private final Matrix hidden;
  private final Matrix hiddenGradient;
  private final Matrix output;

  FeedForwardLayer(TensorKernels kernels, int width, int rows, Weights weights, String name) {
    double reach = 1 / Math.sqrt(width);
    this.kernels = kernels;
    this.first = weights.matrix(name + ".first", width, width, reach);
    this.firstBias = weights.matrix(name + ".first-bias", 1, width, 0);
    this.second = weights.matrix(name + ".second", width, width, reach);
    this.secondBias = weights.matrix(name + ".second-bias", 1, width, 0);
    this.hidden = kernels.allocate(rows, width);
    this.hiddenGradient = kernels.allocate(rows, width);
    this.output = kernels.allocate(rows, width);
  }

  @Override
  public Matrix forward(Steps steps, Matrix inputs, boolean learns, long seed) {
    Matrix bent = hidden.rows(0, steps.rows());
    Matrix out = output(steps.rows());
    kernels.gemm(1, inputs, false, first.values(), false, 0, bent);
    kernels.addRow(firstBias.values(), bent);
    kernels.relu(bent);
    kernels.gemm(1, bent, false, second.values(), false, 0, out);
    kernels.addRow(secondBias.values(), out);
    return out;
  }

  @Override
  public Matrix output(int rows) {
    return output.rows(0, rows);
  }

  @Override
  public void backward(
      Steps steps, Matrix inputs, Matrix gradient, Matrix inputGradient, long seed) {
    Matrix bent = hidden.rows(0, steps.rows());
    Matrix bentGradient = hiddenGradient.rows(0, steps.rows());
    kernels.sumRows(gradient, secondBias.gradient());
    kernels.gemm(1, bent, true, gradient, false, 0, second.gradient());
    kernels.gemm(1, gradient, false, second.values(), true, 0, bentGradient);
    kernels.reluBackward(bent, bentGradient);
    kernels.sumRows(bentGradient, firstBias.gradient());
    kernels.gemm(1, inputs, true, bentGradient, false, 0, first.gradient());
    kernels.gemm(1, bentGradient, false, first.values(), true, 0, inputGradient);
  }
}
