package io.cartrec;

/** Which items the shopper already has must not come back; of a cart, the newest 10,000 lines count. */
public enum RepeatPolicy {
  /** Nothing that lies in the cart or, when the cart is empty, was touched in the session. The default. */
  EXCLUDE_CART,
  /** Nothing of the cart, the session or the user's history. */
  EXCLUDE_OWNED,
  /**
   * All may come back but the newest: the last line of the cart; without cart lines, the last event of the
   * session; without both, the last line of the user's history.
   */
  EXCLUDE_LAST,
  /** Everything may come back. */
  ALLOW
}
