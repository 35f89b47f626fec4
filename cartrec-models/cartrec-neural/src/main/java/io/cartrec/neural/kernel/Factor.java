package io.cartrec.neural.kernel;

/** The right factor of products, arranged to be read fast. Immutable and thread-safe. */
@FunctionalInterface
interface Factor {

  /**
   * {@code into[intoFrom + i] = alpha * op(left)[from + i] * this + beta * into[intoFrom + i]} for
   * {@code i} in {@code [0, count)}, where op transposes if the flag says so.
   */
  void multiply(
      float alpha,
      CpuMatrix left,
      boolean transposed,
      int from,
      int count,
      float beta,
      CpuMatrix into,
      int intoFrom);
}
