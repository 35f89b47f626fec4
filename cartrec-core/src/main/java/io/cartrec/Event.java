package io.cartrec;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One line of an event log: somebody did something with an item. Only the item is required.
 * Immutable and thread-safe.
 *
 * @param itemId the shop's id of the item
 * @param type what happened; a purchase when the log does not say
 * @param timestamp when, to the millisecond
 * @param userId who
 * @param sessionId in which visit or order
 * @param quantity how much, finite; negative for a return or cancellation; 1 when the log does not say
 * @param price price of one unit, finite
 * @param rating the rating given, finite
 */
public record Event(
    String itemId,
    EventType type,
    Optional<Instant> timestamp,
    Optional<String> userId,
    Optional<String> sessionId,
    double quantity,
    OptionalDouble price,
    OptionalDouble rating) {

  public Event {
    Objects.requireNonNull(itemId, "itemId");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(timestamp, "timestamp");
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(sessionId, "sessionId");
    finite(quantity, "quantity");
    finite(price.orElse(0), "price");
    finite(rating.orElse(0), "rating");
  }

  private static void finite(double value, String name) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " must be finite but was " + value);
    }
  }

  /** A purchase of one piece of {@code itemId}. */
  public static Event of(String itemId) {
    return of(itemId, EventType.PURCHASE);
  }

  /** An event of the given type on one piece of {@code itemId}. */
  public static Event of(String itemId, EventType type) {
    return new Event(
        itemId,
        type,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        1,
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  /** This event, at {@code time}. */
  public Event at(Instant time) {
    return new Event(itemId, type, Optional.of(time), userId, sessionId, quantity, price, rating);
  }

  /** This event, by user {@code id}. */
  public Event byUser(String id) {
    return new Event(itemId, type, timestamp, Optional.of(id), sessionId, quantity, price, rating);
  }

  /** This event, in session {@code id}. */
  public Event inSession(String id) {
    return new Event(itemId, type, timestamp, userId, Optional.of(id), quantity, price, rating);
  }

  /** This event, of {@code units} units. */
  public Event times(double units) {
    return new Event(itemId, type, timestamp, userId, sessionId, units, price, rating);
  }

  /** This event, at {@code unitPrice} for one unit. */
  public Event priced(double unitPrice) {
    return new Event(
        itemId, type, timestamp, userId, sessionId, quantity, OptionalDouble.of(unitPrice), rating);
  }

  /** This event, with a rating. */
  public Event rated(double value) {
    return new Event(
        itemId, type, timestamp, userId, sessionId, quantity, price, OptionalDouble.of(value));
  }
}
