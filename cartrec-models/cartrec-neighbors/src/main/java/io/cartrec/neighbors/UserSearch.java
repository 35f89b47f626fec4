package io.cartrec.neighbors;

import io.cartrec.internal.TopN;
import io.cartrec.model.Query;
import java.util.Arrays;

/**
 * Finds the rows most like a query: scratch space for one query at a time. Holds 4 bytes a row, and 36 a
 * row that shares an item with the query. Not thread-safe.
 */
final class UserSearch {

  private static final int SMALLEST = 1 << 8;

  private final UserRows rows;
  private final TopN best = new TopN();
  private final int[] places; // of a row among those found, if it is; see found(int)
  private int[] found = new int[SMALLEST];
  private int[] shared = new int[SMALLEST];
  private double[] products = new double[SMALLEST];
  private double[] ownSquares = new double[SMALLEST];
  private double[] otherSquares = new double[SMALLEST];
  private int size;

  UserSearch(UserRows rows) {
    this.rows = rows;
    this.places = new int[rows.rowCount()];
  }

  /** Finds the rows that share an item with {@code query}; its sum of squared items. */
  double shareItems(Query query) {
    size = 0;
    double squares = 0;
    for (int item : query.items()) {
      double square = rows.itemSquare(item);
      squares += square;
      for (int place = rows.begin(item); place < rows.end(item); place++) {
        int at = place(rows.row(place));
        shared[at]++;
        products[at] += square;
      }
    }
    return squares;
  }

  /** Finds the rows that rated an item which the query rates. */
  void shareRatings(RatedItems rated, RatingBaseline baseline) {
    size = 0;
    for (int index = 0; index < rated.size(); index++) {
      int item = rated.item(index);
      double own = rated.residual(index);
      double itemBaseline = baseline.ofItem(item);
      for (int place = rows.begin(item); place < rows.end(item); place++) {
        double other = rows.residual(place, itemBaseline);
        int at = place(rows.row(place));
        shared[at]++;
        products[at] += own * other;
        ownSquares[at] += own * own;
        otherSquares[at] += other * other;
      }
    }
  }

  /** Where {@code row} stands among those found; adds it if it is not there. */
  private int place(int row) {
    int place = places[row];
    if (place < size && found[place] == row) {
      return place;
    }
    if (size == found.length) {
      shared = Arrays.copyOf(shared, 2 * size);
      products = Arrays.copyOf(products, 2 * size);
      ownSquares = Arrays.copyOf(ownSquares, 2 * size);
      otherSquares = Arrays.copyOf(otherSquares, 2 * size);
      found = Arrays.copyOf(found, 2 * size); // last, as it says how long all are
    }
    places[row] = size;
    found[size] = row;
    shared[size] = 0;
    products[size] = 0;
    ownSquares[size] = 0;
    otherSquares[size] = 0;
    return size++;
  }

  /** How many rows are found. */
  int size() {
    return size;
  }

  int row(int place) {
    return found[place];
  }

  /** How many items the row at {@code place} shares with the query. */
  int shared(int place) {
    return shared[place];
  }

  double product(int place) {
    return products[place];
  }

  /** The correlation of the ratings of the row at {@code place} and the query; 0 without deviations. */
  double correlation(int place) {
    double norm = Math.sqrt(ownSquares[place] * otherSquares[place]);
    return norm > 0 ? products[place] / norm : 0;
  }

  /** Where {@code row} is found; negative when it is not. */
  int find(int row) {
    int place = places[row];
    return place < size && found[place] == row ? place : -1;
  }

  TopN best() {
    return best;
  }
}
