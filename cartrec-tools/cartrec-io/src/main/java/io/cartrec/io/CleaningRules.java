package io.cartrec.io;

import io.cartrec.EventType;
import io.cartrec.data.Dataset;
import io.cartrec.data.Sessions;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntPredicate;

/** Which rows of a data set stay, rule by rule. */
final class CleaningRules {

  private static final double CLOCKWORK = 0.05;

  private CleaningRules() {}

  /** Rows stand in time order, so only those of one instant are compared. */
  static BitSet duplicates(Dataset data) {
    BitSet kept = all(data);
    Set<Deed> seen = new HashSet<>();
    OptionalLong now = OptionalLong.empty();
    for (int row = 0; row < data.rows(); row++) {
      OptionalLong time = data.timeMillis(row);
      if (time.isEmpty()) {
        break;
      }
      if (!time.equals(now)) {
        seen.clear();
        now = time;
      }
      if (!seen.add(new Deed(
          data.user(row).orElse(-1),
          data.session(row).orElse(-1),
          data.item(row),
          data.type(row)))) {
        kept.clear(row);
      }
    }
    return kept;
  }

  private record Deed(int user, int session, int item, EventType type) {}

  static BitSet cancellations(Dataset data) {
    Map<Order, Deque<Integer>> cancelled = new HashMap<>();
    for (int row = 0; row < data.rows(); row++) {
      if (data.quantity(row) < 0 && data.user(row).isPresent()) {
        cancelled.computeIfAbsent(Order.of(data, row), order -> new ArrayDeque<>());
      }
    }
    BitSet kept = all(data);
    for (int row = 0; row < data.rows(); row++) {
      double quantity = data.quantity(row);
      if (quantity <= 0) {
        kept.clear(row);
      }
      if (data.user(row).isEmpty() || cancelled.isEmpty()) {
        continue;
      }
      Deque<Integer> open = cancelled.get(Order.of(data, row));
      if (open != null && quantity > 0 && data.type(row) == EventType.PURCHASE) {
        open.push(row);
      } else if (open != null && quantity < 0 && !open.isEmpty()) {
        kept.clear(open.pop());
      }
    }
    return kept;
  }

  private record Order(int user, int item, double quantity) {
    static Order of(Dataset data, int row) {
      return new Order(data.user(row).orElse(-1), data.item(row), Math.abs(data.quantity(row)));
    }
  }

  static BitSet repeats(Dataset data) {
    BitSet kept = all(data);
    Sessions sessions = data.sessions();
    for (int s = 0; s < sessions.size(); s++) {
      for (int k = sessions.begin(s) + 1; k < sessions.end(s); k++) {
        int row = sessions.row(k);
        int before = sessions.row(k - 1);
        if (data.item(row) == data.item(before) && data.type(row) == data.type(before)) {
          kept.clear(row);
        }
      }
    }
    return kept;
  }

  static BitSet maxSession(Dataset data, int events) {
    Sessions sessions = data.sessions();
    return withoutSessions(data, sessions, s -> sessions.end(s) - sessions.begin(s) > events);
  }

  static BitSet bots(Dataset data, int events) {
    BitSet kept = maxSession(data, events);
    Map<UserDay, Integer> counts = new HashMap<>();
    for (int row = 0; row < data.rows(); row++) {
      if (UserDay.isKnown(data, row)) {
        counts.merge(UserDay.of(data, row), 1, Integer::sum);
      }
    }
    counts.values().removeIf(count -> count <= events);
    for (int row = 0; row < data.rows() && !counts.isEmpty(); row++) {
      if (UserDay.isKnown(data, row) && counts.containsKey(UserDay.of(data, row))) {
        kept.clear(row);
      }
    }
    return kept;
  }

  private record UserDay(int user, long day) {
    static boolean isKnown(Dataset data, int row) {
      return data.user(row).isPresent() && data.timeMillis(row).isPresent();
    }

    static UserDay of(Dataset data, int row) {
      long millis = data.timeMillis(row).orElseThrow();
      return new UserDay(
          data.user(row).orElseThrow(), Math.floorDiv(millis, PublicLayouts.DAY_MILLIS));
    }
  }

  static BitSet regular(Dataset data, int events) {
    Sessions sessions = data.sessions();
    return withoutSessions(data, sessions, s -> isClockwork(data, sessions, s, events));
  }

  private static boolean isClockwork(Dataset data, Sessions sessions, int session, int events) {
    int gaps = 0;
    double sum = 0;
    double squares = 0;
    // rows without a time come last
    for (int k = sessions.begin(session) + 1; k < sessions.end(session); k++) {
      OptionalLong time = data.timeMillis(sessions.row(k));
      if (time.isPresent()) {
        double gap =
            (double) (time.getAsLong() - data.timeMillis(sessions.row(k - 1)).orElseThrow());
        gaps++;
        sum += gap;
        squares += gap * gap;
      }
    }
    double mean = sum / gaps;
    double variance = squares / gaps - mean * mean;
    return gaps > 1
        && gaps + 1 >= events
        && mean > 0
        && variance < CLOCKWORK * CLOCKWORK * mean * mean;
  }

  private static BitSet withoutSessions(Dataset data, Sessions sessions, IntPredicate removed) {
    BitSet kept = all(data);
    for (int s = 0; s < sessions.size(); s++) {
      if (removed.test(s)) {
        for (int k = sessions.begin(s); k < sessions.end(s); k++) {
          kept.clear(sessions.row(k));
        }
      }
    }
    return kept;
  }

  /** Counts and removes in turns: {@code O(rows)} a turn. */
  static BitSet atLeast(Dataset data, int perSession, int perItem, int perUser) {
    int[] session = new int[data.rows()];
    int sessionCount = 0;
    Arrays.fill(session, -1);
    if (perSession > 1) {
      Sessions sessions = data.sessions();
      sessionCount = sessions.size();
      for (int s = 0; s < sessionCount; s++) {
        for (int k = sessions.begin(s); k < sessions.end(s); k++) {
          session[sessions.row(k)] = s;
        }
      }
    }
    BitSet kept = all(data);
    int before;
    do {
      before = kept.cardinality();
      removeRare(kept, perSession, sessionCount, row -> session[row]);
      removeRare(kept, perItem, data.items().size(), data::item);
      removeRare(kept, perUser, data.users().size(), row -> user(data, row));
    } while (kept.cardinality() < before);
    return kept;
  }

  private static int user(Dataset data, int row) {
    OptionalInt user = data.user(row);
    return user.isEmpty() ? -1 : user.getAsInt();
  }

  private static void removeRare(BitSet kept, int least, int codes, RowCode code) {
    if (least < 2) {
      return;
    }
    int[] count = new int[codes];
    for (int row = kept.nextSetBit(0); row >= 0; row = kept.nextSetBit(row + 1)) {
      if (code.of(row) >= 0) {
        count[code.of(row)]++;
      }
    }
    for (int row = kept.nextSetBit(0); row >= 0; row = kept.nextSetBit(row + 1)) {
      if (code.of(row) >= 0 && count[code.of(row)] < least) {
        kept.clear(row);
      }
    }
  }

  private static BitSet all(Dataset data) {
    BitSet rows = new BitSet(data.rows());
    rows.set(0, data.rows());
    return rows;
  }

  /** The session, item or user of a row; -1 for none. */
  private interface RowCode {
    int of(int row);
  }
}
