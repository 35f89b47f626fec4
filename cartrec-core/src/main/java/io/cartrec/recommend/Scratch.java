package io.cartrec.recommend;

import io.cartrec.internal.TopN;
import io.cartrec.model.ScoreAccumulator;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * Working space for one request at a time: a sum for each item, which items have one, and which are
 * blocked. Clearing it costs what was touched, not what there is. Not thread-safe.
 */
final class Scratch implements ScoreAccumulator {

  private final double[] scores;
  private final boolean[] blocked;
  private final TopN top = new TopN();
  private int[] touched = new int[1024];
  private int touchedCount;
  private int[] blockedItems = new int[64];
  private int blockedCount;

  Scratch(int itemCount) {
    scores = new double[itemCount];
    blocked = new boolean[itemCount];
  }

  @Override
  public void add(int item, double score) {
    reserve(1);
    addOne(item, score);
  }

  @Override
  public void addAll(IntBuffer items, FloatBuffer weights, int from, int to, double factor) {
    reserve(to - from);
    for (int k = from; k < to; k++) {
      addOne(items.get(k), factor * weights.get(k));
    }
  }

  private void addOne(int item, double score) {
    double before = scores[item];
    if (before == 0) {
      touched[touchedCount++] = item;
    }
    scores[item] = before + score;
  }

  private void reserve(int more) {
    if (touchedCount + more > touched.length) {
      touched = Arrays.copyOf(touched, Math.max(touchedCount + more, 2 * touched.length));
    }
  }

  /** The sum of {@code item}. */
  double score(int item) {
    return scores[item];
  }

  /** How many entries {@link #touched} has; an item whose sum passed through 0 has more than one. */
  int touchedCount() {
    return touchedCount;
  }

  int touched(int index) {
    return touched[index];
  }

  /** Forgets the sum of {@code item}. */
  void forget(int item) {
    scores[item] = 0;
  }

  /** Bars {@code item} from the answer. */
  void block(int item) {
    if (!blocked[item]) {
      blocked[item] = true;
      if (blockedCount == blockedItems.length) {
        blockedItems = Arrays.copyOf(blockedItems, 2 * blockedCount);
      }
      blockedItems[blockedCount++] = item;
    }
  }

  boolean isBlocked(int item) {
    return blocked[item];
  }

  TopN top() {
    return top;
  }

  /** Makes this ready for the next request. */
  void clear() {
    for (int i = 0; i < touchedCount; i++) {
      scores[touched[i]] = 0;
    }
    touchedCount = 0;
    for (int i = 0; i < blockedCount; i++) {
      blocked[blockedItems[i]] = false;
    }
    blockedCount = 0;
  }
}
