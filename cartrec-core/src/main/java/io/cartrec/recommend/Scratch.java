package io.cartrec.recommend;

import io.cartrec.internal.TopN;
import io.cartrec.model.ScoreAccumulator;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Working space for one request at a time: the sum of each item that has one, in an open-addressing hash
 * table with linear probing. A table for the few hundred items that a cart touches stays in the
 * processor's first cache, whatever the size of the catalogue. A model that scores the whole catalogue
 * makes it grow until it has a slot for each item; then the hash is the item itself. It shrinks again
 * when requests use little of it. Not thread-safe.
 */
final class Scratch implements ScoreAccumulator {

  private static final int SMALLEST = 1 << 11;
  private static final int GOLDEN_RATIO = 0x9e3779b9;
  private static final double BARRED = Double.NEGATIVE_INFINITY;

  private final int itemCount;
  private final TopN top = new TopN();
  private int[] keys; // item + 1; 0 where a slot is free
  private double[] sums;
  private int[] used; // slots, in the order they were taken
  private int size;
  private int multiplier;
  private int shift;

  Scratch(int itemCount) {
    this.itemCount = itemCount;
    allocate(SMALLEST);
  }

  @Override
  public void add(int item, double score) {
    int slot = slotOf(item); // first: it may replace the table
    sums[slot] += score;
  }

  @Override
  public void addAll(IntBuffer items, FloatBuffer weights, int from, int to, double factor) {
    for (int k = from; k < to; k++) {
      add(items.get(k), factor * weights.get(k));
    }
  }

  /** Bars {@code item} from the answer. */
  void bar(int item) {
    int slot = slotOf(item);
    sums[slot] = BARRED;
  }

  boolean isBarred(int item) {
    return score(item) == BARRED;
  }

  /** The sum of {@code item}; 0 without one. */
  double score(int item) {
    int slot = probe(item);
    return keys[slot] == 0 ? 0 : sums[slot];
  }

  /** How many items have a sum or are barred. */
  int size() {
    return size;
  }

  /** The item at {@code index}, in the order they came. */
  int item(int index) {
    return keys[used[index]] - 1;
  }

  /** The sum of {@link #item}; negative infinity when it is barred. */
  double scoreAt(int index) {
    return sums[used[index]];
  }

  TopN top() {
    return top;
  }

  /** Makes this ready for the next request, in time that depends on what the last one touched. */
  void clear() {
    if (keys.length > SMALLEST && size < keys.length / 8) {
      allocate(Integer.highestOneBit(keys.length - 1));
    } else {
      for (int i = 0; i < size; i++) {
        keys[used[i]] = 0;
        sums[used[i]] = 0;
      }
    }
    size = 0;
  }

  /** The slot of {@code item}, which is taken for it if it has none. */
  private int slotOf(int item) {
    int slot = probe(item);
    if (keys[slot] == 0) {
      if (size == used.length) {
        grow();
        slot = probe(item);
      }
      keys[slot] = item + 1;
      used[size++] = slot;
    }
    return slot;
  }

  /** Where {@code item} is, or a free slot where it would go. */
  private int probe(int item) {
    int slot = (item * multiplier) >>> shift;
    while (keys[slot] != item + 1 && keys[slot] != 0) {
      slot = slot + 1 == keys.length ? 0 : slot + 1;
    }
    return slot;
  }

  private void grow() {
    int[] oldKeys = keys;
    double[] oldSums = sums;
    int[] oldUsed = used;
    allocate(2 * keys.length);
    for (int i = 0; i < size; i++) {
      int slot = probe(oldKeys[oldUsed[i]] - 1);
      keys[slot] = oldKeys[oldUsed[i]];
      sums[slot] = oldSums[oldUsed[i]];
      used[i] = slot;
    }
  }

  /** An empty table of {@code length} slots, a power of two; or of one for each item, if that is less. */
  private void allocate(int length) {
    boolean direct = length >= itemCount;
    keys = new int[direct ? itemCount : length];
    sums = new double[keys.length];
    used = new int[direct ? itemCount : length / 2];
    multiplier = direct ? 1 : GOLDEN_RATIO;
    shift = direct ? 0 : Integer.numberOfLeadingZeros(length) + 1;
  }
}
