package io.cartrec;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One line of an event log: somebody did something with an item. Only the item is required. Ids are not
 * empty and hold no half of a surrogate pair; numbers are finite, as a {@code float} too. Immutable and
 * thread-safe.
 *
 * @param itemId the shop's id of the item
 * @param type what happened; a purchase when the log does not say
 * @param timestamp when, to the millisecond; within 292 million years of 1970
 * @param userId who
 * @param sessionId in which visit or order
 * @param quantity how much; negative for a return or cancellation; 1 when the log does not say
 * @param price price of one unit
 * @param rating the rating given
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

  private static final Instant EARLIEST = Instant.ofEpochMilli(-Long.MAX_VALUE);
  private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

  public Event {
    checkId(itemId, "itemId");
    Objects.requireNonNull(type, "type");
    if (timestamp.isPresent()) {
      checkTime(timestamp.get());
    }
    if (userId.isPresent()) {
      checkId(userId.get(), "userId");
    }
    if (sessionId.isPresent()) {
      checkId(sessionId.get(), "sessionId");
    }
    checkFinite(quantity, "quantity");
    checkFinite(price.orElse(0), "price");
    checkFinite(rating.orElse(0), "rating");
  }

  private static void checkId(String id, String name) {
    if (Objects.requireNonNull(id, name).isEmpty()) {
      throw new IllegalArgumentException(name + " must not be empty");
    }
    for (int i = 0; i < id.length(); i++) {
      if (Character.isSurrogate(id.charAt(i))) {
        if (i + 1 == id.length() || !Character.isSurrogatePair(id.charAt(i), id.charAt(i + 1))) {
          throw new IllegalArgumentException(
              name + " must be valid Unicode but has half a surrogate pair at " + i + ": " + id);
        }
        i++;
      }
    }
  }

  private static void checkTime(Instant time) {
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new IllegalArgumentException(
          "timestamp must be in [" + EARLIEST + ", " + LATEST + "] but was " + time);
    }
  }

  private static void checkFinite(double value, String name) {
    if (!Float.isFinite((float) value)) {
      throw new IllegalArgumentException(
          name + " must be finite, as a float too, but was " + value);
    }
  }

  /** Whether this speaks for the item: it was neither merely shown nor removed nor given back. */
  public boolean isPositive() {
    return type != EventType.IMPRESSION && type != EventType.REMOVE_FROM_CART && quantity > 0;
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
