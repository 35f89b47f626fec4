package io.cartrec.neural;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;

/**
 * A block of causal self-attention: {@code x + dropout(W attention(norm(x)))}. Not thread-safe.
 */
final class AttentionLayer implements Layer {

  private final TensorKernels kernels;
  private final int heads;
  private final float dropout;
  private final NormLayer norm;
  private final Parameter projection;
  private final Parameter mixing;
  private final Matrix projected;
  private final Matrix projectedGradient;
  private final Matrix shares;
  private final Matrix means;
  private final Matrix branch;
  private final Matrix output;

  AttentionLayer(
      TensorKernels kernels, AttentionConfig config, int rows, Weights weights, String name) {
    int width = config.width();
    double reach = 1 / Math.sqrt(width);
    this.kernels = kernels;
    this.heads = config.heads();
    this.dropout = (float) config.learning().stateDropout();
    this.norm = new NormLayer(kernels, width, rows, weights, name + ".norm");
    this.projection = weights.matrix(name + ".projection", width, 3 * width, reach);
    this.mixing = weights.matrix(name + ".mixing", width, width, reach);
    this.projected = kernels.allocate(rows, 3 * width);
    this.projectedGradient = kernels.allocate(rows, 3 * width);
    this.shares = kernels.allocate(rows, heads * config.longest());
    this.means = kernels.allocate(rows, width);
    this.branch = kernels.allocate(rows, width);
    this.output = kernels.allocate(rows, width);
  }

  @Override
  public Matrix forward(Steps steps, Matrix inputs, boolean learns, long seed) {
    int rows = steps.rows();
    Matrix normed = norm.forward(steps, inputs, learns, seed);
    Matrix queries = projected.rows(0, rows);
    kernels.gemm(1, normed, false, projection.values(), false, 0, queries);
    kernels.attention(steps, heads, queries, shares.rows(0, rows), means.rows(0, rows));
    Matrix out = output(rows);
    kernels.gemm(1, means.rows(0, rows), false, mixing.values(), false, 0, out);
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
    Matrix mixed = branch.rows(0, rows);
    Matrix mean = means.rows(0, rows);
    kernels.copy(gradient, mixed);
    kernels.dropout(mixed, dropout, seed);
    kernels.gemm(1, mean, true, mixed, false, 0, mixing.gradient());
    kernels.gemm(1, mixed, false, mixing.values(), true, 0, mean);
    Matrix queries = projectedGradient.rows(0, rows);
    kernels.attentionBackward(
        steps, heads, projected.rows(0, rows), shares.rows(0, rows), mean, queries);
    kernels.gemm(1, norm.output(rows), true, queries, false, 0, projection.gradient());
    kernels.gemm(1, queries, false, projection.values(), true, 0, mixed);
    norm.backward(steps, inputs, mixed, inputGradient, seed);
    kernels.add(gradient, inputGradient);
  }
}
