package io.cartrec.data;

/**
 * Stable sorting of rows by time: a least-significant-digit radix sort over the span of the times,
 * {@code O(rows)} for each 16 bits of span.
 */
final class TimeOrder {

  private static final int DIGIT_BITS = 16;
  private static final int DIGITS = 1 << DIGIT_BITS;

  private TimeOrder() {}

  /**
   * The row that comes at each place; rows without a time come last. An empty array when the rows stand
   * in order already.
   */
  static int[] of(long[] time) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    boolean sorted = true;
    boolean absentBefore = false;
    for (long t : time) {
      if (t == Columns.NO_TIME) {
        absentBefore = true;
      } else {
        sorted &= t >= last && !absentBefore;
        first = Math.min(first, t);
        last = Math.max(last, t);
      }
    }
    if (sorted) {
      return new int[0];
    }
    int[] order = new int[time.length];
    for (int row = 0; row < order.length; row++) {
      order[row] = row;
    }
    long absent = last - first + 1; // unsigned, as all keys are
    int[] next = new int[order.length];
    for (int shift = 0; shift < Long.SIZE && absent >>> shift != 0; shift += DIGIT_BITS) {
      int[] begin = new int[DIGITS + 1];
      for (long t : time) {
        begin[digit(t, first, absent, shift) + 1]++;
      }
      for (int d = 0; d < DIGITS; d++) {
        begin[d + 1] += begin[d];
      }
      for (int row : order) {
        next[begin[digit(time[row], first, absent, shift)]++] = row;
      }
      int[] swap = order;
      order = next;
      next = swap;
    }
    return order;
  }

  private static int digit(long time, long first, long absent, int shift) {
    long key = time == Columns.NO_TIME ? absent : time - first;
    return (int) (key >>> shift) & (DIGITS - 1);
  }

  static long[] apply(int[] order, long[] column) {
    long[] sorted = new long[column.length];
    for (int row = 0; row < sorted.length; row++) {
      sorted[row] = column[order[row]];
    }
    return sorted;
  }

  static float[] apply(int[] order, float[] column) {
    float[] sorted = new float[column.length];
    for (int row = 0; row < sorted.length; row++) {
      sorted[row] = column[order[row]];
    }
    return sorted;
  }

  static byte[] apply(int[] order, byte[] column) {
    byte[] sorted = new byte[column.length];
    for (int row = 0; row < sorted.length; row++) {
      sorted[row] = column[order[row]];
    }
    return sorted;
  }
}
