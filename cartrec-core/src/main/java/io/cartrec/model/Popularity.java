package io.cartrec.model;

import io.cartrec.data.Dataset;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * How often each item occurs in the events a model was trained on, and the items in that order: most
 * frequent first, equal ones by code. Immutable and thread-safe.
 */
public final class Popularity {

  private final Tensor counts;
  private final Tensor order;
  private final IntBuffer countOf;
  private final IntBuffer itemAt;

  Popularity(Tensor counts, Tensor order) {
    this.counts = counts;
    this.order = order;
    this.countOf = counts.ints();
    this.itemAt = order.ints();
  }

  /** Counts the {@linkplain Dataset#isPositive positive} events of {@code data}. */
  static Popularity of(Dataset data) {
    int[] counts = new int[data.items().size()];
    for (int row = 0; row < data.rows(); row++) {
      if (data.isPositive(row)) {
        counts[data.item(row)]++;
      }
    }
    return of(counts);
  }

  /** {@code counts[item]} events name {@code item}. */
  static Popularity of(int[] counts) {
    long[] ranking = new long[counts.length];
    for (int item = 0; item < counts.length; item++) {
      ranking[item] = ((long) -counts[item] << Integer.SIZE) | item;
    }
    Arrays.sort(ranking);
    int[] order = Arrays.stream(ranking).mapToInt(key -> (int) key).toArray();
    return new Popularity(Tensor.of(counts), Tensor.of(order));
  }

  /** How many items there are. */
  public int size() {
    return counts.length();
  }

  /** How many events name {@code item}. */
  public int count(int item) {
    return countOf.get(item);
  }

  /** The item at {@code rank}, the most frequent at 0. */
  public int item(int rank) {
    return itemAt.get(rank);
  }

  /** Whether the order is what the counts say; then it names each item once. */
  boolean isOrdered() {
    for (int rank = 1; rank < size(); rank++) {
      int better = item(rank - 1);
      int worse = item(rank);
      if (count(better) < count(worse) || (count(better) == count(worse) && better >= worse)) {
        return false;
      }
    }
    return true;
  }

  Tensor counts() {
    return counts;
  }

  Tensor order() {
    return order;
  }
}
