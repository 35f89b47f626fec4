package io.cartrec.neighbors.nextbasket;

import io.cartrec.internal.Check;

/**
 * How {@link TifuKnnTrainer} weighs baskets and neighbours. Immutable and thread-safe.
 *
 * @param neighbors how many users are asked, {@code >= 1}; {@code k} in the paper
 * @param basketDecay what a basket counts beside the next newer one of its group, in [0, 1]; {@code r_b}
 *     in the paper
 * @param groupDecay what a group counts beside the next newer one, in [0, 1]; {@code r_g} in the paper
 * @param groupSize how many baskets a group holds at most, {@code >= 1}
 * @param alpha the shopper's own share in the score, in [0, 1]; the neighbours have the rest
 */
public record TifuKnnConfig(
    int neighbors, double basketDecay, double groupDecay, int groupSize, double alpha) {

  public TifuKnnConfig {
    Check.positive(neighbors, "neighbors");
    Check.between(basketDecay, 0, 1, "basketDecay");
    Check.between(groupDecay, 0, 1, "groupDecay");
    Check.positive(groupSize, "groupSize");
    Check.between(alpha, 0, 1, "alpha");
  }

  /**
   * 300 neighbours, decays 0.9 and 0.7, groups of 7, alpha 0.1: the published setting but for alpha, which
   * was chosen on validation users of a supermarket and a wholesaler.
   */
  public static TifuKnnConfig defaults() {
    return new TifuKnnConfig(300, 0.9, 0.7, 7, 0.1);
  }

  /** What was published as best for the Ta-Feng supermarket. */
  public static TifuKnnConfig published() {
    return new TifuKnnConfig(300, 0.9, 0.7, 7, 0.7);
  }

  public TifuKnnConfig withNeighbors(int value) {
    return new TifuKnnConfig(value, basketDecay, groupDecay, groupSize, alpha);
  }

  public TifuKnnConfig withBasketDecay(double value) {
    return new TifuKnnConfig(neighbors, value, groupDecay, groupSize, alpha);
  }

  public TifuKnnConfig withGroupDecay(double value) {
    return new TifuKnnConfig(neighbors, basketDecay, value, groupSize, alpha);
  }

  public TifuKnnConfig withGroupSize(int value) {
    return new TifuKnnConfig(neighbors, basketDecay, groupDecay, value, alpha);
  }

  public TifuKnnConfig withAlpha(double value) {
    return new TifuKnnConfig(neighbors, basketDecay, groupDecay, groupSize, value);
  }

  /** Each basket counts the decays of its places in its group and of that, divided by both sizes. */
  double[] basketWeights(int baskets) {
    double[] weights = new double[baskets];
    int groups = (int) (((long) baskets + groupSize - 1) / groupSize);
    for (int group = 0; group < groups; group++) {
      int begin = start(group, groups, baskets);
      int end = start(group + 1, groups, baskets);
      double weight = StrictMath.pow(groupDecay, groups - 1 - group) / groups / (end - begin);
      for (int b = begin; b < end; b++) {
        weights[b] = weight * StrictMath.pow(basketDecay, end - 1 - b);
      }
    }
    return weights;
  }

  private static int start(int group, int groups, int baskets) {
    return (int) ((long) group * baskets / groups);
  }
}
