package io.cartrec.neural.kernel;

/**
 * A matrix of 32-bit floats that belongs to the {@link TensorKernels} which allocated it. Views share the
 * numbers of what they are views of. Not thread-safe.
 */
public interface Matrix {

  int rows();

  int columns();

  /** The rows in {@code [from, to)}: a view. */
  Matrix rows(int from, int to);

  /** The columns in {@code [from, to)}: a view. */
  Matrix columns(int from, int to);
}
