package io.cartrec.neighbors;

import io.cartrec.internal.Check;
import java.util.Objects;

/**
 * How {@link CoOccurrenceTrainer} weighs pairs of items. Immutable and thread-safe.
 *
 * @param measure what a pair's weight is
 * @param neighbors how many neighbours are kept for each item, {@code >= 1}
 * @param minSupport in how many baskets a pair must occur to count, {@code >= 1}
 */
public record CoOccurrenceConfig(Measure measure, int neighbors, int minSupport) {

  /** What the weight of a pair is. */
  public enum Measure {
    /** In how many baskets the two occur together. */
    COUNT,
    /** The share of the baskets with the first that also hold the second. */
    CONFIDENCE,
    /** How many times more often the two occur together than if they had nothing to do with each other. */
    LIFT,
    /** Dunning's log-likelihood ratio, for pairs that occur together more often than by chance. */
    LLR
  }

  public CoOccurrenceConfig {
    Objects.requireNonNull(measure, "measure");
    Check.positive(neighbors, "neighbors");
    Check.positive(minSupport, "minSupport");
  }

  /** Confidence, 100 neighbours, any pair. */
  public static CoOccurrenceConfig defaults() {
    return new CoOccurrenceConfig(Measure.CONFIDENCE, 100, 1);
  }

  public CoOccurrenceConfig withMeasure(Measure value) {
    return new CoOccurrenceConfig(value, neighbors, minSupport);
  }

  public CoOccurrenceConfig withNeighbors(int value) {
    return new CoOccurrenceConfig(measure, value, minSupport);
  }

  public CoOccurrenceConfig withMinSupport(int value) {
    return new CoOccurrenceConfig(measure, neighbors, value);
  }
}
