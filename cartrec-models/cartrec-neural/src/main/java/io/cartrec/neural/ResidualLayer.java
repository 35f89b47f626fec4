package io.cartrec.neural;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;

/** A layer around which its inputs pass: {@code x + dropout(block(norm(x)))}. Not thread-safe. */
final class ResidualLayer implements Layer {

  private final TensorKernels kernels;
  private final NormLayer norm;
  private final Layer block;
  private final float dropout;
  private final Matrix normGradient;
  private final Matrix output;

  /** @param block whose inputs and outputs have {@code width} columns */
  ResidualLayer(
      TensorKernels kernels,
      Layer block,
      int width,
      double dropout,
      int rows,
      Weights weights,
      String name) {
    this.kernels = kernels;
    this.norm = new NormLayer(kernels, width, rows, weights, name + ".norm");
    this.block = block;
    this.dropout = (float) dropout;
    this.normGradient = kernels.allocate(rows, width);
    this.output = kernels.allocate(rows, width);
  }

  @Override
  public Matrix forward(Steps steps, Matrix inputs, boolean learns, long seed) {
    Matrix out = output(steps.rows());
    Matrix normed = norm.forward(steps, inputs, learns, seed);
    kernels.copy(block.forward(steps, normed, learns, seed), out);
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
    Matrix inner = normGradient.rows(0, rows);
    kernels.copy(gradient, inputGradient);
    kernels.dropout(inputGradient, dropout, seed);
    block.backward(steps, norm.output(rows), inputGradient, inner, seed);
    norm.backward(steps, inputs, inner, inputGradient, seed);
    kernels.add(gradient, inputGradient);
  }
}
