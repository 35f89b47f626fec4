package io.cartrec.eval;

import java.util.Arrays;

/**
 * An answered case as metrics see it: which places of the list hold a true item, how many true items
 * there are, where the target stands. Places are counted from 0 here, ranks from 1. Not to be changed;
 * thread-safe.
 */
final class Outcome {

  private final int[] list;
  private final boolean[] hit;
  private final int truthSize;
  private final int rank;
  private final ItemCounts counts;

  /**
   * @param list the answer in training codes, best first, no item twice
   * @param hit for each place of the list whether its item is true
   * @param truthSize how many true items there are, repeats and all
   * @param rank the rank of the target, counted from 1; 0 when it was not found
   * @param counts how often items occur in training
   */
  Outcome(int[] list, boolean[] hit, int truthSize, int rank, ItemCounts counts) {
    this.list = list;
    this.hit = hit;
    this.truthSize = truthSize;
    this.rank = rank;
    this.counts = counts;
  }

  int size() {
    return list.length;
  }

  int truthSize() {
    return truthSize;
  }

  boolean isHit(int place) {
    return hit[place];
  }

  /** Whether the target stands among the first {@code k}. */
  boolean isFound(int k) {
    return rank >= 1 && rank <= k;
  }

  /** The rank of the target; 0 when it was not found. */
  int rank() {
    return rank;
  }

  /** How many of the first {@code k} places hold a true item. */
  int hits(int k) {
    int hits = 0;
    for (int place = 0; place < Math.min(k, hit.length); place++) {
      hits += hit[place] ? 1 : 0;
    }
    return hits;
  }

  /** Popularity of the item at {@code place}, in [0, 1]. */
  double popularity(int place) {
    return counts.popularity(list[place]);
  }

  /** Surprise of the item at {@code place}, in bits. */
  double surprise(int place) {
    return counts.surprise(list[place]);
  }

  /**
   * This outcome with only those true items that a side of a partition holds: the list stays, so ranks
   * stay, but only true items of that side are hits.
   *
   * @param side for each place of the list whether its item is on the side
   * @param truthOnSide how many true items are
   */
  Outcome only(boolean[] side, int truthOnSide) {
    boolean[] hitOnSide = new boolean[hit.length];
    int first = 0;
    for (int place = 0; place < hit.length; place++) {
      hitOnSide[place] = hit[place] && side[place];
      first = first == 0 && hitOnSide[place] ? place + 1 : first;
    }
    return new Outcome(list, hitOnSide, truthOnSide, first, counts);
  }

  @Override
  public String toString() {
    return "list " + Arrays.toString(list) + ", hits " + Arrays.toString(hit) + ", truth "
        + truthSize + ", rank " + rank;
  }
}
