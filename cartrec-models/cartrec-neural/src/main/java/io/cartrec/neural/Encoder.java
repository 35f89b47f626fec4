package io.cartrec.neural;

/** Runs a sequence through the layers of a trained net, in plain Java. Not thread-safe. */
@FunctionalInterface
interface Encoder {

  /** What the net makes of the first {@code count} of {@code inputs}, at the last of them. */
  float[] encode(float[][] inputs, int count);
}
