package io.cartrec;

/**
 * Which items the shopper already has may come back, and whether others may be answered at all; of a
 * cart, the newest 10,000 lines count.
 */
public enum RepeatPolicy {
  /** Nothing that lies in the cart or, when the cart is empty, was touched in the session. The default. */
  EXCLUDE_CART,
  /** Nothing of the cart, the session or the user's history. */
  EXCLUDE_OWNED,
  /**
   * Nothing but what stands in the user's history and not in the cart: what to buy again. Empty for a
   * user without history.
   */
  ONLY_OWNED,
  /**
   * All may come back but the newest: the last line of the cart; without cart lines, the last event of the
   * session; without both, the last line of the user's history.
   */
  EXCLUDE_LAST,
  /** Everything may come back. */
  ALLOW
}
