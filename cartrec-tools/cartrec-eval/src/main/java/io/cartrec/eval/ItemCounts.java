package io.cartrec.eval;

import io.cartrec.data.Dataset;
import io.cartrec.data.IdIndex;

/** How often each item occurs in training. Immutable and thread-safe. */
final class ItemCounts {

  private static final int UNKNOWN = -1;

  private final IdIndex items;
  private final int[] counts;
  private final int largest;
  private final int total;

  private ItemCounts(IdIndex items, int[] counts, int largest, int total) {
    this.items = items;
    this.counts = counts;
    this.largest = largest;
    this.total = total;
  }

  /** Counts the events of {@code train}. */
  static ItemCounts of(Dataset train) {
    int[] counts = new int[train.items().size()];
    int largest = 0;
    for (int row = 0; row < train.rows(); row++) {
      largest = Math.max(largest, ++counts[train.item(row)]);
    }
    return new ItemCounts(train.items(), counts, largest, train.rows());
  }

  /** The code of an item, -1 when it does not occur. */
  int code(String itemId) {
    return items.code(itemId, UNKNOWN);
  }

  /** How many events name the item, 0 for the code -1. */
  int count(int item) {
    return item == UNKNOWN ? 0 : counts[item];
  }

  /** Events of the item / events of the most frequent item, in [0, 1]. */
  double popularity(int item) {
    return largest == 0 ? 0 : (double) count(item) / largest;
  }

  /**
   * {@code -log2} of the item's share of all events, in bits. An item that does not occur counts as if
   * it did once.
   */
  double surprise(int item) {
    return Math.log((double) Math.max(total, 1) / Math.max(1, count(item))) / Math.log(2);
  }
}
