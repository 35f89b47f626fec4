package io.cartrec.neighbors.session;

import io.cartrec.data.Dataset;
import io.cartrec.data.Sessions;
import java.util.Arrays;

/**
 * The distinct items of some successive sessions, end to end, in order of first appearance; of a session
 * with more than {@value SessionIndex#LONGEST_SESSION} those that appeared last.
 *
 * @param lengths how many items each session holds
 * @param items the items of all of them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record DistinctItems(int[] lengths, int[] items) {

  /** Collects the items of sessions, one range after the other. Not thread-safe. */
  static final class Collector {
    private static final int SHORT = 32;

    private final Dataset data;
    private final Sessions sessions;
    private int[] lastSeen =
        new int[0]; // by item: 1 + number of the long session it was seen in last
    private int longSessions;
    private int[] items = new int[1 << 10];
    private int size;

    Collector(Dataset data, Sessions sessions) {
      this.data = data;
      this.sessions = sessions;
    }

    /** The items of {@code order[from]} to {@code order[to - 1]}. */
    DistinctItems collect(int[] order, int from, int to) {
      int[] lengths = new int[to - from];
      size = 0;
      for (int at = from; at < to; at++) {
        lengths[at - from] = append(order[at]);
      }
      return new DistinctItems(lengths, Arrays.copyOf(items, size));
    }

    private int append(int session) {
      int rows = sessions.end(session) - sessions.begin(session);
      if (size + rows > items.length) {
        items = Arrays.copyOf(items, Math.max(size + rows, 2 * items.length));
      }
      int begin = size;
      if (rows > SHORT) {
        appendLong(session);
      } else {
        appendShort(session);
      }
      int length = size - begin;
      if (length > SessionIndex.LONGEST_SESSION) {
        int dropped = length - SessionIndex.LONGEST_SESSION;
        System.arraycopy(items, begin + dropped, items, begin, SessionIndex.LONGEST_SESSION);
        size -= dropped;
      }
      return size - begin;
    }

    private void appendShort(int session) {
      int begin = size;
      for (int k = sessions.begin(session); k < sessions.end(session); k++) {
        int row = sessions.row(k);
        int item = data.item(row);
        if (data.isPositive(row) && !holds(begin, item)) {
          items[size++] = item;
        }
      }
    }

    private boolean holds(int begin, int item) {
      for (int i = begin; i < size; i++) {
        if (items[i] == item) {
          return true;
        }
      }
      return false;
    }

    private void appendLong(int session) {
      if (lastSeen.length == 0) {
        lastSeen = new int[data.items().size()];
      }
      longSessions++;
      for (int k = sessions.begin(session); k < sessions.end(session); k++) {
        int row = sessions.row(k);
        int item = data.item(row);
        if (data.isPositive(row) && lastSeen[item] != longSessions) {
          lastSeen[item] = longSessions;
          items[size++] = item;
        }
      }
    }
  }
}
