package io.cartrec.neighbors;

import io.cartrec.internal.Check;
import java.util.Objects;

/**
 * How {@link ItemKnnTrainer} compares items. Immutable and thread-safe.
 *
 * @param neighbors how many neighbours are kept for each item, {@code >= 1}
 * @param shrinkage {@code >= 0}; a similarity that rests on {@code n} baskets counts {@code n / (n +
 *     shrinkage)} of itself
 * @param contextDamping exponent of the norm of the item in the cart, in [0, 1]; 0.5 is the cosine
 * @param popularityDamping exponent of the norm of the recommended item, in [0, 1]; 0.5 is the cosine,
 *     less favours popular items, more favours rare ones
 * @param values what a basket's entry for an item is worth
 * @param prediction how similarities become a score
 */
public record ItemKnnConfig(
    int neighbors,
    double shrinkage,
    double contextDamping,
    double popularityDamping,
    Values values,
    Prediction prediction) {

  /** What a basket's entry for an item is worth. */
  public enum Values {
    /** 1 if the basket holds it. */
    BINARY,
    /** How often the basket holds it. */
    COUNT
  }

  /** How similarities become a score. */
  public enum Prediction {
    /** Their sum over the items of the cart. */
    SUM,
    /**
     * Their sum over the items of the cart, divided by the norm of all similarities of the scored item:
     * {@code Σ α_k u_k / sqrt(Σ α_k²)}, where {@code u_k} is 1 for the items of the cart.
     */
    NORMALIZED
  }

  public ItemKnnConfig {
    Check.positive(neighbors, "neighbors");
    Check.nonNegative(shrinkage, "shrinkage");
    Check.between(contextDamping, 0, 1, "contextDamping");
    Check.between(popularityDamping, 0, 1, "popularityDamping");
    Objects.requireNonNull(values, "values");
    Objects.requireNonNull(prediction, "prediction");
  }

  /**
   * 100 neighbours, shrinkage 30, dampings 1 and 0.5: of the settings tried, the one that did well on the
   * validation data of every kind of shop at hand, where {@link #cosine()} was good on some and poor on
   * others.
   */
  public static ItemKnnConfig defaults() {
    return new ItemKnnConfig(100, 30, 1, 0.5, Values.BINARY, Prediction.SUM);
  }

  /** The plain cosine of Sarwar et al. with 100 neighbours. */
  public static ItemKnnConfig cosine() {
    return new ItemKnnConfig(100, 0, 0.5, 0.5, Values.BINARY, Prediction.SUM);
  }

  public ItemKnnConfig withNeighbors(int value) {
    return new ItemKnnConfig(
        value, shrinkage, contextDamping, popularityDamping, values, prediction);
  }

  public ItemKnnConfig withShrinkage(double value) {
    return new ItemKnnConfig(
        neighbors, value, contextDamping, popularityDamping, values, prediction);
  }

  public ItemKnnConfig withContextDamping(double value) {
    return new ItemKnnConfig(neighbors, shrinkage, value, popularityDamping, values, prediction);
  }

  public ItemKnnConfig withPopularityDamping(double value) {
    return new ItemKnnConfig(neighbors, shrinkage, contextDamping, value, values, prediction);
  }

  public ItemKnnConfig withValues(Values value) {
    return new ItemKnnConfig(
        neighbors, shrinkage, contextDamping, popularityDamping, value, prediction);
  }

  public ItemKnnConfig withPrediction(Prediction value) {
    return new ItemKnnConfig(
        neighbors, shrinkage, contextDamping, popularityDamping, values, value);
  }
}
