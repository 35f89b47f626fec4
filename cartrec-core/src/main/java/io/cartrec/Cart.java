package io.cartrec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the shopper holds now, in the order it was put in; the last line is the newest. An item may
 * stand on several lines. Immutable and thread-safe.
 *
 * @param lines the lines, oldest first
 */
public record Cart(List<CartLine> lines) {

  private static final Cart EMPTY = new Cart(List.of());

  public Cart {
    lines = List.copyOf(lines);
  }

  /** A cart without lines. */
  public static Cart empty() {
    return EMPTY;
  }

  /** One piece each of {@code itemIds}, oldest first. */
  public static Cart of(String... itemIds) {
    return of(Arrays.asList(itemIds));
  }

  /** One piece each of {@code itemIds}, oldest first. */
  public static Cart of(List<String> itemIds) {
    return new Cart(CartLine.listOf(itemIds));
  }

  /** This cart with one more line at its end. */
  public Cart plus(CartLine line) {
    List<CartLine> longer = new ArrayList<>(lines);
    longer.add(line);
    return new Cart(longer);
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }
}
