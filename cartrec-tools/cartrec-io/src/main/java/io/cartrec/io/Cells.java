package io.cartrec.io;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts lines into cells: RFC 4180 with any separator of one or two bytes, with or without quotes.
 *
 * <p>A quote inside an unquoted cell is an ordinary character. A row whose quotes are wrong is bad as far
 * as its first line; reading goes on with the line after, so that one stray quote does not swallow a
 * file. A quoted cell may span lines as long as the row has at most 128 KiB. Not thread-safe.
 */
final class Cells {

  static final String UNCLOSED = "a quote is opened and never closed";
  static final String AFTER_QUOTE = "text follows a closing quote";
  private static final int LONGEST_SPAN = 1 << 17;

  private final Lines lines;
  private final byte separator;
  private final byte separatorEnd;
  private final int separatorLength;
  private final boolean quotes;
  private int count;
  private int[] begin = new int[16];
  private int[] end = new int[16];
  private boolean[] escaped = new boolean[16];
  private byte[] unescaped = new byte[64];

  Cells(Lines lines, String separator, boolean quotes) {
    this.lines = lines;
    this.separator = (byte) separator.charAt(0);
    this.separatorEnd = (byte) separator.charAt(separator.length() - 1);
    this.separatorLength = separator.length();
    this.quotes = quotes;
  }

  /** Goes to the next line that is not empty; false at the end of the file. */
  boolean next() throws IOException {
    do {
      if (!lines.next()) {
        return false;
      }
    } while (lines.length() == 0);
    return true;
  }

  /** Cuts the row that begins on this line; empty when it could be cut, else what is wrong. */
  String cut() throws IOException {
    count = 0;
    int at = 0;
    while (true) {
      if (quotes && at < lines.length() && lines.bytes()[lines.from() + at] == '"') {
        at = quoted(at + 1);
        if (at < 0) {
          lines.retract();
          return UNCLOSED;
        }
        if (at < lines.length() && !isSeparator(lines.from() + at)) {
          lines.retract();
          return AFTER_QUOTE;
        }
      } else {
        at = plain(at);
      }
      if (at == lines.length()) {
        return "";
      }
      at += separatorLength;
    }
  }

  /** Cuts a cell up to a separator or the end of the row, and says where that is. */
  private int plain(int from) {
    byte[] bytes = lines.bytes();
    int base = lines.from();
    int to = base + lines.length();
    int at = base + from;
    while (at < to && (bytes[at] != separator || !isSeparator(at))) {
      at++;
    }
    add(from, at - base, false);
    return at - base;
  }

  /** Cuts a quoted cell and says where it goes on behind the closing quote; -1 when there is none. */
  private int quoted(int from) throws IOException {
    boolean doubled = false;
    int at = from;
    while (true) {
      byte[] bytes = lines.bytes();
      int base = lines.from();
      int to = lines.length();
      while (at < to && bytes[base + at] != '"') {
        at++;
      }
      if (at == to) {
        if (!lines.extend(LONGEST_SPAN)) {
          return -1;
        }
      } else if (at + 1 < to && bytes[base + at + 1] == '"') {
        doubled = true;
        at += 2;
      } else {
        add(from, at, doubled);
        return at + 1;
      }
    }
  }

  private boolean isSeparator(int at) {
    int last = at + separatorLength - 1;
    return lines.bytes()[at] == separator
        && last < lines.from() + lines.length()
        && lines.bytes()[last] == separatorEnd;
  }

  private void add(int from, int to, boolean doubled) {
    if (count == begin.length) {
      begin = Arrays.copyOf(begin, 2 * count);
      end = Arrays.copyOf(end, 2 * count);
      escaped = Arrays.copyOf(escaped, 2 * count);
    }
    begin[count] = from;
    end[count] = to;
    escaped[count++] = doubled;
  }

  int count() {
    return count;
  }

  /** Hands cell {@code cell} to {@code row}, as its {@code column}. */
  void put(int cell, Column column, Row row) {
    byte[] bytes = lines.bytes();
    int from = lines.from() + begin[cell];
    int to = lines.from() + end[cell];
    if (escaped[cell]) {
      int length = unescape(bytes, from, to);
      row.put(column, unescaped, 0, length);
    } else {
      row.put(column, bytes, from, to);
    }
  }

  /** The text of cell {@code cell}; empty when it is not valid UTF-8. */
  Optional<String> text(int cell) {
    byte[] bytes = lines.bytes();
    int from = lines.from() + begin[cell];
    int to = lines.from() + end[cell];
    if (escaped[cell]) {
      int length = unescape(bytes, from, to);
      return Utf8.decode(unescaped, 0, length);
    }
    return Utf8.decode(bytes, from, to);
  }

  /** Copies to {@code unescaped} with one quote for two, and says how long that is. */
  private int unescape(byte[] bytes, int from, int to) {
    if (unescaped.length < to - from) {
      unescaped = new byte[to - from];
    }
    int length = 0;
    for (int at = from; at < to; at++) {
      unescaped[length++] = bytes[at];
      at += bytes[at] == '"' ? 1 : 0;
    }
    return length;
  }
}
