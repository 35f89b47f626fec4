package io.cartrec.neighbors;

/** Finds what one item speaks for. The scratch space of one thread; not thread-safe. */
@FunctionalInterface
interface NeighborFinder {

  /** Hands each other item that {@code item} may speak for to {@code found}, once. */
  void find(int item, Found found);

  /** Takes what was found. */
  @FunctionalInterface
  interface Found {

    /**
     * Takes an item and its weight.
     *
     * @param weight how strongly the item speaks for {@code other}, finite; 0 or less is not at all
     */
    void add(int other, double weight);
  }
}
