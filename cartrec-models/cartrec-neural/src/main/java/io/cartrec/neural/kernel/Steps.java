package io.cartrec.neural.kernel;

import java.util.Arrays;

/**
 * How the sequences of a batch lie in the rows of a matrix: step by step, and within a step sequence by
 * sequence, the longest first, so that those which still run at a step are the first so many. Sequence
 * {@code s} has row {@code row(t, s)} at step {@code t}. Immutable and thread-safe.
 */
public final class Steps {

  private final int[] begin;

  private Steps(int[] begin) {
    this.begin = begin;
  }

  /**
   * The layout of sequences of the given lengths, which are {@code >= 1} and must not rise.
   *
   * @throws IllegalArgumentException if one is longer than the one before it, or has no step
   */
  public static Steps of(int... lengths) {
    int[] begin = new int[lengths.length == 0 ? 1 : lengths[0] + 1];
    for (int s = 0; s < lengths.length; s++) {
      if (lengths[s] < 1 || (s > 0 && lengths[s] > lengths[s - 1])) {
        throw new IllegalArgumentException(
            "lengths must be >= 1 and must not rise but were " + Arrays.toString(lengths));
      }
      for (int t = 0; t < lengths[s]; t++) {
        begin[t + 1]++;
      }
    }
    for (int t = 1; t < begin.length; t++) {
      begin[t] += begin[t - 1];
    }
    return new Steps(begin);
  }

  /** How many steps the longest sequence has. */
  public int count() {
    return begin.length - 1;
  }

  /** How many sequences have a step {@code t}; 0 for one after the last. */
  public int active(int t) {
    return t < count() ? begin[t + 1] - begin[t] : 0;
  }

  /** How many sequences there are. */
  public int sequences() {
    return active(0);
  }

  /** The row of sequence {@code s} at step {@code t}. */
  public int row(int t, int s) {
    return begin[t] + s;
  }

  /** The row of the step before, for each row from the second step on. */
  public int[] previous() {
    int[] previous = new int[rows() - sequences()];
    for (int t = 1; t < count(); t++) {
      for (int s = 0; s < active(t); s++) {
        previous[row(t, s) - sequences()] = row(t - 1, s);
      }
    }
    return previous;
  }

  /** For each row that of the same sequence which is as far from its end as the row from its beginning. */
  public int[] mirrored() {
    int[] lengths = new int[sequences()];
    for (int t = 0; t < count(); t++) {
      for (int s = 0; s < active(t); s++) {
        lengths[s] = t + 1;
      }
    }
    int[] mirrored = new int[rows()];
    for (int t = 0; t < count(); t++) {
      for (int s = 0; s < active(t); s++) {
        mirrored[row(t, s)] = row(lengths[s] - 1 - t, s);
      }
    }
    return mirrored;
  }

  /** The step of each row. */
  public int[] stepOfRows() {
    int[] steps = new int[rows()];
    for (int t = 0; t < count(); t++) {
      Arrays.fill(steps, begin[t], begin[t + 1], t);
    }
    return steps;
  }

  /** How many rows all steps have together. */
  public int rows() {
    return begin[begin.length - 1];
  }
}
