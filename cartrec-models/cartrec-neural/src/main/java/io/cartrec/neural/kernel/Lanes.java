package io.cartrec.neural.kernel;

/**
 * The inner loops of the CPU's kernels, over several numbers at a time where the machine can. Exponentials
 * are polynomials, with a relative error below 2e-7; sigmoid and tanh have an error below 2e-7 of 1.
 * Implementations are immutable and thread-safe.
 */
public interface Lanes {

  /** Those of the Vector API if the JVM was started with it, else plain loops. */
  static Lanes best() {
    return CpuLanes.best();
  }

  /** Plain loops, whatever the JVM was started with. */
  static Lanes plain() {
    return new PlainLanes();
  }

  /** What these are, in a word or two. */
  String name();

  /** {@code x = 1 / (1 + exp(-x))} in {@code [from, to)}. */
  void sigmoid(float[] x, int from, int to);

  /** {@code x = tanh(x)} in {@code [from, to)}. */
  void tanh(float[] x, int from, int to);

  /** {@code x = exp(x - shift)} in {@code [from, to)}, and the sum of it. */
  double expSum(float[] x, int from, int to, float shift);

  /** The greatest number in {@code [from, to)}; negative infinity of none. */
  float max(float[] x, int from, int to);

  /**
   * {@code into[i]} = the product of {@code query} with the {@code i}-th of {@code count} rows that lie
   * in {@code rows} one after the other.
   */
  void dots(float[] query, float[] rows, int count, float[] into);

  /** Whether {@link #dots(short[], byte[], int, float[])} is faster than that with floats. */
  boolean preferBytes();

  /**
   * {@code into[i]} = the product of {@code state} with the {@code i}-th row of {@code count} {@link
   * ByteBlocks}, exactly, whatever the bytes but -128.
   *
   * @param state as {@link ByteBlocks#round} leaves it
   */
  void dots(short[] state, byte[] blocks, int count, float[] into);

  /** The first place in {@code [from, to)} whose number is at least {@code least}; {@code to} if none is. */
  int next(float[] x, int from, int to, float least);
}
