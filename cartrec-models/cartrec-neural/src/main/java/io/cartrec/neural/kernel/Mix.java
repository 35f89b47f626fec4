package io.cartrec.neural.kernel;

/** Numbers that look random, made of counters: the finalizers of SplitMix64 and MurmurHash3. */
public final class Mix {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Mix() {}

  /** A number made of {@code seed} and {@code counter}. */
  public static long of(long seed, long counter) {
    long z = (seed ^ (counter * 0xD1B54A32D192ED03L)) + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A number made of {@code counter}. */
  static int of(int counter) {
    int h = counter;
    h = (h ^ (h >>> 16)) * 0x85EBCA6B;
    h = (h ^ (h >>> 13)) * 0xC2B2AE35;
    return h ^ (h >>> 16);
  }
}
