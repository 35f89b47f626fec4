package io.cartrec.neighbors.nextbasket;

import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a user cares for: distinct items, ascending, with weights {@code > 0}. Its arrays are not to be
 * changed. Thread-safe.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record UserVector(int[] items, float[] weights) {

  /** How much each of a number of baskets counts, oldest first; {@code >= 0}. */
  @FunctionalInterface
  interface BasketWeights {
    double[] of(int baskets);
  }

  /**
   * The shopper that {@code query} tells of: a history, and a cart that counts as its newest basket, as
   * far as the model knows what is in it.
   */
  static UserVector of(Query query, BasketWeights weightsOf) {
    List<int[]> baskets = new ArrayList<>(query.history());
    if (query.cart().length > 0) {
      baskets.add(query.cart());
    }
    return of(baskets, weightsOf);
  }

  /** The sum over baskets, oldest first, of their weight on each of their distinct items. */
  static UserVector of(List<int[]> baskets, BasketWeights weightsOf) {
    double[] weightOf = weightsOf.of(baskets.size());
    long[] keys = itemThenBasket(baskets, weightOf);
    int[] items = new int[keys.length];
    float[] weights = new float[keys.length];
    int used = 0;
    int next = 0;
    while (next < keys.length) {
      int item = item(keys[next]);
      double sum = 0;
      for (; next < keys.length && item(keys[next]) == item; next++) {
        if (next == 0 || keys[next] != keys[next - 1]) {
          sum += weightOf[(int) keys[next]];
        }
      }
      items[used] = item;
      weights[used] = (float) sum;
      used += weights[used] > 0 ? 1 : 0; // a sum may vanish when it is rounded
    }
    return new UserVector(Arrays.copyOf(items, used), Arrays.copyOf(weights, used));
  }

  private static long[] itemThenBasket(List<int[]> baskets, double[] weightOf) {
    int size = 0;
    for (int b = 0; b < weightOf.length; b++) {
      size += weightOf[b] > 0 ? baskets.get(b).length : 0;
    }
    long[] keys = new long[size];
    int used = 0;
    for (int b = 0; b < weightOf.length; b++) {
      if (weightOf[b] > 0) {
        for (int item : baskets.get(b)) {
          keys[used++] = ((long) item << Integer.SIZE) | b;
        }
      }
    }
    Arrays.sort(keys);
    return keys;
  }

  private static int item(long key) {
    return (int) (key >>> Integer.SIZE);
  }

  boolean isEmpty() {
    return items.length == 0;
  }

  /** Adds {@code factor} times the weights. */
  void addTo(ScoreAccumulator into, double factor) {
    for (int k = 0; k < items.length; k++) {
      into.add(items[k], factor * weights[k]);
    }
  }

  /** The squared norm. */
  double square() {
    double square = 0;
    for (float weight : weights) {
      square += (double) weight * weight;
    }
    return square;
  }
}
