package io.cartrec;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A finished purchase. Immutable and thread-safe.
 *
 * @param lines what was bought
 * @param time when; empty when unknown
 */
public record Basket(List<CartLine> lines, Optional<Instant> time) {

  public Basket {
    lines = List.copyOf(lines);
    Objects.requireNonNull(time, "time");
  }

  /** One piece each of {@code itemIds}, at an unknown time. */
  public static Basket of(String... itemIds) {
    return of(Arrays.asList(itemIds));
  }

  /** One piece each of {@code itemIds}, at an unknown time. */
  public static Basket of(List<String> itemIds) {
    return new Basket(CartLine.listOf(itemIds), Optional.empty());
  }

  /** This basket, bought at {@code time}. */
  public Basket at(Instant time) {
    return new Basket(lines, Optional.of(time));
  }
}
