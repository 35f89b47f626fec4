package io.cartrec.neural;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;

/**
 * Reads each sequence from both ends (Schuster and Paliwal, 1997) to say of each row what surrounds it:
 * the sum of what one layer makes of the rows before it and of what another makes of those after it, the
 * last one first; 0 of none. Its own row reaches neither, so it may be what is to be named. Not
 * thread-safe.
 *
 * @see <a href="https://doi.org/10.1109/78.650093">Schuster and Paliwal, 1997</a>
 */
final class SurroundingLayer implements Layer {

  private final TensorKernels kernels;
  private final Layer before;
  private final Layer after;
  private final Matrix mirrored; // the inputs, each sequence from its end
  private final Matrix mirroredGradient;
  private final Matrix shifted;
  private final Matrix output;

  /**
   * Two layers as one.
   *
   * @param before reads what comes before a row
   * @param after reads what comes after it, from the end
   */
  SurroundingLayer(TensorKernels kernels, Layer before, Layer after, int width, int rows) {
    this.kernels = kernels;
    this.before = before;
    this.after = after;
    this.mirrored = kernels.allocate(rows, width);
    this.mirroredGradient = kernels.allocate(rows, width);
    this.shifted = kernels.allocate(rows, width);
    this.output = kernels.allocate(rows, width);
  }

  @Override
  public Matrix forward(Steps steps, Matrix inputs, boolean learns, long seed) {
    int rows = steps.rows();
    int[] mirror = steps.mirrored();
    Matrix fromEnd = mirrored.rows(0, rows);
    Matrix later = shifted.rows(0, rows);
    Matrix out = output(rows);
    kernels.gather(inputs, mirror, fromEnd);
    shift(steps, before.forward(steps, inputs, learns, seed), out);
    shift(steps, after.forward(steps, fromEnd, learns, ~seed), later);
    kernels.scatterAdd(later, mirror, out);
    return out;
  }

  /** Each row moves to the next of its sequence. */
  private void shift(Steps steps, Matrix from, Matrix into) {
    int first = steps.sequences();
    kernels.clear(into.rows(0, first));
    kernels.gather(from, steps.previous(), into.rows(first, steps.rows()));
  }

  private void shiftBack(Steps steps, Matrix from, Matrix into) {
    kernels.clear(into);
    kernels.scatterAdd(from.rows(steps.sequences(), steps.rows()), steps.previous(), into);
  }

  @Override
  public Matrix output(int rows) {
    return output.rows(0, rows);
  }

  @Override
  public void backward(
      Steps steps, Matrix inputs, Matrix gradient, Matrix inputGradient, long seed) {
    int rows = steps.rows();
    int[] mirror = steps.mirrored();
    Matrix fromEnd = mirroredGradient.rows(0, rows);
    Matrix inner = shifted.rows(0, rows);
    shiftBack(steps, gradient, inner);
    before.backward(steps, inputs, inner, inputGradient, seed);
    kernels.gather(gradient, mirror, fromEnd);
    shiftBack(steps, fromEnd, inner);
    after.backward(steps, mirrored.rows(0, rows), inner, fromEnd, ~seed);
    kernels.scatterAdd(fromEnd, mirror, inputGradient);
  }
}
