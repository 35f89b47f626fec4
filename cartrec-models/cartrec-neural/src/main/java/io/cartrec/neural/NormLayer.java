package io.cartrec.neural;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;

/** Layer normalization. Not thread-safe. */
final class NormLayer implements Layer {

  private final TensorKernels kernels;
  private final Parameter gain;
  private final Parameter bias;
  private final Matrix normal;
  private final Matrix scales;
  private final Matrix output;

  NormLayer(TensorKernels kernels, int width, int rows, Weights weights, String name) {
    this.kernels = kernels;
    this.gain = weights.matrix(name + ".gain", 1, width, 0);
    this.bias = weights.matrix(name + ".bias", 1, width, 0);
    this.normal = kernels.allocate(rows, width);
    this.scales = kernels.allocate(rows, 1);
    this.output = kernels.allocate(rows, width);
  }

  @Override
  public Matrix forward(Steps steps, Matrix inputs, boolean learns, long seed) {
    int rows = steps.rows();
    Matrix out = output(rows);
    kernels.layerNorm(
        inputs, gain.values(), bias.values(), normal.rows(0, rows), scales.rows(0, rows), out);
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
    kernels.layerNormBackward(
        gradient,
        gain.values(),
        normal.rows(0, rows),
        scales.rows(0, rows),
        inputGradient,
        gain.gradient(),
        bias.gradient());
  }
}
