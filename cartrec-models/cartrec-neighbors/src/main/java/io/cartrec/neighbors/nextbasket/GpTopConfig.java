package io.cartrec.neighbors.nextbasket;

import io.cartrec.internal.Check;

/**
 * How {@link GpTopModel} ranks. Immutable and thread-safe.
 *
 * @param fill how many of the most popular items follow the user's own, {@code >= 0}
 */
public record GpTopConfig(int fill) {

  public GpTopConfig {
    Check.nonNegative(fill, "fill");
  }

  /** Followed by the 1,000 most popular items. */
  public static GpTopConfig defaults() {
    return new GpTopConfig(1000);
  }

  public GpTopConfig withFill(int value) {
    return new GpTopConfig(value);
  }
}
