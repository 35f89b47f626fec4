package io.cartrec.neighbors;

import io.cartrec.data.Interactions;
import java.util.Arrays;

/**
 * The rows of an {@link Interactions} matrix {@code B} seen from its items, to give {@code BᵀB} one row
 * at a time: for an item, its dot product with every other item it shares a basket with. The values of
 * {@code B} are 1, or the number of events when counted. Immutable and thread-safe; {@link Row} is the
 * scratch space of one thread.
 *
 * <p>Counting one item costs the total length of the baskets it lies in; all items, the sum of the
 * squared basket lengths.
 */
final class PairCounter {

  private final Interactions baskets;
  private final boolean counted;
  private final int[] begin;
  private final int[] basketOf;
  private final int[] positionOf;
  private final double[] squares;

  /**
   * @param counted whether an item that a basket holds {@code n} times has the value {@code n} there,
   *     rather than 1
   */
  PairCounter(Interactions baskets, boolean counted) {
    this.baskets = baskets;
    this.counted = counted;
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
    positionOf = new int[counted ? baskets.size() : 0];
    squares = new double[items];
    for (int basket = 0; basket < baskets.rows(); basket++) {
      for (int k = baskets.begin(basket); k < baskets.end(basket); k++) {
        int item = baskets.item(k);
        int place = next[item]++;
        basketOf[place] = basket;
        double value = 1;
        if (counted) {
          positionOf[place] = k;
          value = baskets.count(k);
        }
        squares[item] += value * value;
      }
    }
  }

  int itemCount() {
    return squares.length;
  }

  /** How many baskets there are. */
  int basketCount() {
    return baskets.rows();
  }

  /** The dot product of {@code item} with itself; the number of its baskets unless counted. */
  double square(int item) {
    return squares[item];
  }

  Row row() {
    return new Row();
  }

  /** The dot products of one item with all others. Not thread-safe. */
  final class Row {

    private final int[] products = new int[squares.length];
    private int[] others = new int[1 << 10];
    private int size;

    /**
     * Fills this with the row of {@code item}, in place of the one before; the item itself is left out.
     *
     * @throws IllegalArgumentException if counts multiply to more than 2^31 - 1
     */
    void count(int item) {
      clear();
      for (int place = begin[item]; place < begin[item + 1]; place++) {
        int from = baskets.begin(basketOf[place]);
        int to = baskets.end(basketOf[place]);
        reserve(to - from);
        if (counted) {
          addCounts(item, baskets.count(positionOf[place]), from, to);
        } else {
          for (int k = from; k < to; k++) {
            add(baskets.item(k), 1);
          }
        }
      }
      products[item] = 0;
    }

    private void addCounts(int item, int count, int from, int to) {
      for (int k = from; k < to; k++) {
        int other = baskets.item(k);
        if (other != item) {
          try {
            add(other, Math.multiplyExact(count, baskets.count(k)));
          } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                "values=count: the counts of items '" + baskets.items().id(item) + "' and '"
                    + baskets.items().id(other)
                    + "' multiply to more than 2^31 - 1; use values=binary",
                e);
          }
        }
      }
    }

    private void add(int other, int product) {
      int before = products[other];
      if (before == 0) {
        others[size++] = other;
      }
      products[other] = Math.addExact(before, product);
    }

    private void reserve(int more) {
      if (size + more > others.length) {
        others = Arrays.copyOf(others, Math.max(size + more, 2 * others.length));
      }
    }

    private void clear() {
      for (int i = 0; i < size; i++) {
        products[others[i]] = 0;
      }
      size = 0;
    }

    /** How many entries there are; the item itself may be among them, with product 0. */
    int size() {
      return size;
    }

    int other(int index) {
      return others[index];
    }

    int product(int other) {
      return products[other];
    }
  }
}
