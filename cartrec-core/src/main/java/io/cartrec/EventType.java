package io.cartrec;

/** What a shopper did with an item. */
public enum EventType {
  /** The item was shown. */
  IMPRESSION,
  /** Its page was opened. */
  VIEW,
  /** It was clicked in a list. */
  CLICK,
  ADD_TO_CART,
  REMOVE_FROM_CART,
  CHECKOUT_START,
  PURCHASE,
  /** The shopper gave it a rating. */
  RATING
}
