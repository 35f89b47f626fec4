package io.cartrec.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartrec.Event;
import io.cartrec.EventType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The row being read: takes cells, keeps the first thing that is wrong with them, gives an event. An
 * empty cell is an absent one. Used again for row after row. Not thread-safe.
 */
final class Row {

  static final double ABSENT = Double.NaN;

  private final EventNames names;
  private final EventType otherwise;
  private final Id item = new Id();
  private final Id user = new Id();
  private final Id session = new Id();
  private Optional<EventType> type = Optional.empty();
  private long millis;
  double quantity;
  double price;
  double rating;
  double day;
  double timeOfDay;
  double total;
  private String rule = "";
  private String detail = "";

  /** A row whose events are called as {@code names} says; {@code otherwise} where it does not say. */
  Row(EventNames names, EventType otherwise) {
    this.names = names;
    this.otherwise = otherwise;
    clear();
  }

  void clear() {
    item.clear();
    user.clear();
    session.clear();
    type = Optional.empty();
    millis = Timestamps.UNREADABLE;
    quantity = ABSENT;
    price = ABSENT;
    rating = ABSENT;
    day = ABSENT;
    timeOfDay = ABSENT;
    total = ABSENT;
    rule = "";
    detail = "";
  }

  /** Takes {@code text[from, to)} for {@code column}. */
  void put(Column column, byte[] text, int from, int to) {
    if (from == to) {
      return;
    }
    switch (column) {
      case ITEM -> id(item, column, text, from, to);
      case USER -> id(user, column, text, from, to);
      case SESSION -> id(session, column, text, from, to);
      case EVENT -> event(text, from, to);
      case TIMESTAMP -> timestamp(text, from, to);
      case QUANTITY -> quantity = number(column, text, from, to);
      case PRICE -> price = number(column, text, from, to);
      case RATING -> rating = number(column, text, from, to);
      case DAY -> day = number(column, text, from, to);
      case TIME_OF_DAY -> timeOfDay = number(column, text, from, to);
      case TOTAL -> total = number(column, text, from, to);
      case IGNORED -> {
        // a column that no event has a place for
      }
    }
  }

  /** Takes {@code text} for {@code column}. */
  void put(Column column, String text) {
    Optional<byte[]> utf8 = Utf8.encode(text);
    if (utf8.isEmpty()) {
      reject(column.label() + " holds half a surrogate pair", text);
    } else {
      put(column, utf8.get(), 0, utf8.get().length);
    }
  }

  private void id(Id id, Column column, byte[] text, int from, int to) {
    int first = from;
    while (first < to && text[first] <= ' ' && text[first] >= 0) {
      first++;
    }
    if (first == to) {
      id.clear();
    } else if (!id.read(text, from, to)) {
      reject(column.label() + " is not valid UTF-8", text, from, to);
    }
  }

  private void event(byte[] text, int from, int to) {
    type = names.find(text, from, to);
    if (type.isEmpty()) {
      reject("event is none of " + names, text, from, to);
    }
  }

  private void timestamp(byte[] text, int from, int to) {
    millis = Timestamps.parse(text, from, to);
    if (millis == Timestamps.UNREADABLE) {
      reject("timestamp is no epoch seconds, epoch milliseconds or ISO-8601", text, from, to);
    } else if (!Timestamps.isPlausible(millis)) {
      reject("timestamp lies outside 1990 to 2100; is it in the wrong unit?", text, from, to);
    }
  }

  private double number(Column column, byte[] text, int from, int to) {
    int first = from;
    int last = to;
    while (first < last && text[first] == ' ') {
      first++;
    }
    while (last > first && text[last - 1] == ' ') {
      last--;
    }
    if (first == last) {
      return ABSENT;
    }
    double value = Decimals.parse(text, first, last);
    // data sets keep floats
    if (Double.isNaN(value) || Math.abs(value) > Float.MAX_VALUE) {
      reject(column.label() + " is not a finite number", text, from, to);
    }
    return value;
  }

  /** Sets the time, which was worked out from other cells. */
  void at(long epochMillis) {
    millis = epochMillis;
    if (!Timestamps.isPlausible(epochMillis)) {
      reject("time lies outside 1990 to 2100", "");
    }
  }

  /** Sets the user, found elsewhere. */
  void byUser(String id) {
    byte[] text = id.getBytes(UTF_8);
    user.read(text, 0, text.length);
  }

  /** Says that a row is bad; of several reasons the first counts. */
  void reject(String why, String value) {
    if (rule.isEmpty()) {
      rule = why;
      detail = value.isEmpty() ? why : why + ": " + Intake.quoted(value);
    }
  }

  private void reject(String why, byte[] text, int from, int to) {
    reject(why, new String(text, from, Math.min(to - from, 200), UTF_8));
  }

  /** What is wrong with the row; empty when nothing is. */
  String rule() {
    return rule;
  }

  /** What is wrong, with the value. */
  String detail() {
    return detail;
  }

  /** The text of the session; empty when there is none. */
  Optional<String> session() {
    return session.value;
  }

  /** The text of the user; empty when there is none. */
  Optional<String> user() {
    return user.value;
  }

  /** Says that the row is bad when what every event needs is missing. */
  void complete() {
    if (item.value.isEmpty()) {
      reject("item is blank", "");
    }
  }

  /** The event of a row with no fault. */
  Event event(BasketKey key) {
    boolean timed = millis != Timestamps.UNREADABLE;
    Optional<String> sessionId = session.value;
    if (key == BasketKey.TIMESTAMP_AND_SESSION && timed && sessionId.isPresent()) {
      sessionId = Optional.of(millis + "/" + sessionId.get());
    }
    EventType kind = type.orElse(Double.isNaN(rating) ? otherwise : EventType.RATING);
    return new Event(
        item.text,
        kind,
        timed ? Optional.of(Instant.ofEpochMilli(millis)) : Optional.empty(),
        user.value,
        sessionId,
        Double.isNaN(quantity) ? 1 : quantity,
        optional(price),
        optional(rating));
  }

  private static OptionalDouble optional(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** An id cell that keeps its string while the same id comes again: rows of one session do. */
  private static final class Id {
    private byte[] bytes = new byte[32];
    private int length;
    private String text = "";
    private Optional<String> kept = Optional.empty();
    private Optional<String> value = Optional.empty();

    void clear() {
      value = Optional.empty();
    }

    /** Takes an id that is not blank; false when it is no UTF-8. */
    boolean read(byte[] source, int from, int to) {
      if (!Arrays.equals(bytes, 0, length, source, from, to)) {
        Optional<String> decoded = Utf8.decode(source, from, to);
        if (decoded.isEmpty()) {
          value = decoded;
          return false;
        }
        length = to - from;
        bytes = bytes.length < length ? new byte[2 * length] : bytes;
        System.arraycopy(source, from, bytes, 0, length);
        text = decoded.get();
        kept = decoded;
      }
      value = kept;
      return true;
    }
  }
}
