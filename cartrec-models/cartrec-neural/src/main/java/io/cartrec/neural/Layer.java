package io.cartrec.neural;

import io.cartrec.neural.kernel.Adam;
import io.cartrec.neural.kernel.Matrix;
import java.util.Map;

/** A part of a {@link SequenceNet} that turns each row of a batch into another. Not thread-safe. */
interface Layer {

  /** The outputs for {@code inputs}; dropped out by {@code seed} if {@code learns}. */
  Matrix forward(Batch batch, Matrix inputs, boolean learns, long seed);

  /** The outputs of the last way forward. */
  Matrix output(int rows);

  /**
   * Gradients of the parameters and of the inputs.
   *
   * @param gradient of the outputs; overwritten
   * @param inputGradient receives that of the inputs
   */
  void backward(Batch batch, Matrix inputs, Matrix gradient, Matrix inputGradient, long seed);

  /** A step by those gradients. */
  void learn(Adam rule);

  /** The parameters by name. */
  Map<String, float[]> weights();
}
