package io.cartrec.neighbors.session;

import io.cartrec.data.Dataset;
import io.cartrec.data.Sessions;
import io.cartrec.internal.Parallel;
import io.cartrec.model.Tensor;
import io.cartrec.model.TrainingOptions;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Makes a {@link SessionIndex} in a few loops over the events: sessions in order of their last event, the
 * distinct items of each, then for each item its sessions from the most recent on, as a counting sort
 * does it. Threads work on ranges of sessions; what becomes of a range does not depend on the others. Not
 * thread-safe.
 */
final class SessionIndexBuilder {

  private static final int BLOCK = 1 << 13; // sessions
  private static final int ITEM_BLOCK = 1 << 14;
  private static final int MOST_RANGES = 8;
  private static final int MOST_ENTRIES = (Integer.MAX_VALUE - 8) / Integer.BYTES;
  private static final float LEAST_RECENCY = 1e-30f; // so that no session is worth nothing
  private static final double MILLIS_A_DAY = TimeUnit.DAYS.toMillis(1);

  private final Dataset data;
  private final Sessions sessions;
  private final TrainingOptions options;
  private final int itemCount;
  private final int[] byAge; // the sessions that hold an item, the oldest first
  private final DistinctItems[] blocks;

  private SessionIndexBuilder(Dataset data, TrainingOptions options) {
    this.data = data;
    this.options = options;
    this.sessions = data.sessions();
    this.itemCount = data.items().size();
    this.byAge = byAge();
    this.blocks = new DistinctItems[(byAge.length + BLOCK - 1) / BLOCK];
    Parallel.forBlocks(options.threads(), byAge.length, BLOCK, () -> {
      DistinctItems.Collector collector = new DistinctItems.Collector(data, sessions);
      return (from, to) -> blocks[from / BLOCK] = collector.collect(byAge, from, to);
    });
  }

  /**
   * The index of every session in {@code data}.
   *
   * @throws IllegalStateException if the data lacks what {@code config} needs
   */
  static SessionIndex build(Dataset data, SessionKnnConfig config, TrainingOptions options) {
    SessionIndexBuilder builder = new SessionIndexBuilder(data, options);
    Tensor recency =
        config.recency() > 0 ? builder.recency(config.recency()) : Tensor.of(new float[0]);
    options.listener().progress("sessions", 1, 2);
    SessionIndex index = builder.index(config.itemSample(), recency);
    options.listener().progress("sessions", 2, 2);
    return index;
  }

  private int[] byAge() {
    int[] last = new int[sessions.size()];
    boolean sorted = true;
    for (int s = 0; s < last.length; s++) {
      last[s] = lastRow(s);
      sorted &= last[s] >= 0 && (s == 0 || last[s] > last[s - 1]);
    }
    int[] order = new int[last.length];
    if (sorted) {
      Arrays.setAll(order, s -> s);
      return order;
    }
    int[] endingAt = new int[data.rows()];
    Arrays.fill(endingAt, -1);
    for (int s = 0; s < last.length; s++) {
      if (last[s] >= 0) {
        endingAt[last[s]] = s;
      }
    }
    int size = 0;
    for (int s : endingAt) {
      if (s >= 0) {
        order[size++] = s;
      }
    }
    return Arrays.copyOf(order, size);
  }

  /** The last row of {@code session} that speaks for its item, or -1. */
  private int lastRow(int session) {
    for (int k = sessions.end(session) - 1; k >= sessions.begin(session); k--) {
      if (data.isPositive(sessions.row(k))) {
        return sessions.row(k);
      }
    }
    return -1;
  }

  /** {@code exp(-age / days)} of each session; 1 for one whose last event has no time. */
  private Tensor recency(double days) {
    if (!data.isTimed()) {
      throw new IllegalStateException(
          "recency needs events with a time, and none has one; leave it at 0");
    }
    long newest = Long.MIN_VALUE;
    for (int session : byAge) {
      newest = Math.max(newest, lastTime(session));
    }
    double latest = newest;
    return Tensor.floats(byAge.length, into -> {
      for (int session : byAge) {
        long time = lastTime(session);
        double age = time == Long.MIN_VALUE ? 0 : (latest - time) / MILLIS_A_DAY;
        into.put(Math.max(LEAST_RECENCY, (float) StrictMath.exp(-age / days)));
      }
    });
  }

