package io.cartrec.neural;

import io.cartrec.data.Dataset;
import io.cartrec.data.Sessions;
import io.cartrec.neural.kernel.Mix;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * The entries of each session, sessions in order of their last event that speaks for its item: such events
 * and, where the type of an event is told, those that speak against it. Each place of a sequence has an
 * entry, and the item of the next entry that speaks for one as its target; read from both ends, each
 * entry has a place, and its own item as the target. A session of fewer than two entries is left out; a
 * longer one than {@code longest + 1} is cut into pieces, each beginning with the entry that the one before
 * it ended with, or, where entries that speak against items leave no room, with the oldest for which there
 * is some. Immutable and thread-safe.
 */
final class Sequences {

  /** The item of an entry that is masked. */
  static final int MASKED = -1;

  private static final int NONE = -1;

  private final int[] items;
  private final int[] targets; // the item of an entry that speaks for it, or none
  private final int[][] codes;
  private final int[] begin;
  private final int ahead; // from a place to its target

  private Sequences(int[] items, int[] targets, int[][] codes, int[] begin, int ahead) {
    this.items = items;
    this.targets = targets;
    this.codes = codes;
    this.begin = begin;
    this.ahead = ahead;
  }

  /**
   * The sequences of {@code data}.
   *
   * @param names what each item of {@code data} is called here
   */
  static Sequences of(Dataset data, int[] names, Reading reading) {
    Sessions sessions = data.sessions();
    Cutter cutter = new Cutter(sessions.begin(sessions.size()), reading);
    for (int session : byAge(data, sessions)) {
      for (int k = sessions.begin(session); k < sessions.end(session); k++) {
        int row = sessions.row(k);
        if (Entries.isEntry(data.type(row), data.isPositive(row), reading.channels())) {
          cutter.add(data, row, names[data.item(row)]);
        }
      }
      cutter.endSession();
    }
    return cutter.sequences();
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

  /** How many places of {@code sequence} have a target. */
  int places(int sequence) {
    return begin[sequence + 1] - begin[sequence] - ahead;
  }

  /** The item at {@code place} of {@code sequence}, or {@link #MASKED}. */
  int item(int sequence, int place) {
    return items[begin[sequence] + place];
  }

  /** The item that is to be named at {@code place}, in {@code [0, places)}. */
  int target(int sequence, int place) {
    int at = begin[sequence] + place + ahead;
    while (targets[at] == NONE) {
      at++;
    }
    return targets[at];
  }

  /** How many channels are open. */
  int channels() {
    return codes.length;
  }

  /** What {@code channel} says of the entry at {@code place} of {@code sequence}. */
  int code(int channel, int sequence, int place) {
    return codes[channel][begin[sequence] + place];
  }

  /** Those from {@code from} on, up to {@code to}. */
  Sequences range(int from, int to) {
    return new Sequences(items, targets, codes, Arrays.copyOfRange(begin, from, to + 1), ahead);
  }

  /**
   * These as {@code augmentation} leaves them, by {@code seed}; read from both ends, in any order. What
   * follows the last entry that speaks for an item is cut off; a sequence of which fewer than two entries
   * would be left stays as it is.
   */
  Sequences augmented(Augmentation augmentation, long seed) {
    int most = begin[size()] - begin[0];
    int[] newItems = new int[most];
    int[] newTargets = new int[most];
    int[][] newCodes = new int[codes.length][most];
    int[] ends = new int[begin.length];
    for (int s = 0; s < size(); s++) {
      int at = ends[s];
      for (int entry :
          kept(s, augmentation.entries(begin[s + 1] - begin[s], ahead > 0, Mix.of(seed, s)))) {
        int from = begin[s] + (entry < 0 ? ~entry : entry);
        newItems[at] = entry < 0 ? MASKED : items[from];
        newTargets[at] = targets[from];
        for (int channel = 0; channel < codes.length; channel++) {
          newCodes[channel][at] = codes[channel][from];
        }
        at++;
      }
      ends[s + 1] = at;
    }
    return new Sequences(newItems, newTargets, newCodes, ends, ahead);
  }

  private int[] kept(int sequence, int[] entries) {
    int size = entries.length;
    while (size > 0 && !speaks(sequence, entries[size - 1])) {
      size--;
    }
    return size < 2
        ? IntStream.range(0, begin[sequence + 1] - begin[sequence]).toArray()
        : Arrays.copyOf(entries, size);
  }

  private boolean speaks(int sequence, int entry) {
    return targets[begin[sequence] + (entry < 0 ? ~entry : entry)] != NONE;
  }

  /** How often each of {@code itemCount} items is a target. */
  int[] targetCounts(int itemCount) {
    int[] counts = new int[itemCount];
    for (int s = 0; s < size(); s++) {
      for (int place = 0; place < places(s); place++) {
        counts[target(s, place)]++;
      }
    }
    return counts;
  }

  /** How many places all have together. */
  long places() {
    return (long) begin[size()] - begin[0] - (long) ahead * size();
  }

  /** Cuts sessions into sequences. Not thread-safe. */
  private static final class Cutter {
    private final int longest;
    private final int ahead;
    private final List<Channel> open;
    private final int[] items;
    private final int[] targets;
    private final int[][] codes;
    private final int[] begin;
    private int used;
    private int pieces;
    private OptionalLong before = OptionalLong.empty();

    Cutter(int rows, Reading reading) {
      this.longest = reading.longest();
      this.ahead = reading.ahead();
      this.open = reading.channels().open();
      this.items = new int[2 * rows]; // pieces share an entry
      this.targets = new int[2 * rows];
      this.codes = new int[open.size()][2 * rows];
      this.begin = new int[rows + 1];
    }

    void add(Dataset data, int row, int item) {
      if (used - begin[pieces] == longest + 1) {
        goOn();
      }
      boolean speaks = data.isPositive(row);
      items[used] = item;
      targets[used] = speaks ? item : NONE;
      OptionalLong time = data.timeMillis(row);
      Entries.put(used, Entries.seen(data.type(row), speaks), before, time, open, codes);
      before = time;
      used++;
    }

    void endSession() {
      cut();
      before = OptionalLong.empty();
    }

    /** Ends a piece with its last entry that speaks for an item; false if that is none or the first. */
    private boolean cut() {
      int from = begin[pieces];
      while (used > from && targets[used - 1] == NONE) {
        used--;
      }
      if (used - from < 2) {
        used = from;
        return false;
      }
      begin[++pieces] = used;
      return true;
    }

    /** Makes room: in a new piece, which begins where the last one ended, or else for one more. */
    private void goOn() {
      int end = used;
      if (cut()) {
        move(used - 1, used, end - used + 1);
        used = end + 1;
      } else {
        move(end - longest, end - longest - 1, longest);
        used = end - 1;
      }
    }

    private void move(int from, int to, int count) {
      System.arraycopy(items, from, items, to, count);
      System.arraycopy(targets, from, targets, to, count);
      for (int[] channel : codes) {
        System.arraycopy(channel, from, channel, to, count);
      }
    }

    Sequences sequences() {
      int[][] trimmed = new int[codes.length][];
      Arrays.setAll(trimmed, channel -> Arrays.copyOf(codes[channel], used));
      return new Sequences(
          Arrays.copyOf(items, used),
          Arrays.copyOf(targets, used),
          trimmed,
          Arrays.copyOf(begin, pieces + 1),
          ahead);
    }
  }
}
