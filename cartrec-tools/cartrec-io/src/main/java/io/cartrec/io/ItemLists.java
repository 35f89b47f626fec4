package io.cartrec.io;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.cartrec.EventType;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads lines of items with blanks or tabs between them: baskets, or what users had. Immutable and
 * thread-safe.
 */
final class ItemLists implements Parser {

  private final boolean byUser;

  /** If {@code byUser}, a line begins with a user; else it is a session called by its number. */
  ItemLists(boolean byUser) {
    this.byUser = byUser;
  }

  @Override
  public void parse(Path file, Intake intake) throws IOException {
    try (Lines lines = Lines.open(file)) {
      Row row = new Row(EventNames.NEUTRAL, EventType.PURCHASE);
      while (lines.next()) {
        read(lines, row, intake);
      }
    }
  }

  private void read(Lines lines, Row row, Intake intake) throws IOException {
    byte[] bytes = lines.bytes();
    byte[] number = Long.toString(lines.number()).getBytes(US_ASCII);
    int to = lines.from() + lines.length();
    int user = skipBlanks(bytes, lines.from(), to);
    int userEnd = byUser ? skipToken(bytes, user, to) : user;
    int at = skipBlanks(bytes, userEnd, to);
    while (at < to) {
      int end = skipToken(bytes, at, to);
      row.clear();
      if (byUser) {
        row.put(Column.USER, bytes, user, userEnd);
      } else {
        row.put(Column.SESSION, number, 0, number.length);
      }
      row.put(Column.ITEM, bytes, at, end);
      intake.take(lines.number(), row);
      at = skipBlanks(bytes, end, to);
    }
  }

  private static int skipBlanks(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  private static int skipToken(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && !isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }
}
