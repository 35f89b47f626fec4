package io.cartrec.neighbors.nextbasket;

import io.cartrec.EventType;
import io.cartrec.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What each user bought or rated, basket by basket: the rows of one session; of rows that name no
 * session, those of one moment; and those without a moment together. Immutable and thread-safe.
 */
final class PurchaseHistories {

  private final Dataset data;
  private final int[] begin;
  private final int[] rows; // of user u: [begin[u], begin[u + 1]), in order
  private final int[] basketOf; // by place in rows

  private PurchaseHistories(Dataset data, int[] begin, int[] rows, int[] basketOf) {
    this.data = data;
    this.begin = begin;
    this.rows = rows;
    this.basketOf = basketOf;
  }

  /**
   * Groups the rows of {@code data}; users without a purchase have no basket.
   *
   * @throws IllegalStateException if no row is a purchase or a rating of a named user
   */
  static PurchaseHistories of(Dataset data, String model) {
    int[] begin = new int[data.users().size() + 1];
    for (int row = 0; row < data.rows(); row++) {
      if (isOwned(data, row)) {
        begin[data.user(row).getAsInt() + 1]++;
      }
    }
    for (int user = 1; user < begin.length; user++) {
      begin[user] += begin[user - 1];
    }
    int total = begin[begin.length - 1];
    if (total == 0) {
      throw new IllegalStateException(
          model + " needs purchases or ratings by named users, and none of the " + data.rows()
              + " events is one");
    }
    int[] rows = new int[total];
    int[] basketOf = new int[total];
    int[] next = begin.clone();
    int moments = data.sessionIds().size();
    OptionalLong moment = OptionalLong.empty();
    for (int row = 0; row < data.rows(); row++) {
      OptionalInt session = data.session(row);
      if (session.isEmpty() && !data.timeMillis(row).equals(moment)) {
        moment = data.timeMillis(row);
        moments++;
      }
      if (isOwned(data, row)) {
        int place = next[data.user(row).getAsInt()]++;
        rows[place] = row;
        basketOf[place] = session.orElse(moments);
      }
    }
    return new PurchaseHistories(data, begin, rows, basketOf);
  }

  private static boolean isOwned(Dataset data, int row) {
    return data.user(row).isPresent()
        && data.quantity(row) > 0
        && (data.type(row) == EventType.PURCHASE || data.type(row) == EventType.RATING);
  }

  int users() {
    return begin.length - 1;
  }

  /** The baskets of a user in order of their first rows, each as the codes of its items in order. */
  List<int[]> of(int user) {
    int from = begin[user];
    int length = begin[user + 1] - from;
    long[] byBasket = new long[length]; // basket, then place
    for (int k = 0; k < length; k++) {
      byBasket[k] = ((long) basketOf[from + k] << Integer.SIZE) | k;
    }
    Arrays.sort(byBasket);
    long[] byStart = new long[length]; // first place of a basket, then where it begins above
    int baskets = 0;
    for (int k = 0; k < length; k++) {
      if (k == 0 || basket(byBasket[k]) != basket(byBasket[k - 1])) {
        byStart[baskets++] = ((long) (int) byBasket[k] << Integer.SIZE) | k;
      }
    }
    Arrays.sort(byStart, 0, baskets);
    List<int[]> history = new ArrayList<>(baskets);
    for (int b = 0; b < baskets; b++) {
      int start = (int) byStart[b];
      int end = start;
      while (end < length && basket(byBasket[end]) == basket(byBasket[start])) {
        end++;
      }
      int[] items = new int[end - start];
      for (int k = start; k < end; k++) {
        items[k - start] = data.item(rows[from + (int) byBasket[k]]);
      }
      history.add(items);
    }
    return history;
  }

  private static int basket(long key) {
    return (int) (key >>> Integer.SIZE);
  }
}
