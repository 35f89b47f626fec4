package io.cartrec.neighbors;

import io.cartrec.data.Dataset;
import io.cartrec.data.Interactions;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The rating of each entry of an {@link Interactions} matrix; where a row rates an item several times,
 * the newest counts. Immutable and thread-safe.
 */
final class Ratings {

  private static final float NONE = Float.NaN;

  private final Interactions rows;
  private final float[] ratings; // by position; none in data without ratings

  private Ratings(Interactions rows, float[] ratings) {
    this.rows = rows;
    this.ratings = ratings;
  }

  /** The ratings of each user; of each of the {@code baskets}, when no event names a user. */
  static Ratings ofUsers(Dataset data, Interactions baskets) {
    boolean byUser = data.users().size() > 0 && isRated(data);
    return of(data, byUser ? data.interactions() : baskets);
  }

  /** The ratings of {@code rows}, which are the users or the sessions of {@code data}. */
  static Ratings of(Dataset data, Interactions rows) {
    if (!isRated(data)) {
      return new Ratings(rows, new float[0]);
    }
    boolean bySession = rows.rowIds() == data.sessionIds();
    float[] ratings = new float[rows.size()];
    Arrays.fill(ratings, NONE);
    int[] begin = new int[rows.rows() + 1];
    int[] codes = new int[data.rows()]; // -1, or the row that a rated event lies in
    for (int event = 0; event < codes.length; event++) {
      OptionalInt row = bySession ? data.session(event) : data.user(event);
      boolean counts =
          row.isPresent() && data.isPositive(event) && data.rating(event).isPresent();
      codes[event] = counts ? row.getAsInt() : -1;
      if (counts) {
        begin[row.getAsInt() + 1]++;
      }
    }
    for (int row = 0; row < rows.rows(); row++) {
      begin[row + 1] += begin[row];
    }
    int[] next = begin.clone();
    int[] events = new int[begin[rows.rows()]]; // by row, then time
    for (int event = 0; event < codes.length; event++) {
      if (codes[event] >= 0) {
        events[next[codes[event]]++] = event;
      }
    }
    int[] place = new int[data.items().size()]; // of an item in the row at hand
    for (int row = 0; row < rows.rows(); row++) {
      for (int k = rows.begin(row); k < rows.end(row); k++) {
        place[rows.item(k)] = k;
      }
      for (int e = begin[row]; e < begin[row + 1]; e++) {
        OptionalDouble rating = data.rating(events[e]);
        ratings[place[data.item(events[e])]] = (float) rating.orElseThrow();
      }
    }
    return new Ratings(rows, ratings);
  }

  private static boolean isRated(Dataset data) {
    for (int row = 0; row < data.rows(); row++) {
      if (data.rating(row).isPresent()) {
        return true;
      }
    }
    return false;
  }

  Interactions rows() {
    return rows;
  }

  /** Whether the entry at {@code position} has a rating. */
  boolean isRated(int position) {
    return ratings.length > 0 && !Float.isNaN(ratings[position]);
  }

  /** The rating of the entry at {@code position}, where it has one. */
  double rating(int position) {
    return ratings[position];
  }

  /** Whether no entry has a rating. */
  boolean isEmpty() {
    for (int k = 0; k < ratings.length; k++) {
      if (isRated(k)) {
        return false;
      }
    }
    return true;
  }
}
