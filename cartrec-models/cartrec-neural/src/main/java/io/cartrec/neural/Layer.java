package io.cartrec.neural;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;

/** A part of a net that turns each row of a batch into another. Not thread-safe. */
interface Layer {

  /**
   * Takes note, before the way forward, of what the rows are.
   *
   * @param items the item of each row
   * @param codes of each open channel, a code for each row
   */
  default void read(int[] items, int[][] codes) {}

  /** The outputs for {@code inputs}; dropped out by {@code seed} if {@code learns}. */
  Matrix forward(Steps steps, Matrix inputs, boolean learns, long seed);

  /** The outputs of the last way forward. */
  Matrix output(int rows);

  /**
   * Gradients of the parameters and of the inputs, after the way forward.
   *
   * @param gradient of the outputs; overwritten
   * @param inputGradient receives that of the inputs
   */
  void backward(Steps steps, Matrix inputs, Matrix gradient, Matrix inputGradient, long seed);
}
