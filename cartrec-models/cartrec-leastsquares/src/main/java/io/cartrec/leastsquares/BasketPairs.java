package io.cartrec.leastsquares;

import io.cartrec.data.Interactions;
import java.util.Arrays;

/**
 * The Gram matrix {@code G = XᵀWX} of the baskets x items matrix {@code X} of zeros and ones, one row at a
 * time; {@code W} is diagonal and weighs a basket of {@code n} items {@code n^-damping}. Immutable and
 * thread-safe; {@link Row} is the scratch space of one thread.
 *
 * <p>A row costs the total length of the baskets that its item lies in; all rows, the sum of the squared
 * basket lengths.
 */
final class BasketPairs {

  private final Interactions baskets;
  private final double[] weights;
  private final int[] begin;
  private final int[] basketOf;
  private final double[] squares;

  /**
   * Over the rows of {@code baskets}.
   *
   * @param damping 0 weighs all baskets alike; 1 gives each item of a basket an equal share of one vote
   */
  BasketPairs(Interactions baskets, double damping) {
    this.baskets = baskets;
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
    weights = new double[baskets.rows()];
    squares = new double[items];
    for (int basket = 0; basket < baskets.rows(); basket++) {
      int length = baskets.end(basket) - baskets.begin(basket);
      weights[basket] = length == 0 ? 0 : StrictMath.pow(length, -damping);
      for (int k = baskets.begin(basket); k < baskets.end(basket); k++) {
        int item = baskets.item(k);
        basketOf[next[item]++] = basket;
        squares[item] += weights[basket];
      }
    }
  }

  int itemCount() {
    return squares.length;
  }

  /** The matrix {@code X}. */
  Interactions baskets() {
    return baskets;
  }

  /** What {@code basket} weighs; 0 when it is empty. */
  double weight(int basket) {
    return weights[basket];
  }

  /** The first of the places of {@code item}; they end where those of the next item begin. */
  int begin(int item) {
    return begin[item];
  }

  /** The basket at {@code place}; those of an item stand in ascending order. */
  int basket(int place) {
    return basketOf[place];
  }

  /** How many baskets hold {@code item}. */
  int count(int item) {
    return begin[item + 1] - begin[item];
  }

  /** The entry of {@code item} on the diagonal. */
  double square(int item) {
    return squares[item];
  }

  Row row() {
    return new Row();
  }

  /** One row of the matrix, sparse. Not thread-safe. */
  final class Row {

    private final double[] sums = new double[squares.length];
    private int[] others = new int[1 << 10];
    private int size;

    /** Puts the row of {@code item} in the place of the one before; the diagonal is left out. */
    void fill(int item) {
      for (int i = 0; i < size; i++) {
        sums[others[i]] = 0;
      }
      size = 0;
      for (int place = begin[item]; place < begin[item + 1]; place++) {
        int basket = basketOf[place];
        int from = baskets.begin(basket);
        int to = baskets.end(basket);
        if (size + to - from > others.length) {
          others = Arrays.copyOf(others, Math.max(size + to - from, 2 * others.length));
        }
        for (int k = from; k < to; k++) {
          int other = baskets.item(k);
          if (other != item) {
            if (sums[other] == 0) {
              others[size++] = other;
            }
            sums[other] += weights[basket];
          }
        }
      }
    }

    /** How many entries are not 0. */
    int size() {
      return size;
    }

    /** The column of an entry, in no order that means anything. */
    int other(int index) {
      return others[index];
    }

    /** The entry in column {@code other}; 0 on the diagonal. */
    double sum(int other) {
      return sums[other];
    }
  }
}
