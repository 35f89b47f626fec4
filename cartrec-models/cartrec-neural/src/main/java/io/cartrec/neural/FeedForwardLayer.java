package io.cartrec.neural;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;

/** Two products with a bend between: {@code x + dropout(relu(norm(x) V + v) W + w)}. Not thread-safe. */
final class FeedForwardLayer implements Layer {

  private final TensorKernels kernels;
  private final float dropout;
  private final NormLayer norm;
  private final Parameter first;
  private final Parameter firstBias;
  private final Parameter second;
  private final Parameter secondBias;
  private final Matrix hidden;
  private final Matrix hiddenGradient;
  private final Matrix branch;
  private final Matrix output;

  FeedForwardLayer(
      TensorKernels kernels, int width, int rows, float dropout, Weights weights, String name) {
    double reach = 1 / Math.sqrt(width);
    this.kernels = kernels;
    this.dropout = dropout;
    this.norm = new NormLayer(kernels, width, rows, weights, name + ".norm");
    this.first = weights.matrix(name + ".first", width, width, reach);
    this.firstBias = weights.matrix(name + ".first-bias", 1, width, 0);
    this.second = weights.matrix(name + ".second", width, width, reach);
    this.secondBias = weights.matrix(name + ".second-bias", 1, width, 0);
    this.hidden = kernels.allocate(rows, width);
    this.hiddenGradient = kernels.allocate(rows, width);
    this.branch = kernels.allocate(rows, width);
    this.output = kernels.allocate(rows, width);
  }

  @Override
  public Matrix forward(Steps steps, Matrix inputs, boolean learns, long seed) {
    int rows = steps.rows();
    Matrix bent = hidden.rows(0, rows);
    Matrix normed = norm.forward(steps, inputs, learns, seed);
    kernels.gemm(1, normed, false, first.values(), false, 0, bent);
    kernels.addRow(firstBias.values(), bent);
    kernels.relu(bent);
    Matrix out = output(rows);
    kernels.gemm(1, bent, false, second.values(), false, 0, out);
    kernels.addRow(secondBias.values(), out);
    if (learns) {
      kernels.dropout(out, dropout, seed);
    }
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
    int rows = steps.rows();
    Matrix outGradient = branch.rows(0, rows);
    Matrix bent = hidden.rows(0, rows);
    Matrix bentGradient = hiddenGradient.rows(0, rows);
    kernels.copy(gradient, outGradient);
    kernels.dropout(outGradient, dropout, seed);
    kernels.sumRows(outGradient, secondBias.gradient());
    kernels.gemm(1, bent, true, outGradient, false, 0, second.gradient());
    kernels.gemm(1, outGradient, false, second.values(), true, 0, bentGradient);
    kernels.reluBackward(bent, bentGradient);
    kernels.sumRows(bentGradient, firstBias.gradient());
    kernels.gemm(1, norm.output(rows), true, bentGradient, false, 0, first.gradient());
    kernels.gemm(1, bentGradient, false, first.values(), true, 0, outGradient);
    norm.backward(steps, inputs, outGradient, inputGradient, seed);
    kernels.add(gradient, inputGradient);
  }
}
