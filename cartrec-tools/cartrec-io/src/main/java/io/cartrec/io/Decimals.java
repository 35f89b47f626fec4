package io.cartrec.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Reads decimal numbers from ASCII without making strings of the common ones. */
final class Decimals {

  private static final int EXACT_DIGITS = 15;
  private static final double[] POWERS = new double[EXACT_DIGITS + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private Decimals() {}

  /** The finite number in {@code text[from, to)}, rounded as Java does; NaN when there is none. */
  static double parse(byte[] text, int from, int to) {
    int at = from;
    boolean negative = at < to && text[at] == '-';
    if (negative || (at < to && text[at] == '+')) {
      at++;
    }
    long digits = 0;
    int count = 0;
    int decimals = 0;
    boolean point = false;
    for (; at < to; at++) {
      int digit = text[at] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = 10 * digits + digit;
        count++;
        decimals += point ? 1 : 0;
        if (count > EXACT_DIGITS) {
          return slow(text, from, to);
        }
      } else if (text[at] == '.' && !point) {
        point = true;
      } else {
        return slow(text, from, to);
      }
    }
    // numerator and power of ten are exact, so the quotient is rounded once
    double value = digits / POWERS[decimals];
    return count == 0 ? Double.NaN : negative ? -value : value;
  }

  private static double slow(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if ("0123456789+-.eE".indexOf(text[i]) < 0) {
        return Double.NaN;
      }
    }
    try {
      double value = Double.parseDouble(new String(text, from, to - from, ISO_8859_1));
      return Double.isInfinite(value) ? Double.NaN : value;
    } catch (NumberFormatException e) {
      return Double.NaN; // the caller says which cell is no number
    }
  }
}
