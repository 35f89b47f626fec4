package io.cartrec.neighbors;

import io.cartrec.data.Interactions;
import java.util.Arrays;

/**
 * The rows of an {@link Interactions} matrix {@code B} seen from its items, to give {@code BᵀB} one row
 * at a time: for an item, its dot product with every other item it shares a basket with. The entries of
 * {@code B} are 1, or values {@code >= 0} that the caller gives. Immutable and thread-safe; {@link Row}
 * is the scratch space of one thread.
 *
 * <p>Counting one item costs the total length of the baskets it lies in; all items, the sum of the
 * squared basket lengths.
 */
final class PairCounter {

  private final Interactions baskets;
  private final float[] values; // of each entry of the baskets; none when all are 1
  private final int[] begin;
  private final int[] basketOf;
  private final float[] valueOf;
  private final double[] squares;

  /** Every entry is 1. */
  PairCounter(Interactions baskets) {
    this(baskets, new float[0]);
  }

  /**
   * @param values the value of each entry of {@code baskets}, finite and {@code >= 0}; none to take 1 for
   *     all, which is faster
   */
  PairCounter(Interactions baskets, float[] values) {
    this.baskets = baskets;
    this.values = values;
    int items = baskets.items().size();
    begin = new int[items + 1];
    for (int k = 0; k < baskets.size(); k++) {
      begin[baskets.item(k) + 1]++;
    }
    for (int item = 0; item < items; item++) {
      begin[item + 1] += begin[item];
    }
    int[] next = Arrays.copyOf(begin, items);
    basketOf = new int[baskets.size()];
    valueOf = new float[values.length];
    squares = new double[items];
    for (int basket = 0; basket < baskets.rows(); basket++) {
      for (int k = baskets.begin(basket); k < baskets.end(basket); k++) {
        int item = baskets.item(k);
        int place = next[item]++;
        basketOf[place] = basket;
        double value = 1;
        if (values.length > 0) {
          valueOf[place] = values[k];
          value = values[k];
        }
        squares[item] += value * value;
      }
    }
  }

  int itemCount() {
    return squares.length;
  }

  /**
   * How many baskets hold an item; where entries have values, each counts as its first entry squared,
   * which is what it adds to dot products if the entries of a basket are equal.
   */
  double baskets() {
    double sum = 0;
    for (int basket = 0; basket < baskets.rows(); basket++) {
      int first = baskets.begin(basket);
      if (first < baskets.end(basket)) {
        sum += values.length == 0 ? 1 : (double) values[first] * values[first];
      }
    }
    return sum;
  }

  /** The dot product of {@code item} with itself; the number of its baskets when every entry is 1. */
  double square(int item) {
    return squares[item];
  }

  Row row() {
    return new Row();
  }

  /** The dot products of one item with all others. Not thread-safe. */
  final class Row {

    private final int[] counts = new int[values.length == 0 ? squares.length : 0];
    private final double[] sums = new double[values.length == 0 ? 0 : squares.length];
    private int[] others = new int[1 << 10];
    private int size;

    /** Fills this with the row of {@code item}, in place of the one before; the item itself is left out. */
    void count(int item) {
      for (int i = 0; i < size; i++) {
        clear(others[i]);
      }
      size = 0;
      for (int place = begin[item]; place < begin[item + 1]; place++) {
        int from = baskets.begin(basketOf[place]);
        int to = baskets.end(basketOf[place]);
        if (size + to - from > others.length) {
          others = Arrays.copyOf(others, Math.max(size + to - from, 2 * others.length));
        }
        if (values.length == 0) {
          addOnes(from, to);
        } else {
          addProducts(valueOf[place], from, to);
        }
      }
      clear(item);
    }

    private void addOnes(int from, int to) {
      for (int k = from; k < to; k++) {
        int other = baskets.item(k);
        if (counts[other]++ == 0) {
          others[size++] = other;
        }
      }
    }

    private void addProducts(double value, int from, int to) {
      for (int k = from; k < to; k++) {
        double product = value * values[k];
        if (product > 0) {
          int other = baskets.item(k);
          if (sums[other] == 0) {
            others[size++] = other;
          }
          sums[other] += product;
        }
      }
    }

    private void clear(int other) {
      if (values.length == 0) {
        counts[other] = 0;
      } else {
        sums[other] = 0;
      }
    }

    /** How many entries there are; the item itself may be among them, with product 0. */
    int size() {
      return size;
    }

    int other(int index) {
      return others[index];
    }

    double product(int other) {
      return values.length == 0 ? counts[other] : sums[other];
    }
  }
}
