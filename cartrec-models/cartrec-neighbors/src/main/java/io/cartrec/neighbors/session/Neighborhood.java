package io.cartrec.neighbors.session;

import java.util.Arrays;

/**
 * Finds the past sessions most similar to a query, as {@link SessionKnnTrainer} defines it. Working space
 * for one query at a time. Not thread-safe.
 *
 * <p>The lists of the query's items run from the most recent session on, so they are merged into one such
 * list, item by item, and that is cut to the sample. Algorithm 2 of the paper keeps the same sessions with
 * the same sums in a hash table and a heap: a session that it would push out or not let in is older than
 * {@code sample} others. Cost: {@code O(items of the query * sample)}, in loops over arrays.
 */
final class Neighborhood {

  private static final int DIGIT_BITS = 11;
  private static final int SIGN = Integer.SIZE - 1;
  private static final int DIGITS = 1 << DIGIT_BITS;
  private static final float[] INVERSE_ROOTS = new float[SessionIndex.LONGEST_SESSION + 1];

  static {
    for (int length = 1; length < INVERSE_ROOTS.length; length++) {
      INVERSE_ROOTS[length] = (float) (1 / Math.sqrt(length));
    }
  }

  private final SessionIndex index;
  private final SessionKnnConfig config;
  private final int sample;
  private final int[] list;
  private final int[] digits = new int[DIGITS];

  // of each neighbour, where its items are, and the first of them
  private final int[] begin;
  private final int[] end;
  private final int[] first;

  // the sessions found, and as many places to merge into
  private int size;
  private int[] sessions;
  private float[] similarities;
  private int[] newest;
  private int[] nextSessions;
  private float[] nextSimilarities;
  private int[] nextNewest;

  Neighborhood(SessionIndex index, SessionKnnConfig config) {
    this.index = index;
    this.config = config;
    sample = Math.min(config.sample(), index.sessionCount());
    list = new int[sample];
    int most = Math.min(sample, config.neighbors());
    begin = new int[most];
    end = new int[most];
    first = new int[most];
    sessions = new int[sample];
    similarities = new float[sample];
    newest = new int[sample];
    nextSessions = new int[sample];
    nextSimilarities = new float[sample];
    nextNewest = new int[sample];
  }

  /** Finds the neighbours of {@code context}, the most recent first. */
  void find(SessionContext context) {
    size = 0;
    boolean cosine = config.cosine() || context.isSet();
    // the only item's sessions are all alike, so that the most recent are the neighbours
    boolean alike = context.size() == 1 && !cosine && !index.isAged();
    int most = alike ? Math.min(sample, config.neighbors()) : sample;
    for (int place = 0; place < context.size(); place++) {
      merge(context.item(place), context.weight(place), place, most);
    }
    if (cosine) {
      for (int i = 0; i < size; i++) {
        similarities[i] *= INVERSE_ROOTS[index.length(sessions[i])];
      }
    }
    if (index.isAged()) {
      for (int i = 0; i < size; i++) {
        similarities[i] *= index.recency(sessions[i]);
      }
    }
    if (size > config.neighbors()) {
      keepMostSimilar(config.neighbors());
    }
    locate();
  }

  /** How many neighbours there are. */
  int size() {
    return size;
  }

  int session(int i) {
    return sessions[i];
  }

  float similarity(int i) {
    return similarities[i];
  }

  /** Copies the items of the neighbour, in order of first appearance, and says how many there are. */
  int items(int i, int[] into) {
    into[0] = first[i];
    int length = end[i] - begin[i];
    for (int k = 1; k < length; k++) {
      into[k] = index.item(begin[i] + k);
    }
    return length;
  }

  /** The place in the context of the newest item that the neighbour shares. */
  int newest(int i) {
    return newest[i];
  }

  private void merge(int item, float weight, int place, int most) {
    int length = Math.min(index.sessions(item), most);
    index.sessions(item, list, length);
    int weightBits = Float.floatToRawIntBits(weight);
    int a = 0;
    int b = 0;
    int out = 0;
    // which list is ahead is anybody's guess, so there is no branch on it: all bits are set where one is
    while (a < size && b < length && out < most) {
      int session = sessions[a];
      int other = list[b];
      int found = ~((session - other) >> SIGN); // session >= other
      int listed = ~((other - session) >> SIGN);
      nextSessions[out] = Math.max(session, other);
      nextSimilarities[out] = Float.intBitsToFloat(Float.floatToRawIntBits(similarities[a]) & found)
          + Float.intBitsToFloat(weightBits & listed);
      nextNewest[out++] = (newest[a] & found) | (place & ~found);
      a -= found;
      b -= listed;
    }
    int rest = Math.min(size - a, most - out);
    System.arraycopy(sessions, a, nextSessions, out, rest);
    System.arraycopy(similarities, a, nextSimilarities, out, rest);
    System.arraycopy(newest, a, nextNewest, out, rest);
    out += rest;
    rest = Math.min(length - b, most - out);
    System.arraycopy(list, b, nextSessions, out, rest);
    Arrays.fill(nextSimilarities, out, out + rest, weight);
    Arrays.fill(nextNewest, out, out + rest, place);
    size = out + rest;
    swap();
  }

  /**
   * Looks up where the items of the neighbours are. They lie anywhere in memory: loops as short as these
   * let the processor wait for many of them at once, and not for one after the other.
   */
  private void locate() {
    for (int i = 0; i < size; i++) {
      begin[i] = index.begin(sessions[i]);
      end[i] = index.begin(sessions[i] + 1);
    }
    for (int i = 0; i < size; i++) {
      first[i] = index.item(begin[i]);
    }
  }

  private void swap() {
    int[] oldSessions = sessions;
    float[] oldSimilarities = similarities;
    int[] oldNewest = newest;
    sessions = nextSessions;
    similarities = nextSimilarities;
    newest = nextNewest;
    nextSessions = oldSessions;
    nextSimilarities = oldSimilarities;
    nextNewest = oldNewest;
  }

  /** Keeps {@code count} of the sessions, in order; of those that are equally similar the more recent. */
  private void keepMostSimilar(int count) {
    int bar = 0; // the bits of the least similarity that is kept, found digit by digit
    int above = 0; // how many sessions are known to lie above it
    for (int shift = 2 * DIGIT_BITS; shift >= 0; shift -= DIGIT_BITS) {
      Arrays.fill(digits, 0);
      for (int i = 0; i < size; i++) {
        int bits = Float.floatToRawIntBits(similarities[i]);
        if (bits >>> shift >>> DIGIT_BITS == bar >>> shift >>> DIGIT_BITS) {
          digits[bits >>> shift & (DIGITS - 1)]++;
        }
      }
      int digit = DIGITS - 1;
      while (above + digits[digit] < count) {
        above += digits[digit--];
      }
      bar |= digit << shift;
    }
    int atBar = count - above;
    int kept = 0;
    for (int i = 0; i < size; i++) {
      int bits = Float.floatToRawIntBits(similarities[i]);
      if (bits > bar || (bits == bar && atBar-- > 0)) {
        sessions[kept] = sessions[i];
        similarities[kept] = similarities[i];
        newest[kept++] = newest[i];
      }
    }
    size = kept;
  }
}
