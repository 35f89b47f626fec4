package io.cartrec.model;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * Collects the scores of one query: the sum of each item that has one, in the order they came. A
 * sparse set: every item of the catalogue has an entry that says where its sum would be, and it has one
 * if the item is found there, so that the space is emptied in {@code O(1)} (Briggs and Torczon, An
 * efficient representation for sparse sets, 1993). Holds 4 bytes an item of the catalogue, and 12 an item
 * with a sum. Not thread-safe.
 */
public final class SparseScores implements ScoreAccumulator {

  private static final int SMALLEST = 1 << 10;
  private static final int ROW = 128;

  private final int[] rowItems = new int[ROW];
  private final float[] rowWeights = new float[ROW];
  private final int[] places; // of an item's sum, if it has one
  private int[] items = new int[SMALLEST];
  private double[] sums = new double[SMALLEST];
  private int size;

  /** Room for the scores of items with codes in {@code [0, itemCount)}. */
  public SparseScores(int itemCount) {
    places = new int[itemCount];
  }

  @Override
  public void add(int item, double score) {
    reserve(1);
    put(item, score);
  }

  /** Copies the row first: reading it in one go waits for memory once, not entry by entry. */
  @Override
  public void addAll(IntBuffer items, FloatBuffer weights, int from, int to, double factor) {
    for (int begin = from; begin < to; begin += ROW) {
      int length = Math.min(ROW, to - begin);
      items.get(begin, rowItems, 0, length);
      weights.get(begin, rowWeights, 0, length);
      reserve(length);
      for (int k = 0; k < length; k++) {
        put(rowItems[k], factor * rowWeights[k]);
      }
    }
  }

  /** Where no item has a sum yet, each gets the place of its number. */
  @Override
  public void addAll(float[] scores, double factor) {
    reserve(scores.length);
    if (size > 0) {
      ScoreAccumulator.super.addAll(scores, factor);
      return;
    }
    for (int item = 0; item < scores.length; item++) {
      places[item] = item;
      items[item] = item;
      sums[item] = factor * scores[item];
    }
    size = scores.length;
  }

  private void put(int item, double score) {
    int place = places[item];
    if (place < size && items[place] == item) {
      sums[place] += score;
    } else {
      places[item] = size;
      items[size] = item;
      sums[size++] = score;
    }
  }

  /** Makes room for {@code more} items. */
  private void reserve(int more) {
    if (size + more > items.length) {
      int capacity = Math.max(size + more, 2 * items.length);
      items = Arrays.copyOf(items, capacity);
      sums = Arrays.copyOf(sums, capacity);
    }
  }

  /** The sum of {@code item}; 0 without one. */
  public double score(int item) {
    int place = places[item];
    return place < size && items[place] == item ? sums[place] : 0;
  }

  /** How many items have a sum. */
  public int size() {
    return size;
  }

  /** The item at {@code place}, in the order they came. */
  public int item(int place) {
    return items[place];
  }

  /** The sum of {@link #item}. */
  public double scoreAt(int place) {
    return sums[place];
  }

  /** Forgets all sums, in {@code O(1)}. */
  public void clear() {
    size = 0;
  }
}
