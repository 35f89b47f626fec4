package io.cartrec.neighbors.nextbasket;

import io.cartrec.internal.Check;

/**
 * How {@link UpCfTrainer} weighs baskets and compares users. Immutable and thread-safe.
 *
 * @param recency how many of a user's newest baskets count, {@code >= 1}; {@code r} in the paper
 * @param decay what a basket counts beside the next newer one, in [0, 1]; 1 is the paper
 * @param asymmetry the share of the shopper's own norm in the similarity, in [0, 1]; {@code α} in the
 *     paper. 0.5 is the cosine; less holds against a neighbour that it bought much else
 * @param locality exponent of the similarity, {@code >= 0}; {@code q} in the paper. More trusts the
 *     nearest alone
 * @param neighbors how many users are asked, {@code >= 1}; all who share an item in the paper
 */
public record UpCfConfig(
    int recency, double decay, double asymmetry, double locality, int neighbors) {

  public UpCfConfig {
    Check.positive(recency, "recency");
    Check.between(decay, 0, 1, "decay");
    Check.between(asymmetry, 0, 1, "asymmetry");
    Check.nonNegative(locality, "locality");
    Check.positive(neighbors, "neighbors");
  }

  /**
   * 100 baskets, decay 0.8, asymmetry 0.1, locality 2, 500 neighbours: chosen on validation users of a
   * supermarket and a wholesaler, and best or nearly so on both.
   */
  public static UpCfConfig defaults() {
    return new UpCfConfig(100, 0.8, 0.1, 2, 500);
  }

  /** What was published as best for the Ta-Feng supermarket, with 1,000 neighbours. */
  public static UpCfConfig published() {
    return new UpCfConfig(10, 1, 0.75, 10, 1000);
  }

  public UpCfConfig withRecency(int value) {
    return new UpCfConfig(value, decay, asymmetry, locality, neighbors);
  }

  public UpCfConfig withDecay(double value) {
    return new UpCfConfig(recency, value, asymmetry, locality, neighbors);
  }

  public UpCfConfig withAsymmetry(double value) {
    return new UpCfConfig(recency, decay, value, locality, neighbors);
  }

  public UpCfConfig withLocality(double value) {
    return new UpCfConfig(recency, decay, asymmetry, value, neighbors);
  }

  public UpCfConfig withNeighbors(int value) {
    return new UpCfConfig(recency, decay, asymmetry, locality, value);
  }

  /** Each of the newest {@code recency} baskets counts its decay divided by how many they are. */
  double[] basketWeights(int baskets) {
    double[] weights = new double[baskets];
    int counted = Math.min(recency, baskets);
    for (int age = 0; age < counted; age++) {
      weights[baskets - 1 - age] = StrictMath.pow(decay, age) / counted;
    }
    return weights;
  }
}
