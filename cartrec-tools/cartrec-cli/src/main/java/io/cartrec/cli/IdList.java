package io.cartrec.cli;

import java.util.ArrayList;
import java.util.List;

/** Ids as they are written on a command line: {@code ID[,ID...]}, an id with a comma in double quotes. */
final class IdList {

  private IdList() {}

  /**
   * The ids in {@code text}, a line of RFC 4180; none in a blank text. Blanks around an unquoted id do
   * not count.
   *
   * @throws IllegalArgumentException if an id is empty or a quote is not closed
   */
  static List<String> parse(String text) {
    List<String> ids = new ArrayList<>();
    int at = text.isBlank() ? text.length() + 1 : 0;
    while (at <= text.length()) {
      int end = text.startsWith("\"", at) ? closingQuote(text, at) + 1 : comma(text, at);
      String field = text.substring(at, end);
      String id = field.startsWith("\"")
          ? field.substring(1, field.length() - 1).replace("\"\"", "\"")
          : field.strip();
      if (id.isEmpty()) {
        throw new IllegalArgumentException(
            "ids must not be empty but number " + (ids.size() + 1) + " is");
      }
      ids.add(id);
      if (end < text.length() && text.charAt(end) != ',') {
        throw new IllegalArgumentException("a comma must stand between ids but after " + field
            + " stands '" + text.charAt(end) + "'");
      }
      at = end + 1;
    }
    return ids;
  }

  private static int comma(String text, int from) {
    int comma = text.indexOf(',', from);
    return comma < 0 ? text.length() : comma;
  }

  private static int closingQuote(String text, int opening) {
    int quote = text.indexOf('"', opening + 1);
    while (quote >= 0 && text.startsWith("\"\"", quote)) {
      quote = text.indexOf('"', quote + 2);
    }
    if (quote < 0) {
      throw new IllegalArgumentException(
          "the quote that begins " + text.substring(opening) + " is not closed");
    }
    return quote;
  }
}
