package io.cartrec.neural;

import java.util.function.IntToDoubleFunction;

/**
 * How often items follow in what is learned from.
 *
 * @param holding in how many sequences, or sets, each item can be a target
 * @param size how many sequences or sets there are
 * @param share the probability that an item that can be a target is one
 * @param logOdds the logarithm of the odds that an item follows at a place, with half a place more for and
 *     against
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FollowerCounts(int[] holding, int size, double share, float[] logOdds) {

  private static final double MOST = 1 - 1e-9; // so that logarithms are finite

  /** Those of sequences: at a place follow its target and those of later places. */
  static FollowerCounts of(Sequences sequences, int itemCount) {
    int[] holding = new int[itemCount];
    double[] places = new double[itemCount];
    int[] seen = new int[itemCount]; // 1 + the newest sequence in which an item was seen
    for (int s = 0; s < sequences.size(); s++) {
      for (int place = sequences.places(s) - 1; place >= 0; place--) {
        int item = sequences.target(s, place);
        if (seen[item] <= s) {
          seen[item] = s + 1;
          holding[item]++;
          places[item] += place + 1;
        }
      }
    }
    return new FollowerCounts(holding, sequences.size(), 1, logOdds(places, sequences.places()));
  }

  /**
   * Those of sets: what was dropped follows.
   *
   * @param holding how many of the {@code size} sets have each item
   * @param dropped share of the items that are dropped
   * @param share of the items that are targets
   */
  static FollowerCounts of(int[] holding, int size, double dropped, double share) {
    double[] places = new double[holding.length];
    for (int item = 0; item < holding.length; item++) {
      places[item] = dropped * holding[item];
    }
    return new FollowerCounts(holding, size, share, logOdds(places, size));
  }

  private static float[] logOdds(double[] places, double all) {
    float[] logOdds = new float[places.length];
    for (int item = 0; item < places.length; item++) {
      logOdds[item] = (float) StrictMath.log((places[item] + 0.5) / (all - places[item] + 0.5));
    }
    return logOdds;
  }

  /**
   * The logarithm of the probability that no other of the {@code sequences} in a step has an item as a
   * target: each of the sequences that hold it is in the step as probably as any.
   */
  IntToDoubleFunction missed(int sequences) {
    double inStep = share * (sequences - 1) / Math.max(1, size - 1);
    double log = StrictMath.log1p(-Math.min(MOST, inStep));
    return item -> holding[item] * log;
  }
}
