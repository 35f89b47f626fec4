package io.cartrec.internal;

import java.util.Arrays;

/**
 * Keeps the best {@code limit} of the items offered to it: higher score first, equal scores by smaller
 * item code. A binary heap with the worst kept item at its root; grows as it fills, so a huge limit
 * costs no more than what is offered. Offering costs {@code O(1)} for an item that does not make it,
 * {@code O(log limit)} for one that does. Scores must not be NaN. Not thread-safe.
 */
public final class TopN {

  private int limit;
  private int size;
  private int[] items = new int[32];
  private double[] scores = new double[32];

  /** Keeps nothing until {@link #reset}. */
  public TopN() {}

  /** Empties this and sets how many items it keeps, {@code >= 0}. */
  public void reset(int limit) {
    this.limit = Check.nonNegative(limit, "limit");
    size = 0;
  }

  public int size() {
    return size;
  }

  /** Whether an item with this score would be kept if it were offered now. */
  public boolean admits(int item, double score) {
    return size < limit || (limit > 0 && isWorse(scores[0], items[0], score, item));
  }

  /** Keeps the item if it is among the best so far. */
  public void offer(int item, double score) {
    if (size < limit) {
      if (size == items.length) {
        int capacity = (int) Math.min(limit, 2L * size);
        items = Arrays.copyOf(items, capacity);
        scores = Arrays.copyOf(scores, capacity);
      }
      siftUp(size++, item, score);
    } else if (limit > 0 && isWorse(scores[0], items[0], score, item)) {
      siftDown(0, item, score);
    }
  }

  /** Puts the kept items in order, best first; afterwards only reading and {@link #reset} are allowed. */
  public void sort() {
    int kept = size;
    while (size > 1) {
      int item = items[0];
      double score = scores[0];
      size--;
      siftDown(0, items[size], scores[size]);
      items[size] = item;
      scores[size] = score;
    }
    size = kept;
  }

  /** The item at {@code rank}, counted from 0, after {@link #sort}. */
  public int item(int rank) {
    return items[rank];
  }

  /** The score at {@code rank}, counted from 0, after {@link #sort}. */
  public double score(int rank) {
    return scores[rank];
  }

  private static boolean isWorse(double score, int item, double thanScore, int thanItem) {
    return score < thanScore || (score == thanScore && item > thanItem);
  }

  private void siftUp(int from, int item, double score) {
    int hole = from;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (!isWorse(score, item, scores[parent], items[parent])) {
        break;
      }
      items[hole] = items[parent];
      scores[hole] = scores[parent];
      hole = parent;
    }
    items[hole] = item;
    scores[hole] = score;
  }

  private void siftDown(int from, int item, double score) {
    int hole = from;
    for (int child = 2 * hole + 1; child < size; child = 2 * hole + 1) {
      if (child + 1 < size
          && isWorse(scores[child + 1], items[child + 1], scores[child], items[child])) {
        child++;
      }
      if (!isWorse(scores[child], items[child], score, item)) {
        break;
      }
      items[hole] = items[child];
      scores[hole] = scores[child];
      hole = child;
    }
    items[hole] = item;
    scores[hole] = score;
  }
}
