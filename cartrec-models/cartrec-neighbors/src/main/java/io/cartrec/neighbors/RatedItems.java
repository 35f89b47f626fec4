package io.cartrec.neighbors;

import io.cartrec.Event;
import io.cartrec.data.IdIndex;
import io.cartrec.model.Query;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The ratings of a query: those that the newest {@value Query#LONGEST_CONTEXT} events of its session
 * give to items that the model knows; of several for one item, the newest. Immutable and thread-safe.
 */
final class RatedItems {

  private static final int UNKNOWN = -1;

  private final int[] items; // ascending
  private final double[] residuals;
  private final double bias;

  private RatedItems(int[] items, double[] residuals, double bias) {
    this.items = items;
    this.residuals = residuals;
    this.bias = bias;
  }

  static RatedItems of(Query query, IdIndex ids, RatingBaseline baseline) {
    List<Event> session = query.request().session();
    List<Event> events =
        session.subList(Math.max(0, session.size() - Query.LONGEST_CONTEXT), session.size());
    long[] keys = new long[events.size()]; // item, then place in the session
    int rated = 0;
    for (int place = 0; place < keys.length; place++) {
      int item = ids.code(events.get(place).itemId(), UNKNOWN);
      if (item != UNKNOWN
          && events.get(place).rating().isPresent()
          && events.get(place).isPositive()) {
        keys[rated++] = ((long) item << Integer.SIZE) | place;
      }
    }
    Arrays.sort(keys, 0, rated);
    int[] items = new int[rated];
    double[] residuals = new double[rated];
    double sum = 0;
    int size = 0;
    for (int k = 0; k < rated; k++) {
      int item = (int) (keys[k] >> Integer.SIZE);
      boolean newest = k + 1 == rated || (int) (keys[k + 1] >> Integer.SIZE) != item;
      if (newest) {
        OptionalDouble rating = events.get((int) keys[k]).rating();
        items[size] = item;
        residuals[size] = rating.orElseThrow() - baseline.ofItem(item);
        sum += residuals[size++];
      }
    }
    double bias = RatingBaseline.userBias(sum, size);
    for (int k = 0; k < size; k++) {
      residuals[k] -= bias;
    }
    return new RatedItems(Arrays.copyOf(items, size), Arrays.copyOf(residuals, size), bias);
  }

  int size() {
    return items.length;
  }

  int item(int index) {
    return items[index];
  }

  /** {@code r_ui - b_ui} of the item at {@code index}. */
  double residual(int index) {
    return residuals[index];
  }

  /** Where {@code item} stands; negative when it has no rating. */
  int find(int item) {
    return Arrays.binarySearch(items, item);
  }

  /** {@code b_u} of the query. */
  double bias() {
    return bias;
  }
}
