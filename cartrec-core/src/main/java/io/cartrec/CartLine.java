package io.cartrec;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * One line of a cart or a basket: an item and how much of it. Immutable and thread-safe.
 *
 * @param itemId the shop's id of the item
 * @param quantity pieces, or kilograms, or whatever the shop counts in; finite and {@code > 0}
 * @param price price of one unit in the shop's currency, finite and {@code >= 0}; empty when unknown
 */
public record CartLine(String itemId, double quantity, OptionalDouble price) {

  public CartLine {
    Objects.requireNonNull(itemId, "itemId");
    Objects.requireNonNull(price, "price");
    if (!(quantity > 0 && quantity < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "quantity must be finite and > 0 but was " + quantity + " for item " + itemId);
    }
    if (price.isPresent()
        && !(price.getAsDouble() >= 0 && price.getAsDouble() < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "price must be finite and >= 0 but was " + price.getAsDouble() + " for item " + itemId);
    }
  }

  /** One piece of {@code itemId} at an unknown price. */
  public static CartLine of(String itemId) {
    return new CartLine(itemId, 1, OptionalDouble.empty());
  }

  /** One piece each of {@code itemIds}; an immutable list, so that records need not copy it. */
  static List<CartLine> listOf(List<String> itemIds) {
    CartLine[] lines = new CartLine[itemIds.size()];
    int used = 0;
    for (String itemId : itemIds) {
      lines[used++] = of(itemId);
    }
    return List.of(lines);
  }

  /** {@code quantity} units of {@code itemId} at {@code price} each. */
  public static CartLine of(String itemId, double quantity, double price) {
    return new CartLine(itemId, quantity, OptionalDouble.of(price));
  }
}
