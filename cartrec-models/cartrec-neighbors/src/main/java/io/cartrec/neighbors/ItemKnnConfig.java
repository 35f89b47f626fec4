package io.cartrec.neighbors;

import io.cartrec.internal.Check;
import java.util.Objects;

/**
 * How {@link ItemKnnTrainer} compares items. Immutable and thread-safe.
 *
 * @param similarity what makes two items alike
 * @param neighbors how many neighbours are kept for each item, {@code >= 1}
 * @param shrinkage {@code >= 0}; a similarity that rests on {@code n} baskets, or users, counts {@code n /
 *     (n + shrinkage)} of itself
 * @param contextDamping exponent of the norm of the item in the cart, in [0, 1]; 0.5 is the cosine, and
 *     other similarities have none
 * @param popularityDamping exponent of the norm of the recommended item, in [0, 1]; 0.5 is the cosine,
 *     less favours popular items, more favours rare ones, and other similarities have none
 * @param values what a basket's entry for an item is worth
 * @param halfLife in how many days a basket comes to count half, {@code >= 0}; 0 is never
 * @param prediction how similarities become a score
 */
public record ItemKnnConfig(
    Similarity similarity,
    int neighbors,
    double shrinkage,
    double contextDamping,
    double popularityDamping,
    Values values,
    double halfLife,
    Prediction prediction) {

  /** What makes two items alike; {@link ItemKnnTrainer} has the formulas. */
  public enum Similarity {
    /** The same baskets hold them. */
    COSINE,
    /** Most baskets with either hold both. */
    JACCARD,
    /** Baskets hold both more often than by chance. */
    LIFT,
    /** That baskets hold both is least likely to be chance. */
    LLR,
    /** Users that rate one higher than it is rated on average do so with the other. */
    PEARSON,
    /** Users that rate one higher than they rate on average do so with the other. */
    ADJUSTED_COSINE
  }

  /** What a basket's entry for an item is worth. */
  public enum Values {
    /** 1 if the basket holds it. */
    BINARY,
    /** How often the basket holds it. */
    COUNT,
    /** More in a short basket. */
    IDF,
    /** More in a short basket, and the more often the basket holds it, up to a limit. */
    BM25
  }

  /** How similarities become a score. */
  public enum Prediction {
    /** Their sum over the items of the cart. */
    SUM,
    /**
     * Their sum over the items of the cart, divided by the norm of all similarities of the scored item:
     * {@code Σ α_k u_k / sqrt(Σ α_k²)}, where {@code u_k} is 1 for the items of the cart.
     */
    NORMALIZED,
    /**
     * Each item of the cart has one vote, and splits it among its neighbours in proportion to their
     * similarity.
     */
    VOTES
  }

  private static final double CONTEXT_DAMPING = 1;
  private static final double POPULARITY_DAMPING = 0.5;

  public ItemKnnConfig {
    Objects.requireNonNull(similarity, "similarity");
    Check.positive(neighbors, "neighbors");
    Check.nonNegative(shrinkage, "shrinkage");
    Check.between(contextDamping, 0, 1, "contextDamping");
    Check.between(popularityDamping, 0, 1, "popularityDamping");
    Objects.requireNonNull(values, "values");
    Check.nonNegative(halfLife, "halfLife");
    Objects.requireNonNull(prediction, "prediction");
    boolean damped = contextDamping != CONTEXT_DAMPING || popularityDamping != POPULARITY_DAMPING;
    boolean counting = values == Values.COUNT || values == Values.BM25;
    switch (similarity) {
      case COSINE -> {}
      case JACCARD ->
        refuse(damped, "jaccard has no dampings: leave context- and popularity-damping alone");
      case LIFT, LLR -> {
        refuse(
            damped, "lift and llr have no dampings: leave context- and popularity-damping alone");
        refuse(counting, "lift and llr count baskets: values must be binary or idf");
      }
      case PEARSON, ADJUSTED_COSINE ->
        refuse(
            damped || counting || halfLife != 0 || prediction == Prediction.NORMALIZED,
            "pearson and adjusted-cosine compare ratings: leave context-damping,"
                + " popularity-damping, values and half-life alone, and prediction at sum or votes");
    }
  }

  private static void refuse(boolean meaningless, String reason) {
    if (meaningless) {
      throw new IllegalArgumentException("similarity=" + reason);
    }
  }

  /**
   * Cosine with 100 neighbours, shrinkage 100, dampings 1 and 0.5, idf and votes: of the settings tried,
   * the one that did well on validation parts of every kind of shop at hand, where {@link #cosine()} was
   * good on some and poor on others.
   */
  public static ItemKnnConfig defaults() {
    return new ItemKnnConfig(
        Similarity.COSINE,
        100,
        100,
        CONTEXT_DAMPING,
        POPULARITY_DAMPING,
        Values.IDF,
        0,
        Prediction.VOTES);
  }

  /** The plain cosine of Sarwar et al. with 100 neighbours. */
  public static ItemKnnConfig cosine() {
    return new ItemKnnConfig(Similarity.COSINE, 100, 0, 0.5, 0.5, Values.BINARY, 0, Prediction.SUM);
  }

  public ItemKnnConfig withSimilarity(Similarity value) {
    return new ItemKnnConfig(
        value,
        neighbors,
        shrinkage,
        contextDamping,
        popularityDamping,
        values,
        halfLife,
        prediction);
  }

  public ItemKnnConfig withNeighbors(int value) {
    return new ItemKnnConfig(
        similarity,
        value,
        shrinkage,
        contextDamping,
        popularityDamping,
        values,
        halfLife,
        prediction);
  }

  public ItemKnnConfig withShrinkage(double value) {
    return new ItemKnnConfig(
        similarity,
        neighbors,
        value,
        contextDamping,
        popularityDamping,
        values,
        halfLife,
        prediction);
  }

  public ItemKnnConfig withContextDamping(double value) {
    return new ItemKnnConfig(
        similarity, neighbors, shrinkage, value, popularityDamping, values, halfLife, prediction);
  }

  public ItemKnnConfig withPopularityDamping(double value) {
    return new ItemKnnConfig(
        similarity, neighbors, shrinkage, contextDamping, value, values, halfLife, prediction);
  }

  public ItemKnnConfig withValues(Values value) {
    return new ItemKnnConfig(
        similarity,
        neighbors,
        shrinkage,
        contextDamping,
        popularityDamping,
        value,
        halfLife,
        prediction);
  }

  public ItemKnnConfig withHalfLife(double value) {
    return new ItemKnnConfig(
        similarity,
        neighbors,
        shrinkage,
        contextDamping,
        popularityDamping,
        values,
        value,
        prediction);
  }

  public ItemKnnConfig withPrediction(Prediction value) {
    return new ItemKnnConfig(
        similarity,
        neighbors,
        shrinkage,
        contextDamping,
        popularityDamping,
        values,
        halfLife,
        value);
  }
}
