package io.cartrec.testkit;

import java.util.SplittableRandom;

/**
 * Draws numbers in proportion to their weights, in constant time. The numbers {@code [0, n)} are cut
 * into segments of equal size, the last one may be smaller, and a draw is made within one segment.
 * Building costs {@code O(n)}. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1109/32.92917">Vose, 1991</a>
 */
final class AliasTable {

  private final int segmentSize;
  private final float[] keep;
  private final int[] alias;

  /** Builds the table of {@code weights}, all {@code > 0}. */
  AliasTable(double[] weights, int segmentSize) {
    this.segmentSize = segmentSize;
    this.keep = new float[weights.length];
    this.alias = new int[weights.length];
    double[] scaled = new double[segmentSize];
    int[] stack = new int[segmentSize];
    for (int from = 0; from < weights.length; from += segmentSize) {
      build(weights, from, Math.min(weights.length, from + segmentSize), scaled, stack);
    }
  }

  /** Draws a number of {@code segment}. */
  int draw(int segment, SplittableRandom random) {
    int from = segment * segmentSize;
    int number = from + random.nextInt(Math.min(segmentSize, keep.length - from));
    return random.nextDouble() < keep[number] ? number : alias[number];
  }

  /** The small ones wait at the bottom of the stack, the large ones at its top. */
  private void build(double[] weights, int from, int to, double[] scaled, int[] stack) {
    int size = to - from;
    double total = 0;
    for (int i = from; i < to; i++) {
      total += weights[i];
    }
    int small = 0;
    int large = size;
    for (int i = 0; i < size; i++) {
      scaled[i] = weights[from + i] * size / total;
      stack[scaled[i] < 1 ? small++ : --large] = i;
    }
    while (small > 0 && large < size) {
      int under = stack[--small];
      int over = stack[large];
      keep[from + under] = (float) scaled[under];
      alias[from + under] = from + over;
      scaled[over] -= 1 - scaled[under];
      if (scaled[over] < 1) {
        large++;
        stack[small++] = over;
      }
    }
    // What is left has the mean weight, but for rounding.
    while (small > 0) {
      settle(from + stack[--small]);
    }
    while (large < size) {
      settle(from + stack[large++]);
    }
  }

  private void settle(int number) {
    keep[number] = 1;
    alias[number] = number;
  }
}
