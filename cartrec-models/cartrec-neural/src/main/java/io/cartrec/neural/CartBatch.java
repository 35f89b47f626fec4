package io.cartrec.neural;

/**
 * Some carts at one moment each.
 *
 * @param known what had been put into each, and what is told of its user
 * @param later what was added to it after that
 */
record CartBatch(ItemSets known, ItemSets later) {

  /** {@code carts}, of which each item comes later with probability {@code share}, by {@code seed}. */
  static CartBatch of(ItemSets carts, double share, long seed) {
    float[] weights = carts.weights(share, seed);
    return new CartBatch(carts.kept(weights).of(carts.told()), carts.dropped(weights));
  }

  /** How many carts there are. */
  int size() {
    return known.size();
  }
}
