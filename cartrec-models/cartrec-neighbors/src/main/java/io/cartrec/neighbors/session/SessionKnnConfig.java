package io.cartrec.neighbors.session;

import io.cartrec.internal.Check;
import java.util.Objects;

/**
 * How {@link SessionKnnTrainer} looks for past sessions and what it makes of them. Immutable and
 * thread-safe.
 *
 * @param neighbors how many past sessions vote, {@code >= 1}; {@code k} in the papers
 * @param sample how many are looked at, the most recent ones, {@code >= 1}; {@code m} in the papers
 * @param itemSample how many of them one item finds at most, {@code >= 1}; {@code m} in the papers
 * @param lastItems how many of the newest entries of a sequence are looked at, {@code >= 1}
 * @param decay how much less an older entry of a sequence counts
 * @param decayScale after how many places an exponential decay is down to {@code 1 / e}, {@code > 0}
 * @param distanceDecay {@code >= 0}; an item {@code d} places away from the shared item in a past session
 *     counts {@code 1 / d^distanceDecay}
 * @param backward what an item before the shared item counts, in [0, 1]; one behind it counts 1
 * @param idf weight of the rarity of a candidate, {@code >= 0}
 * @param contextIdf weight of the rarity of an item of the query, {@code >= 0}
 * @param cosine whether a similarity is divided by the root of the past session's length. For a set it
 *     always is
 * @param recency after how many days a past session is down to {@code 1 / e}; 0 when age does not count
 * @param carts what the lines of a cart are
 */