  private long lastTime(int session) {
    return data.timeMillis(lastRow(session)).orElse(Long.MIN_VALUE);
  }

  private SessionIndex index(int itemSample, Tensor recency) {
    int[] begin = new int[byAge.length + 1];
    long total = 0;
    int session = 0;
    for (DistinctItems block : blocks) {
      for (int length : block.lengths()) {
        total += length;
        begin[++session] = (int) Math.min(total, MOST_ENTRIES);
      }
    }
    if (total > MOST_ENTRIES) {
      throw new IllegalArgumentException(
          "the sessions hold " + total + " items, more than " + MOST_ENTRIES + "; train on fewer");
    }
    Tensor items = Tensor.ints(
        (int) total, into -> Arrays.stream(blocks).forEach(block -> into.put(block.items())));
    // next[r][i]: how many sessions of later ranges hold item i, so where range r goes on in its
    // row
    int[][] next = counts();
    int[] held = turnAround(next);
    int[] rows = new int[itemCount + 1];
    for (int item = 0; item < itemCount; item++) {
      rows[item + 1] = rows[item] + Math.min(held[item], itemSample);
    }
    Tensor lists = Tensor.ints(rows[itemCount], into -> list(rows, next, into));
    return SessionIndex.of(Tensor.of(begin), items, Tensor.of(rows), lists, idf(held), recency);
  }

  /** How many sessions of each range of blocks hold each item. */
  private int[][] counts() {
    int ranges = Math.max(1, Math.min(Math.min(options.threads(), MOST_RANGES), blocks.length));
    int[][] counts = new int[ranges][];
    Parallel.forBlocks(options.threads(), ranges, 1, () -> (range, end) -> {
      int[] count = new int[itemCount];
      for (int b = first(range, ranges); b < first(range + 1, ranges); b++) {
        for (int item : blocks[b].items()) {
          count[item]++;
        }
      }
      counts[range] = count;
    });
    return counts;
  }

  private int first(int range, int ranges) {
    return (int) ((long) blocks.length * range / ranges);
  }

  /** Replaces the counts of a range by the sum over the later ones, and returns the sum over all. */
  private int[] turnAround(int[][] counts) {
    int[] sums = new int[itemCount];
    for (int range = counts.length - 1; range >= 0; range--) {
      int[] count = counts[range];
      for (int item = 0; item < itemCount; item++) {
        int later = sums[item];
        sums[item] += count[item];
        count[item] = later;
      }
    }
    return sums;
  }

  private void list(int[] rows, int[][] next, IntBuffer into) {
    Parallel.forBlocks(options.threads(), next.length, 1, () -> (range, end) -> {
      int[] rank = next[range];
      for (int b = first(range + 1, next.length) - 1; b >= first(range, next.length); b--) {
        int[] lengths = blocks[b].lengths();
        int[] items = blocks[b].items();
        int k = items.length - 1;
        for (int s = lengths.length - 1; s >= 0; s--) {
          for (int left = lengths[s]; left > 0; left--) {
            int item = items[k--];
            int place = rows[item] + rank[item]++;
            if (place < rows[item + 1]) {
              into.put(place, b * BLOCK + s);
            }
          }
        }
      }
    });
  }

  private Tensor idf(int[] held) {
    return Tensor.floats(itemCount, into -> idf(held, into));
  }

  private void idf(int[] held, FloatBuffer into) {
    Parallel.forBlocks(options.threads(), itemCount, ITEM_BLOCK, () -> (from, to) -> {
      for (int item = from; item < to; item++) {
        if (held[item] > 0) {
          into.put(item, (float) StrictMath.log((double) byAge.length / held[item]));
        }
      }
    });
  }
}
