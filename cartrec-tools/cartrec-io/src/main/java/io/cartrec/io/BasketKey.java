package io.cartrec.io;

import java.util.Locale;

/** Which rows of a log make one session. */
public enum BasketKey {
  /** Those with the same session cell. */
  SESSION("session"),
  /**
   * Those with the same session cell and the same time: the session's id becomes the time in
   * milliseconds since 1970, a slash and the session cell. A row that lacks either keeps its session.
   */
  TIMESTAMP_AND_SESSION("timestamp+session");

  private final String text;

  BasketKey(String text) {
    this.text = text;
  }

  /**
   * The key written as {@code session} or {@code timestamp+session}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static BasketKey parse(String text) {
    for (BasketKey key : values()) {
      if (key.text.equals(text.toLowerCase(Locale.ROOT))) {
        return key;
      }
    }
    throw new IllegalArgumentException(
        "basket key must be session or timestamp+session but was " + text);
  }

  @Override
  public String toString() {
    return text;
  }
}
