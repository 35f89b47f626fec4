package io.cartrec.leastsquares;

import io.cartrec.internal.Check;

/**
 * How {@link GfCfTrainer} filters. Immutable and thread-safe.
 *
 * @param rank how many singular vectors make the low-pass filter, {@code >= 1}; all there are, when that is
 *     fewer
 * @param lowPassWeight {@code α >= 0}, what the low-pass filter counts beside the linear one; 0 leaves it out
 * @param neighbors how many weights are kept for each item, {@code >= 1}
 * @param seed of the random start of the search for singular vectors
 */
public record GfCfConfig(int rank, double lowPassWeight, int neighbors, int seed) {

  public GfCfConfig {
    Check.positive(rank, "rank");
    Check.nonNegative(lowPassWeight, "lowPassWeight");
    Check.positive(neighbors, "neighbors");
  }

  /** Rank 256 and weight 0.3, those of the paper. */
  public static GfCfConfig defaults() {
    return new GfCfConfig(256, 0.3, 1000, 42);
  }

  public GfCfConfig withRank(int value) {
    return new GfCfConfig(value, lowPassWeight, neighbors, seed);
  }

  public GfCfConfig withLowPassWeight(double value) {
    return new GfCfConfig(rank, value, neighbors, seed);
  }

  public GfCfConfig withNeighbors(int value) {
    return new GfCfConfig(rank, lowPassWeight, value, seed);
  }

  public GfCfConfig withSeed(int value) {
    return new GfCfConfig(rank, lowPassWeight, neighbors, value);
  }
}
