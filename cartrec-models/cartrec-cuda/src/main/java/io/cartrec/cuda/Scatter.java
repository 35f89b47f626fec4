package io.cartrec.cuda;

import java.util.Arrays;

/**
 * What is added to the rows of a table, brought into the order of these rows, so that each is summed by
 * threads of its own and in the order in which it was asked for. Immutable.
 */
final class Scatter {

  private final int[] targets;
  private final int[] begin;
  private final int[] sources;
  private final int[] order;

  private Scatter(int[] targets, int[] begin, int[] sources, int[] order) {
    this.targets = targets;
    this.begin = begin;
    this.sources = sources;
    this.order = order;
  }

  /**
   * Adds row {@code i} to the row {@code rows[k]} of the table, for {@code k} in {@code [begin[i],
   * begin[i + 1])}.
   */
  static Scatter of(int[] begin, int[] rows) {
    long[] keys = new long[rows.length];
    int[] source = new int[rows.length];
    for (int i = 0; i < begin.length - 1; i++) {
      Arrays.fill(source, begin[i], begin[i + 1], i);
    }
    Arrays.setAll(keys, k -> (long) rows[k] << Integer.SIZE | k);
    Arrays.sort(keys);
    int[] targets = new int[keys.length];
    int[] first = new int[keys.length + 1];
    int[] sources = new int[keys.length];
    int[] order = new int[keys.length];
    int size = 0;
    for (int at = 0; at < keys.length; at++) {
      int target = (int) (keys[at] >>> Integer.SIZE);
      if (size == 0 || targets[size - 1] != target) {
        first[size] = at;
        targets[size++] = target;
      }
      order[at] = (int) keys[at];
      sources[at] = source[order[at]];
    }
    first[size] = keys.length;
    return new Scatter(
        Arrays.copyOf(targets, size), Arrays.copyOf(first, size + 1), sources, order);
  }

  /** The rows of the table, each once. */
  int[] targets() {
    return targets;
  }

  /** Where the sources of each target begin, and where the last ends. */
  int[] begin() {
    return begin;
  }

  /** The rows that are added. */
  int[] sources() {
    return sources;
  }

  /** {@code weights}, in the order of the sources. */
  float[] sorted(float[] weights) {
    float[] sorted = new float[order.length];
    for (int at = 0; at < order.length; at++) {
      sorted[at] = weights[order[at]];
    }
    return sorted;
  }
}
