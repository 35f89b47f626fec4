package io.cartrec.neighbors;

import io.cartrec.internal.Check;

/**
 * How {@link Rp3BetaTrainer} walks. Immutable and thread-safe.
 *
 * @param neighbors how many neighbours are kept for each item, {@code >= 1}
 * @param alpha exponent of the probability of each step, in [0, 2]; more favours rare items and short
 *     baskets on the way
 * @param beta exponent of the popularity of the recommended item, in [0, 1]; more favours rare items
 * @param normalized whether the weights of an item's neighbours are divided by their sum
 */
public record Rp3BetaConfig(int neighbors, double alpha, double beta, boolean normalized) {

  public Rp3BetaConfig {
    Check.positive(neighbors, "neighbors");
    Check.between(alpha, 0, 2, "alpha");
    Check.between(beta, 0, 1, "beta");
  }

  /** 100 neighbours, alpha 1, beta 0.3, normalized. */
  public static Rp3BetaConfig defaults() {
    return new Rp3BetaConfig(100, 1, 0.3, true);
  }

  public Rp3BetaConfig withNeighbors(int value) {
    return new Rp3BetaConfig(value, alpha, beta, normalized);
  }

  public Rp3BetaConfig withAlpha(double value) {
    return new Rp3BetaConfig(neighbors, value, beta, normalized);
  }

  public Rp3BetaConfig withBeta(double value) {
    return new Rp3BetaConfig(neighbors, alpha, value, normalized);
  }

  public Rp3BetaConfig withNormalized(boolean value) {
    return new Rp3BetaConfig(neighbors, alpha, beta, value);
  }
}
