package io.cartrec.leastsquares;

import io.cartrec.internal.Check;

/**
 * How {@link SlimTrainer} fits its weights. Immutable and thread-safe.
 *
 * @param l1 {@code >= 0}; what items gain by a weight must exceed it. Items that lie together in no more
 *     than {@code l1} baskets give each other nothing; so 1 passes over pairs seen once, which saves most
 *     of the time
 * @param l2 {@code >= 0}; shrinks all weights, those of rare items most
 * @param itemRegularization {@code γ >= 0}; shrinks the weights of all items alike
 * @param neighbors how many of the weights that an item gives to others are kept, {@code >= 1}
 * @param candidates how many items are tried for the column of an item, {@code >= 1}: those of highest
 *     cosine
 */
public record SlimConfig(
    double l1, double l2, double itemRegularization, int neighbors, int candidates) {

  public SlimConfig {
    Check.nonNegative(l1, "l1");
    Check.nonNegative(l2, "l2");
    Check.nonNegative(itemRegularization, "itemRegularization");
    Check.positive(neighbors, "neighbors");
    Check.positive(candidates, "candidates");
  }

  /**
   * Of the settings tried, the one that did well on the validation data of every kind of shop at hand.
   */
  public static SlimConfig defaults() {
    return new SlimConfig(1, 10, 1, 1000, 1000);
  }

  /** The model of the paper. */
  public static SlimConfig plain(double l1, double l2) {
    return new SlimConfig(l1, l2, 0, 1000, 1000);
  }

  public SlimConfig withL1(double value) {
    return new SlimConfig(value, l2, itemRegularization, neighbors, candidates);
  }

  public SlimConfig withL2(double value) {
    return new SlimConfig(l1, value, itemRegularization, neighbors, candidates);
  }

  public SlimConfig withItemRegularization(double value) {
    return new SlimConfig(l1, l2, value, neighbors, candidates);
  }

  public SlimConfig withNeighbors(int value) {
    return new SlimConfig(l1, l2, itemRegularization, value, candidates);
  }

  public SlimConfig withCandidates(int value) {
    return new SlimConfig(l1, l2, itemRegularization, neighbors, value);
  }
}
