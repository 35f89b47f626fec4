package io.cartrec.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartrec.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conditions that a row must all meet, as the command line writes them: {@code quantity>0,item!=POST}.
 *
 * <p>Numbers (quantity, price, rating) and timestamps are compared as such with {@code > >= < <= = !=};
 * a timestamp is written in any form that a reader takes. Text (item, user, session, event) has {@code =}
 * and {@code !=}. A quantity that the log does not give is 1; any other absent cell meets {@code !=} and
 * no other condition. Immutable and thread-safe.
 */
public final class RowFilter implements Predicate<Event> {

  private static final RowFilter ALL = new RowFilter(List.of());
  private static final Pattern CONDITION =
      Pattern.compile("\\s*(\\w+)\\s*(>=|<=|!=|=|>|<)\\s*(.*?)\\s*", Pattern.DOTALL);

  private final List<Predicate<Event>> conditions;

  private RowFilter(List<Predicate<Event>> conditions) {
    this.conditions = List.copyOf(conditions);
  }

  /** Every row. */
  public static RowFilter all() {
    return ALL;
  }

  /**
   * The filter that {@code text} describes: conditions with commas between them; no value can hold a
   * comma.
   *
   * @throws IllegalArgumentException if it is none; the message names the condition and what is wrong
   */
  public static RowFilter parse(String text) {
    List<Predicate<Event>> conditions = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      conditions.add(condition(part));
    }
    return new RowFilter(conditions);
  }

  @Override
  public boolean test(Event event) {
    for (Predicate<Event> condition : conditions) {
      if (!condition.test(event)) {
        return false;
      }
    }
    return true;
  }

  private static Predicate<Event> condition(String text) {
    Matcher matcher = CONDITION.matcher(text);
    if (!matcher.matches() || matcher.group(3).isEmpty()) {
      throw new IllegalArgumentException(
          "condition must read like quantity>0 or item!=POST but was '" + text.strip() + "'");
    }
    String column = matcher.group(1).toLowerCase(Locale.ROOT);
    String operator = matcher.group(2);
    String value = matcher.group(3);
    return switch (column) {
      case "item" -> text(operator, value, text, event -> Optional.of(event.itemId()));
      case "user" -> text(operator, value, text, Event::userId);
      case "session" -> text(operator, value, text, Event::sessionId);
      case "event" -> event(operator, value, text);
      case "quantity" ->
        number(operator, decimal(value, text), event -> OptionalDouble.of(event.quantity()));
      case "price" -> number(operator, decimal(value, text), Event::price);
      case "rating" -> number(operator, decimal(value, text), Event::rating);
      case "timestamp" -> number(operator, time(value, text), RowFilter::millis);
      default ->
        throw new IllegalArgumentException("column must be one of item, user, session, event,"
            + " quantity, price, rating, timestamp but was '" + column + "' in '" + text.strip()
            + "'");
    };
  }

  private static Predicate<Event> event(String operator, String value, String text) {
    byte[] name = value.getBytes(UTF_8);
    String known = EventNames.NEUTRAL
        .find(name, 0, name.length)
        .map(EventNames::name)
        .orElseThrow(() -> new IllegalArgumentException("event must be one of " + EventNames.NEUTRAL
            + " but was '" + value + "' in '" + text.strip() + "'"));
    return text(operator, known, text, event -> Optional.of(EventNames.name(event.type())));
  }

  private static Predicate<Event> text(String operator, String value, String text, TextCell cell) {
    Optional<String> wanted = Optional.of(value);
    return switch (operator) {
      case "=" -> event -> cell.of(event).equals(wanted);
      case "!=" -> event -> !cell.of(event).equals(wanted);
      default ->
        throw new IllegalArgumentException(
            "text is compared by = or != but not by " + operator + " in '" + text.strip() + "'");
    };
  }

  private static Predicate<Event> number(String operator, double value, NumberCell cell) {
    // every comparison with NaN but != is false
    return switch (operator) {
      case ">" -> event -> cell.of(event).orElse(Double.NaN) > value;
      case ">=" -> event -> cell.of(event).orElse(Double.NaN) >= value;
      case "<" -> event -> cell.of(event).orElse(Double.NaN) < value;
      case "<=" -> event -> cell.of(event).orElse(Double.NaN) <= value;
      case "=" -> event -> cell.of(event).orElse(Double.NaN) == value;
      default -> event -> cell.of(event).orElse(Double.NaN) != value;
    };
  }

  private static double decimal(String value, String text) {
    byte[] digits = value.getBytes(UTF_8);
    double number = Decimals.parse(digits, 0, digits.length);
    if (Double.isNaN(number)) {
      throw new IllegalArgumentException(
          "'" + value + "' in '" + text.strip() + "' is not a finite number");
    }
    return number;
  }

  private static double time(String value, String text) {
    byte[] digits = value.getBytes(UTF_8);
    long millis = Timestamps.parse(digits, 0, digits.length);
    if (millis == Timestamps.UNREADABLE) {
      throw new IllegalArgumentException("'" + value + "' in '" + text.strip()
          + "' is no epoch seconds, epoch milliseconds or ISO-8601");
    }
    return millis;
  }

  private static OptionalDouble millis(Event event) {
    return event.timestamp().isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) event.timestamp().get().toEpochMilli());
  }

  private interface TextCell {
    Optional<String> of(Event event);
  }

  private interface NumberCell {
    OptionalDouble of(Event event);
  }
}
