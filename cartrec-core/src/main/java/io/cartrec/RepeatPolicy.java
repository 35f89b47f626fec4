package io.cartrec;

/**
 * Which items the shopper already has must not come back.
 *
 * <p>The <em>context</em> of a request is its cart; without cart lines, its session; without both,
 * the history of its user.
 */
public enum RepeatPolicy {
  /** Nothing that lies in the cart or, when the cart is empty, was touched in the session. The default. */
  EXCLUDE_CART,
  /** Nothing of the cart, the session or the user's history. */
  EXCLUDE_OWNED,
  /** All but the newest item of the context may come back. */
  EXCLUDE_LAST,
  /** Everything may come back. */
  ALLOW
}
