package io.cartrec.cli;

import java.time.Duration;
import java.util.Locale;

/** How the command writes numbers and foreign text. */
final class Text {

  private static final int LONGEST_LINE = 1000;

  private Text() {}

  /** {@code 908,576}. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A count and what it counts: {@code 1 row}, {@code 2 rows}. */
  static String count(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** A size in the unit that suits it: {@code 14.2 MB}. */
  static String bytes(long bytes) {
    if (bytes < 1000) {
      return count(bytes, "byte");
    }
    double size = bytes;
    int unit = -1;
    while (size >= 999.95 && unit < 3) {
      size /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, new String[] {"kB", "MB", "GB", "TB"}[unit]);
  }

  /** A span in the unit that suits it: {@code 12 ms}, {@code 3.4 s}, {@code 2 min 5 s}. */
  static String duration(Duration span) {
    long millis = span.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    return span.toMinutes() + " min " + span.toSecondsPart() + " s";
  }

  /** {@code text} without line breaks and other control characters, cut when it is very long. */
  static String oneLine(String text) {
    return shorten(printable(text), LONGEST_LINE);
  }

  /** {@code text} in at most {@code length} characters, the last an ellipsis when some are missing. */
  static String shorten(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int cut = length - 1;
    if (Character.isHighSurrogate(text.charAt(cut - 1))) {
      cut--;
    }
    return text.substring(0, cut) + "…";
  }

  /** {@code text} with a blank for every run of characters that would move a terminal's cursor. */
  static String printable(String text) {
    return text.replaceAll("\\p{Cc}+", " ").strip();
  }
}