public record SessionKnnConfig(
    int neighbors,
    int sample,
    int itemSample,
    int lastItems,
    Decay decay,
    double decayScale,
    double distanceDecay,
    double backward,
    double idf,
    double contextIdf,
    boolean cosine,
    double recency,
    Carts carts) {

  /**
   * How much an entry counts that is the {@code p}-th newest of {@code n}, {@code p >= 1}: first for the
   * similarity, then for the vote of a session whose newest shared item it is.
   */
  public enum Decay {
    /** 1 and 1: order does not matter. */
    NONE,
    /** {@code (n - p + 1) / n} and {@code max(0, 1 - p / 10)}. */
    LINEAR,
    /** {@code ((n - p + 1) / n)^2} and {@code 1 / p^2}. */
    QUADRATIC,
    /** {@code 1 / p} and {@code 1 / p}. */
    DIV,
    /** {@code exp((1 - p) / decayScale)} both times. */
    EXPONENTIAL
  }

  /** What the lines of a cart are. The events of a session are a sequence always. */
  public enum Carts {
    /** A set: neither order nor repeats count, and neither {@code decay} nor distance. */
    SET,
    /** A sequence, the line that was added last standing last. */
    SEQUENCE
  }

  public SessionKnnConfig {
    Check.positive(neighbors, "neighbors");
    Check.positive(sample, "sample");
    Check.positive(itemSample, "itemSample");
    Check.positive(lastItems, "lastItems");
    Objects.requireNonNull(decay, "decay");
    Check.positive(decayScale, "decayScale");
    Check.nonNegative(distanceDecay, "distanceDecay");
    Check.between(backward, 0, 1, "backward");
    Check.nonNegative(idf, "idf");
    Check.nonNegative(contextIdf, "contextIdf");
    Check.nonNegative(recency, "recency");
    Objects.requireNonNull(carts, "carts");
  }

  /**
   * 300 of 2,500 sessions, 500 an item, the last 10 entries, exponential decay over 3 places, {@code 1 /
   * distance}, 0.7 backward, both rarities at weight 1, carts as sets: of the settings tried, the one that
   * did well on the validation parts of three shops' clicks and of three shops' carts.
   */
  public static SessionKnnConfig defaults() {
    return new SessionKnnConfig(
        300, 2_500, 500, 10, Decay.EXPONENTIAL, 3, 1, 0.7, 1, 1, false, 0, Carts.SET);
  }

  /** VMIS-kNN as Kersbergen et al. time it: 100 of 500 sessions, linear decay, nothing else. */
  public static SessionKnnConfig vmisKnn() {
    return new SessionKnnConfig(
        100, 500, 500, 10, Decay.LINEAR, 1, 0, 1, 1, 0, false, 0, Carts.SEQUENCE);
  }

  public SessionKnnConfig withNeighbors(int value) {
    return new SessionKnnConfig(
        value,
        sample,
        itemSample,
        lastItems,
        decay,
        decayScale,
        distanceDecay,
        backward,
        idf,
        contextIdf,
        cosine,
        recency,
        carts);
  }

  public SessionKnnConfig withSample(int value) {
    return new SessionKnnConfig(
        neighbors,
        value,
        itemSample,
        lastItems,
        decay,
        decayScale,
        distanceDecay,
        backward,
        idf,
        contextIdf,
        cosine,
        recency,
        carts);
  }

  public SessionKnnConfig withItemSample(int value) {
    return new SessionKnnConfig(
        neighbors,
        sample,
        value,
        lastItems,
        decay,
        decayScale,
        distanceDecay,
        backward,
        idf,
        contextIdf,
        cosine,
        recency,
        carts);
  }

  public SessionKnnConfig withLastItems(int value) {
    return new SessionKnnConfig(
        neighbors,
        sample,
        itemSample,
        value,
        decay,
        decayScale,
        distanceDecay,
        backward,
        idf,
        contextIdf,
        cosine,
        recency,
        carts);
  }

  public SessionKnnConfig withDecay(Decay value) {
    return new SessionKnnConfig(
        neighbors,
        sample,
        itemSample,
        lastItems,
        value,
        decayScale,
        distanceDecay,
        backward,
        idf,
        contextIdf,
        cosine,
        recency,
        carts);
  }

  public SessionKnnConfig withDecayScale(double value) {
    return new SessionKnnConfig(
        neighbors,
        sample,
        itemSample,
        lastItems,
        decay,
        value,
        distanceDecay,
        backward,
        idf,
        contextIdf,
        cosine,
        recency,
        carts);
  }

  public SessionKnnConfig withDistanceDecay(double value) {
    return new SessionKnnConfig(
        neighbors,
        sample,
        itemSample,
        lastItems,
        decay,
        decayScale,
        value,
        backward,
        idf,
        contextIdf,
        cosine,
        recency,
        carts);
  }

  public SessionKnnConfig withBackward(double value) {
    return new SessionKnnConfig(
        neighbors,
        sample,
        itemSample,
        lastItems,
        decay,
        decayScale,
        distanceDecay,
        value,
        idf,
        contextIdf,
        cosine,
        recency,
        carts);
  }

  public SessionKnnConfig withIdf(double value) {
    return new SessionKnnConfig(
        neighbors,
        sample,
        itemSample,
        lastItems,
        decay,
        decayScale,
        distanceDecay,
        backward,
        value,
        contextIdf,
        cosine,
        recency,
        carts);
  }

  public SessionKnnConfig withContextIdf(double value) {
    return new SessionKnnConfig(
        neighbors,
        sample,
        itemSample,
        lastItems,
        decay,
        decayScale,
        distanceDecay,
        backward,
        idf,
        value,
        cosine,
        recency,
        carts);
  }

  public SessionKnnConfig withCosine(boolean value) {
    return new SessionKnnConfig(
        neighbors,
        sample,
        itemSample,
        lastItems,
        decay,
        decayScale,
        distanceDecay,
        backward,
        idf,
        contextIdf,
        value,
        recency,
        carts);
  }

  public SessionKnnConfig withRecency(double value) {
    return new SessionKnnConfig(
        neighbors,
        sample,
        itemSample,
        lastItems,
        decay,
        decayScale,
        distanceDecay,
        backward,
        idf,
        contextIdf,
        cosine,
        value,
        carts);
  }

  public SessionKnnConfig withCarts(Carts value) {
    return new SessionKnnConfig(
        neighbors,
        sample,
        itemSample,
        lastItems,
        decay,
        decayScale,
        distanceDecay,
        backward,
        idf,
        contextIdf,
        cosine,
        recency,
        value);
  }
}
