package io.cartrec.io;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Reads times: epoch seconds, epoch milliseconds or ISO-8601.
 *
 * <p>A number below 10^11 in magnitude is seconds, any other is milliseconds: as seconds, 10^11 is the
 * year 5138; as milliseconds it is March 1973. Either may have a fraction. ISO-8601 is a date, or a date
 * and a time of day parted by {@code T} or a blank, with seconds, a fraction and a zone ({@code Z},
 * {@code +02}, {@code +0200}, {@code +02:00}) as far as given; without a zone it is UTC. Digits beyond
 * the millisecond are cut.
 */
final class Timestamps {

  /** What {@link #parse} gives for text that is no time. */
  static final long UNREADABLE = Long.MIN_VALUE;

  private static final long FIRST = LocalDate.of(1990, 1, 1).toEpochDay() * 86_400_000L;
  private static final long LAST = LocalDate.of(2101, 1, 1).toEpochDay() * 86_400_000L - 1;
  private static final double SECONDS_BELOW = 1e11;

  private final byte[] text;
  private final int to;
  private int at;

  private Timestamps(byte[] text, int from, int to) {
    this.text = text;
    this.at = from;
    this.to = to;
  }

  /** Whether the time lies in the years 1990 to 2100: any other comes from a wrong unit or clock. */
  static boolean isPlausible(long millis) {
    return millis >= FIRST && millis <= LAST;
  }

  /** Milliseconds since 1970, or {@link #UNREADABLE}. */
  static long parse(byte[] text, int from, int to) {
    if (to - from >= 10 && text[from + 4] == '-') {
      return new Timestamps(text, from, to).iso();
    }
    double value = Decimals.parse(text, from, to);
    if (Double.isNaN(value) || Math.abs(value) >= 1e18) {
      return UNREADABLE;
    }
    if (Math.abs(value) >= SECONDS_BELOW) {
      return (long) Math.floor(value);
    }
    // to the nearest microsecond first: 1.001 seconds must not become 1000 milliseconds
    long micros = Math.round(value * 1e6);
    return Math.floorDiv(micros, 1000);
  }

  private long iso() {
    int year = digits(4);
    int month = after('-') ? digits(2) : -1;
    int day = after('-') ? digits(2) : -1;
    if (year < 0 || month < 1 || month > 12 || day < 1) {
      return UNREADABLE;
    }
    if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
      return UNREADABLE;
    }
    long millis = LocalDate.of(year, month, day).toEpochDay() * 86_400_000L;
    if (at == to) {
      return millis;
    }
    if (!after('T') && !after(' ') && !after('t')) {
      return UNREADABLE;
    }
    int hour = digits(2);
    int minute = after(':') ? digits(2) : -1;
    int second = after(':') ? digits(2) : 0;
    int fraction = after('.') ? fraction() : 0;
    long zone = zoneMillis();
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return UNREADABLE;
    }
    if (fraction < 0 || zone == UNREADABLE || at != to) {
      return UNREADABLE;
    }
    return millis + ((hour * 60L + minute) * 60 + second) * 1000 + fraction - zone;
  }

  private long zoneMillis() {
    if (at == to || after('Z') || after('z')) {
      return 0;
    }
    int sign = after('+') ? 1 : after('-') ? -1 : 0;
    int hours = digits(2);
    int minutes = at == to ? 0 : after(':') || at < to ? digits(2) : -1;
    return sign == 0 || hours < 0 || hours > 18 || minutes < 0 || minutes > 59
        ? UNREADABLE
        : sign * (hours * 60L + minutes) * 60_000;
  }

  private boolean after(char expected) {
    if (at < to && text[at] == expected) {
      at++;
      return true;
    }
    return false;
  }

  /** A number of exactly {@code count} digits, or -1. */
  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++, at++) {
      if (at == to || text[at] < '0' || text[at] > '9') {
        return -1;
      }
      value = 10 * value + text[at] - '0';
    }
    return value;
  }

  /** Milliseconds of one or more decimals, or -1. */
  private int fraction() {
    int value = 0;
    int from = at;
    for (int unit = 100; at < to && text[at] >= '0' && text[at] <= '9'; unit /= 10, at++) {
      value += unit * (text[at] - '0');
    }
    return at == from ? -1 : value;
  }
}
