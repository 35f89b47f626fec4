package io.cartrec.neural;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;

/** Causal self-attention: {@code W attention(x)}. Not thread-safe. */
final class AttentionLayer implements Layer {

  private final TensorKernels kernels;
  private final int heads;
  private final Parameter projection;
  private final Parameter mixing;
  private final Matrix projected;
  private final Matrix projectedGradient;
  private final Matrix shares;
  private final Matrix means;
  private final Matrix output;

  AttentionLayer(
      TensorKernels kernels, AttentionConfig config, int rows, Weights weights, String name) {
    int width = config.width();
    double reach = 1 / Math.sqrt(width);
    this.kernels = kernels;
    this.heads = config.heads();
    this.projection = weights.matrix(name + ".projection", width, 3 * width, reach);
    this.mixing = weights.matrix(name + ".mixing", width, width, reach);
    this.projected = kernels.allocate(rows, 3 * width);
    this.projectedGradient = kernels.allocate(rows, 3 * width);
    this.shares = kernels.allocate(rows, heads * config.longest());
    this.means = kernels.allocate(rows, width);
    this.output = kernels.allocate(rows, width);
  }

  @Override
  public Matrix forward(Steps steps, Matrix inputs, boolean learns, long seed) {
    int rows = steps.rows();
    Matrix queries = projected.rows(0, rows);
    Matrix mean = means.rows(0, rows);
    Matrix out = output(rows);
    kernels.gemm(1, inputs, false, projection.values(), false, 0, queries);
    kernels.attention(steps, heads, queries, shares.rows(0, rows), mean);
    kernels.gemm(1, mean, false, mixing.values(), false, 0, out);
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
    Matrix mean = means.rows(0, rows);
    Matrix queries = projectedGradient.rows(0, rows);
    kernels.gemm(1, mean, true, gradient, false, 0, mixing.gradient());
    kernels.gemm(1, gradient, false, mixing.values(), true, 0, mean);
    kernels.attentionBackward(
        steps, heads, projected.rows(0, rows), shares.rows(0, rows), mean, queries);
    kernels.gemm(1, inputs, true, queries, false, 0, projection.gradient());
    kernels.gemm(1, queries, false, projection.values(), true, 0, inputGradient);
  }
}
