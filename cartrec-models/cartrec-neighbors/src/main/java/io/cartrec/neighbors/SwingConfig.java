package io.cartrec.neighbors;

import io.cartrec.internal.Check;

/**
 * How {@link SwingTrainer} compares items. Immutable and thread-safe.
 *
 * @param neighbors how many neighbours are kept for each item, {@code >= 1}
 * @param alpha {@code > 0}; how little it matters that two users have few items in common
 * @param maxUsers how many users of an item are paired at most, {@code >= 2}; the newest of them
 * @param normalized whether the weights of an item's neighbours are divided by their sum
 */
public record SwingConfig(int neighbors, double alpha, int maxUsers, boolean normalized) {

  public SwingConfig {
    Check.positive(neighbors, "neighbors");
    Check.positive(alpha, "alpha");
    if (maxUsers < 2) {
      throw new IllegalArgumentException(
          "maxUsers must be >= 2, to make a pair, but was " + maxUsers);
    }
  }

  /** 100 neighbours, alpha 1, 500 users an item, normalized. */
  public static SwingConfig defaults() {
    return new SwingConfig(100, 1, 500, true);
  }

  public SwingConfig withNeighbors(int value) {
    return new SwingConfig(value, alpha, maxUsers, normalized);
  }

  public SwingConfig withAlpha(double value) {
    return new SwingConfig(neighbors, value, maxUsers, normalized);
  }

  public SwingConfig withMaxUsers(int value) {
    return new SwingConfig(neighbors, alpha, value, normalized);
  }

  public SwingConfig withNormalized(boolean value) {
    return new SwingConfig(neighbors, alpha, maxUsers, value);
  }
}
