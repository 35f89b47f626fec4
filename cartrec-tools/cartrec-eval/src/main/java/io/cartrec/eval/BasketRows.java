package io.cartrec.eval;

import io.cartrec.EventType;
import io.cartrec.data.Dataset;
import java.util.function.IntPredicate;

/** Which events make a basket. */
final class BasketRows {

  private BasketRows() {}

  /**
   * The events of items that shoppers chose: all but what was merely shown, taken out of the cart, or
   * has no quantity above 0. {@code data} itself when that is all of it.
   */
  static Dataset chosen(Dataset data) {
    return kept(data, row -> data.quantity(row) > 0 && isChosen(data.type(row)));
  }

  /**
   * The purchases of a quantity above 0, which an event is unless it says otherwise. {@code data} itself
   * when that is all of it.
   */
  static Dataset purchases(Dataset data) {
    return kept(data, row -> data.quantity(row) > 0 && data.type(row) == EventType.PURCHASE);
  }

  /** Whether events of this type put an item into a session, not merely before the shopper's eyes. */
  static boolean isChosen(EventType type) {
    return type != EventType.IMPRESSION && type != EventType.REMOVE_FROM_CART;
  }

  private static Dataset kept(Dataset data, IntPredicate rows) {
    for (int row = 0; row < data.rows(); row++) {
      if (!rows.test(row)) {
        return data.where(rows);
      }
    }
    return data;
  }
}
