package io.cartrec.neural;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.function.DoubleSupplier;

/**
 * Makes a normal distribution of each row, {@code mean = x M + m} and {@code log variance = x V + v}, and
 * draws from it while it learns; answers are the mean. The way back adds the distributions' divergence
 * from the standard normal one (Kingma and Welling, 2014). Not thread-safe.
 */
final class GaussianLayer implements Layer {

  private final TensorKernels kernels;
  private final DoubleSupplier divergence;
  private final Parameter mean;
  private final Parameter meanBias;
  private final Parameter variance;
  private final Parameter varianceBias;
  private final Matrix means;
  private final Matrix variances;
  private final Matrix noise;
  private final Matrix output;

  /** @param divergence how much the divergence of a row counts in the loss */
  GaussianLayer(
      TensorKernels kernels,
      int width,
      int rows,
      DoubleSupplier divergence,
      Weights weights,
      String name) {
    double reach = 1 / Math.sqrt(width);
    this.kernels = kernels;
    this.divergence = divergence;
    this.mean = weights.matrix(name + ".mean", width, width, reach);
    this.meanBias = weights.matrix(name + ".mean-bias", 1, width, 0);
    this.variance = weights.matrix(name + ".variance", width, width, reach);
    this.varianceBias = weights.matrix(name + ".variance-bias", 1, width, 0);
    this.means = kernels.allocate(rows, width);
    this.variances = kernels.allocate(rows, width);
    this.noise = kernels.allocate(rows, width);
    this.output = kernels.allocate(rows, width);
  }

  @Override
  public Matrix forward(Steps steps, Matrix inputs, boolean learns, long seed) {
    int rows = steps.rows();
    Matrix middle = means.rows(0, rows);
    product(inputs, mean, meanBias, middle);
    if (!learns) {
      return middle;
    }
    Matrix spread = variances.rows(0, rows);
    product(inputs, variance, varianceBias, spread);
    Matrix drawn = output(rows);
    kernels.gaussian(middle, spread, seed, noise.rows(0, rows), drawn);
    return drawn;
  }

  private void product(Matrix inputs, Parameter factor, Parameter bias, Matrix into) {
    kernels.gemm(1, inputs, false, factor.values(), false, 0, into);
    kernels.addRow(bias.values(), into);
  }

  @Override
  public Matrix output(int rows) {
    return output.rows(0, rows);
  }

  @Override
  public void backward(
      Steps steps, Matrix inputs, Matrix gradient, Matrix inputGradient, long seed) {
    int rows = steps.rows();
    Matrix middle = means.rows(0, rows);
    Matrix spread = variances.rows(0, rows);
    float scale = (float) divergence.getAsDouble();
    kernels.gaussianBackward(gradient, scale, middle, spread, noise.rows(0, rows), middle, spread);
    back(inputs, mean, meanBias, middle, 0, inputGradient);
    back(inputs, variance, varianceBias, spread, 1, inputGradient);
  }

  private void back(
      Matrix inputs,
      Parameter factor,
      Parameter bias,
      Matrix gradient,
      float kept,
      Matrix inputGradient) {
    kernels.sumRows(gradient, bias.gradient());
    kernels.gemm(1, inputs, true, gradient, false, 0, factor.gradient());
    kernels.gemm(1, gradient, false, factor.values(), true, kept, inputGradient);
  }
}
