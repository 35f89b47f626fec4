package io.cartrec.io;

/** What a reader does with a row it cannot use. */
public enum OnError {
  /** Count it in the {@link ReadReport}, keep the first reasons, and read on. */
  SKIP,
  /** Stop with an {@link EventFormatException} that names the row. */
  FAIL
}
