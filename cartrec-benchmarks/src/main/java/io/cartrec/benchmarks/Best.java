package io.cartrec.benchmarks;

/** A heap of the best items, the worst at its root; equal scores by item code. Not thread-safe. */
final class Best {

  private final int[] items;
  private final float[] scores;
  private int size;

  Best(int limit) {
    items = new int[limit];
    scores = new float[limit];
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** The item at {@code place}, in no particular order. */
  int item(int place) {
    return items[place];
  }

  /** Its score. */
  float score(int place) {
    return scores[place];
  }

  void offer(int item, float score) {
    if (size < items.length) {
      int hole = size++;
      for (int parent = (hole - 1) >> 1;
          hole > 0 && isWorse(item, score, parent);
          parent = (hole - 1) >> 1) {
        move(parent, hole);
        hole = parent;
      }
      put(hole, item, score);
    } else if (!isWorse(item, score, 0)) {
      sift(item, score);
    }
  }

  /** Writes the items from {@code at} on, best first, and says how many there are. */
  int drain(int[] toItems, float[] toScores, int at) {
    int drained = size;
    while (size > 0) {
      size--;
      toItems[at + size] = items[0];
      toScores[at + size] = scores[0];
      sift(items[size], scores[size]);
    }
    return drained;
  }

  private void sift(int item, float score) {
    int hole = 0;
    for (int child = 1; child < size; child = 2 * hole + 1) {
      if (child + 1 < size && isWorse(items[child + 1], scores[child + 1], child)) {
        child++;
      }
      if (isWorse(item, score, child)) {
        break;
      }
      move(child, hole);
      hole = child;
    }
    put(hole, item, score);
  }

  private boolean isWorse(int item, float score, int than) {
    return score < scores[than] || (score == scores[than] && item > items[than]);
  }

  private void move(int from, int to) {
    put(to, items[from], scores[from]);
  }

  private void put(int at, int item, float score) {
    items[at] = item;
    scores[at] = score;
  }
}
