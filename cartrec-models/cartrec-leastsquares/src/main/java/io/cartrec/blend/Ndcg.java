package io.cartrec.blend;

/** The normalised discounted cumulative gain of the first 20 places. */
final class Ndcg {

  private static final int PLACES = 20;

  private Ndcg() {}

  /**
   * {@code Σ_t 1 / log2(place(t) + 1)} over the targets within the first 20 places, divided by what the
   * best list would have. In [0, 1].
   *
   * @param places the place of each target, counted from 1; 0 when it has none
   */
  static double at20(int[] places) {
    double gain = 0;
    double ideal = 0;
    for (int target = 0; target < places.length; target++) {
      if (places[target] >= 1 && places[target] <= PLACES) {
        gain += gain(places[target]);
      }
      if (target < PLACES) {
        ideal += gain(target + 1);
      }
    }
    return gain / ideal;
  }

  private static double gain(int place) {
    return Math.log(2) / Math.log(place + 1.0);
  }
}
