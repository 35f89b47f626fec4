package io.cartrec.eval;

import io.cartrec.EventType;
import io.cartrec.data.Dataset;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Which events make a basket. */
final class BasketRows {

  private BasketRows() {}

  /**
   * The events of items that shoppers chose: all but what was merely shown, taken out of the cart, or
   * has no quantity above 0. {@code data} itself when that is all of it.
   *
   * @throws IllegalArgumentException if there is none, or none in a session or by a user
   */
  static Dataset chosen(Task task, String part, Dataset data) {
    String needed = "events that put an item into a basket, in a quantity above 0";
    return kept(
        task, part, data, needed, row -> data.quantity(row) > 0 && isChosen(data.type(row)));
  }

  /**
   * The purchases of a quantity above 0, which an event is unless it says otherwise. {@code data} itself
   * when that is all of it.
   *
   * @throws IllegalArgumentException if there is none, or none by a user
   */
  static Dataset purchases(Task task, String part, Dataset data) {
    String needed = "purchases of a quantity above 0";
    return kept(
        task,
        part,
        data,
        needed,
        row -> data.quantity(row) > 0 && data.type(row) == EventType.PURCHASE);
  }

  /** Whether events of this type put an item into a session, not merely before the shopper's eyes. */
  static boolean isChosen(EventType type) {
    return type != EventType.IMPRESSION && type != EventType.REMOVE_FROM_CART;
  }

  private static Dataset kept(
      Task task, String part, Dataset data, String needed, IntPredicate rows) {
    int kept = (int) IntStream.range(0, data.rows()).filter(rows).count();
    if (kept == 0) {
      throw new IllegalArgumentException("%s needs %s, and the %s part of %d events has none"
          .formatted(task.word(), needed, part, data.rows()));
    }
    return Parts.checked(task, part, kept == data.rows() ? data : data.where(rows));
  }
}
