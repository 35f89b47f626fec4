package io.cartrec.neural;

import io.cartrec.data.Dataset;
import io.cartrec.data.Sessions;
import java.util.Arrays;

/**
 * The items of each session's events that speak for their item, sessions in order of their last such
 * event. A session of fewer than two is left out; a longer one than {@code longest + 1} is cut into
 * pieces, each beginning with the item that the one before it ended with. Immutable and thread-safe.
 */
final class Sequences {

  private final int[] items;
  private final int[] begin;

  private Sequences(int[] items, int[] begin) {
    this.items = items;
    this.begin = begin;
  }

  /** @param codes what each item of {@code data} is called here */
  static Sequences of(Dataset data, int[] codes, int longest) {
    Sessions sessions = data.sessions();
    int[] byAge = byAge(data, sessions);
    int rows = sessions.begin(sessions.size());
    int[] items = new int[2 * rows]; // pieces share an item
    int[] begin = new int[rows + 1];
    int used = 0;
    int pieces = 0;
    for (int session : byAge) {
      int from = used;
      for (int k = sessions.begin(session); k < sessions.end(session); k++) {
        if (data.isPositive(sessions.row(k))) {
          if (used - from == longest + 1) {
            begin[++pieces] = used;
            from = used;
            items[used] = items[used - 1];
            used++;
          }
          items[used++] = codes[data.item(sessions.row(k))];
        }
      }
      if (used - from >= 2) {
        begin[++pieces] = used;
      } else {
        used = from;
      }
    }
    return new Sequences(Arrays.copyOf(items, used), Arrays.copyOf(begin, pieces + 1));
  }

  private static int[] byAge(Dataset data, Sessions sessions) {
    long[] keys = new long[sessions.size()];
    for (int s = 0; s < keys.length; s++) {
      int last = -1;
      for (int k = sessions.begin(s); k < sessions.end(s); k++) {
        last = data.isPositive(sessions.row(k)) ? sessions.row(k) : last;
      }
      keys[s] = ((long) last << Integer.SIZE) | s;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }

  /** How many there are. */
  int size() {
    return begin.length - 1;
  }

  /** How many places of {@code sequence} have an item before them. */
  int places(int sequence) {
    return begin[sequence + 1] - begin[sequence] - 1;
  }

  /** The item at {@code place} of {@code sequence}, in {@code [0, places]}. */
  int item(int sequence, int place) {
    return items[begin[sequence] + place];
  }

  /** Those from {@code from} on, up to {@code to}. */
  Sequences range(int from, int to) {
    return new Sequences(items, Arrays.copyOfRange(begin, from, to + 1));
  }

  /** How often each of {@code itemCount} items follows another. */
  int[] targetCounts(int itemCount) {
    int[] counts = new int[itemCount];
    for (int s = 0; s < size(); s++) {
      for (int place = 1; place <= places(s); place++) {
        counts[item(s, place)]++;
      }
    }
    return counts;
  }

  /** How many places all have together. */
  long places() {
    return size() == 0 ? 0 : (long) begin[size()] - begin[0] - size();
  }
}
