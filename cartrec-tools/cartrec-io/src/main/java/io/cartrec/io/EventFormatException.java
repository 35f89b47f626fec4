package io.cartrec.io;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file or a row of it that cannot be read. The message is {@code file:line: reason}. */
public final class EventFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String source;
  private final long line;
  private final String reason;

  EventFormatException(String source, long line, String reason, @Nullable Throwable cause) {
    super(place(source, line) + ": " + reason, cause);
    this.source = source;
    this.line = line;
    this.reason = reason;
  }

  static String place(String source, long line) {
    return line == 0 ? source : source + ":" + line;
  }

  /** The file as the caller named it, or the query. */
  public String source() {
    return source;
  }

  /** The line where the row begins, from 1; 0 when the whole file is at fault. */
  public long line() {
    return line;
  }

  /** What is wrong, in a sentence. */
  public String reason() {
    return reason;
  }
}
