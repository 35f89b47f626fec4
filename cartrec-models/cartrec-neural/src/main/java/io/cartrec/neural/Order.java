package io.cartrec.neural;

import io.cartrec.neural.kernel.Mix;
import java.util.Arrays;

/** An order in which to learn. */
final class Order {

  private Order() {}

  /** The numbers in {@code [0, size)} in an order made of {@code seed} and {@code epoch}. */
  static int[] shuffled(int size, long seed, int epoch) {
    long stream = Mix.of(~seed, epoch);
    long[] keys = new long[size];
    for (int i = 0; i < size; i++) {
      keys[i] = (Mix.of(stream, i) & (-1L << Integer.SIZE)) | i;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }
}
