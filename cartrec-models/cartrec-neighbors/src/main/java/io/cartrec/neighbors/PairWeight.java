package io.cartrec.neighbors;

/**
 * Turns how often two items meet into how strongly the first speaks for the second. Below, {@code c_ij}
 * is the dot product of two items, and {@code n} the number of baskets, weighted as they are in dot
 * products. Thread-safe.
 */
@FunctionalInterface
interface PairWeight {

  /**
   * The weight from {@code item} to {@code other}, finite; 0 or less keeps the pair out of the table.
   *
   * @param together the dot product of the two, {@code > 0}
   */
  double weigh(int item, int other, double together);

  /** {@code c_ij / (c_ii^a * c_jj^b)}, with {@code a} and {@code b} the two dampings. */
  static PairWeight cosine(PairCounter pairs, double contextDamping, double popularityDamping) {
    double[] left = new double[pairs.itemCount()];
    double[] right = new double[pairs.itemCount()];
    for (int item = 0; item < left.length; item++) {
      left[item] = StrictMath.pow(pairs.square(item), -contextDamping);
      right[item] = StrictMath.pow(pairs.square(item), -popularityDamping);
    }
    return (item, other, together) -> together * left[item] * right[other];
  }

  /** {@code c_ij / (c_ii + c_jj - c_ij)}; the share of the baskets with either that hold both. */
  static PairWeight jaccard(PairCounter pairs) {
    return (item, other, together) ->
        together / (pairs.square(item) + pairs.square(other) - together);
  }

  /** {@code n c_ij / (c_ii c_jj)}. */
  static PairWeight lift(PairCounter pairs) {
    double n = pairs.baskets();
    return (item, other, together) -> n * together / (pairs.square(item) * pairs.square(other));
  }

  /** Dunning's log-likelihood ratio, for pairs with a lift above 1. */
  static PairWeight logLikelihoodRatio(PairCounter pairs) {
    double n = pairs.baskets();
    return (item, other, together) -> n * together <= pairs.square(item) * pairs.square(other)
        ? 0
        : logLikelihoodRatio(together, pairs.square(item), pairs.square(other), n);
  }

  /**
   * Dunning's statistic: {@code 2 Σ k log(k n / (row sum * column sum))} over the four cells of the table
   * that {@code together}, the totals {@code first} and {@code second}, and {@code n} determine.
   */
  static double logLikelihoodRatio(double together, double first, double second, double n) {
    return 2
        * (cell(together, first, second, n)
            + cell(first - together, first, n - second, n)
            + cell(second - together, n - first, second, n)
            + cell(n - first - second + together, n - first, n - second, n));
  }

  private static double cell(double count, double rowSum, double columnSum, double n) {
    return count == 0 ? 0 : count * StrictMath.log(count * n / (rowSum * columnSum));
  }

  /** This, times {@code c_ij / (c_ij + shrinkage)}. */
  default PairWeight shrunk(double shrinkage) {
    return (item, other, together) ->
        weigh(item, other, together) * (together / (together + shrinkage));
  }

  /** This, as each thread finds the neighbours of an item with it. */
  default NeighborFinder finder(PairCounter pairs) {
    PairCounter.Row row = pairs.row();
    return (item, found) -> {
      row.count(item);
      for (int i = 0; i < row.size(); i++) {
        int other = row.other(i);
        double together = row.product(other);
        if (together > 0) {
          found.add(other, weigh(item, other, together));
        }
      }
    };
  }
}
