package io.cartrec.internal;

import java.util.Arrays;

/**
 * Keeps the best {@code limit} of the items offered to it: higher score first, equal scores by smaller
 * item code. Scores are compared as {@code float}, so sums that differ by rounding alone are equal.
 *
 * <p>Item and score are packed into one {@code long} whose natural order is the ranking. A short list is
 * kept in order, and an offer that makes it is moved to its place. For a long one offers are collected
 * until there are twice as many as wanted; then they are sorted and the worse half is dropped. Either way
 * an offer that is worse than the worst kept is turned away at once, in {@code O(1)}; one that is not
 * costs {@code O(log limit)}, amortized. Space grows with what is offered, so a huge limit costs nothing.
 * Scores must not be NaN. Not thread-safe.
 */
public final class TopN {

  private static final int SMALLEST = 64;
  private static final int SHORT_LIST = 32;
  private static final int LARGEST_KEPT = 1 << 14;

  private int limit;
  private int size;
  private long[] keys = new long[SMALLEST];
  private long bar = Long.MIN_VALUE; // keys from here on are turned away
  private float floor; // the score at the bar: lower ones are turned away

  /** Keeps nothing until {@link #reset}. */
  public TopN() {}

  /** Empties this and sets how many items it keeps, {@code >= 0}. */
  public void reset(int limit) {
    this.limit = Check.nonNegative(limit, "limit");
    size = 0;
    if (keys.length > LARGEST_KEPT && keys.length / 4 > limit) {
      keys = new long[SMALLEST];
    }
    bar = limit == 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    floor = Float.NEGATIVE_INFINITY;
  }

  /** Offers with a lower score would be turned away; those with this one or a higher may be. */
  public float floor() {
    return floor;
  }

  /** Whether an offer of this item at this score would not be turned away at once. */
  public boolean admits(int item, double score) {
    return (float) score >= floor && key(item, score) < bar;
  }

  /** Keeps the item if it is among the best so far. No item may be offered twice. */
  public void offer(int item, double score) {
    long key = key(item, score);
    if (key >= bar) {
      return;
    }
    if (limit <= SHORT_LIST) {
      insert(key);
    } else {
      if (size == Math.min(keys.length, 2L * limit)) {
        makeRoom();
      }
      keys[size++] = key;
    }
  }

  /** Puts the best in order; afterwards they can be read until the next {@link #reset}. */
  public void sort() {
    if (limit > SHORT_LIST) {
      Arrays.sort(keys, 0, size);
    }
    size = Math.min(size, limit);
  }

  /** How many items are kept, after {@link #sort}. */
  public int size() {
    return size;
  }

  /** The item at {@code rank}, counted from 0, after {@link #sort}. */
  public int item(int rank) {
    return (int) keys[rank];
  }

  /** The score at {@code rank}, counted from 0, as a {@code float}, after {@link #sort}. */
  public double score(int rank) {
    return score(keys[rank]);
  }

  private void insert(long key) {
    int place = size < limit ? size++ : limit - 1;
    for (; place > 0 && keys[place - 1] > key; place--) {
      keys[place] = keys[place - 1];
    }
    keys[place] = key;
    if (size == limit) {
      raise(keys[limit - 1]);
    }
  }

  private void raise(long key) {
    bar = key;
    floor = score(key);
  }

  private void makeRoom() {
    if (size < 2L * limit) {
      keys = Arrays.copyOf(keys, (int) Math.min(Integer.MAX_VALUE - 8, 2L * size));
    } else {
      sort();
      raise(keys[limit - 1]);
    }
  }

  /** Ascending keys are descending scores, then ascending items. */
  private static long key(int item, double score) {
    float rounded = (float) score + 0f; // -0 becomes 0
    int descending = ~ordered(Float.floatToRawIntBits(rounded));
    return ((long) descending << Integer.SIZE) | item;
  }

  private static float score(long key) {
    int descending = (int) (key >>> Integer.SIZE);
    return Float.intBitsToFloat(ordered(~descending));
  }

  /** Maps the bits of floats to ints of the same order, and those ints back. */
  private static int ordered(int bits) {
    return bits ^ ((bits >> (Integer.SIZE - 1)) & Integer.MAX_VALUE);
  }
}
