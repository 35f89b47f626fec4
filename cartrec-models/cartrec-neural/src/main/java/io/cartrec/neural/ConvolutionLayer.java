package io.cartrec.neural;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;

/** A causal convolution: {@code x + dropout(relu(unfold(norm(x)) W + w))}. Not thread-safe. */
final class ConvolutionLayer implements Layer {

  private final TensorKernels kernels;
  private final int taps;
  private final int distance;
  private final float dropout;
  private final NormLayer norm;
  private final Parameter filters;
  private final Parameter bias;
  private final Matrix seen;
  private final Matrix seenGradient;
  private final Matrix bent;
  private final Matrix branch;
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
    this.dropout = (float) config.learning().stateDropout();
    this.norm = new NormLayer(kernels, width, rows, weights, name + ".norm");
    this.filters = weights.matrix(
        name + ".filters", taps * width, width, 1 / Math.sqrt((double) taps * width));
    this.bias = weights.matrix(name + ".bias", 1, width, 0);
    this.seen = kernels.allocate(rows, taps * width);
    this.seenGradient = kernels.allocate(rows, taps * width);
    this.bent = kernels.allocate(rows, width);
    this.branch = kernels.allocate(rows, width);
    this.output = kernels.allocate(rows, width);
  }

  @Override
  public Matrix forward(Steps steps, Matrix inputs, boolean learns, long seed) {
    int rows = steps.rows();
    Matrix normed = norm.forward(steps, inputs, learns, seed);
    Matrix unfolded = seen.rows(0, rows);
    kernels.unfold(steps, taps, distance, normed, unfolded);
    Matrix filtered = bent.rows(0, rows);
    kernels.gemm(1, unfolded, false, filters.values(), false, 0, filtered);
    kernels.addRow(bias.values(), filtered);
    kernels.relu(filtered);
    Matrix out = output(rows);
    kernels.copy(filtered, out);
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
    Matrix back = branch.rows(0, rows);
    Matrix unfolded = seenGradient.rows(0, rows);
    kernels.copy(gradient, back);
    kernels.dropout(back, dropout, seed);
    kernels.reluBackward(bent.rows(0, rows), back);
    kernels.sumRows(back, bias.gradient());
    kernels.gemm(1, seen.rows(0, rows), true, back, false, 0, filters.gradient());
    kernels.gemm(1, back, false, filters.values(), true, 0, unfolded);
    kernels.unfoldBackward(steps, taps, distance, unfolded, back);
    norm.backward(steps, inputs, back, inputGradient, seed);
    kernels.add(gradient, inputGradient);
  }
}
