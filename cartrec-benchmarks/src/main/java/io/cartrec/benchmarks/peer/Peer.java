package io.cartrec.benchmarks.peer;

/**
 * A recommender to be measured, with fixed settings. {@link java.util.ServiceLoader} finds peers on the
 * class path by their constructors without arguments.
 *
 * <p>Work is done in three steps, measured one by one: {@link #load} puts a shop's baskets in the form
 * that this library reads, {@link Training#build} learns from them, and {@link Built#recommend} answers.
 * What it costs to get from item numbers to what the library works with, and back, is the peer's.
 */
public interface Peer {

  /** In lower case with hyphens: the library, then the method. */
  String name();

  /** Library, version, method and settings in words. */
  String settings();

  /**
   * Takes over the baskets.
   *
   * @param items their number; baskets hold numbers in {@code [0, items)}
   * @param baskets distinct items of one basket in each row, in the order they were put in; the last
   *     basket is the latest
   */
  Training load(int items, int[][] baskets);

  /** Baskets ready to learn from. */
  @FunctionalInterface
  interface Training {
    /** Learns, each time anew, on all processors if the library can. */
    Built build();
  }

  /** Something that answers. Called by one thread. */
  @FunctionalInterface
  interface Built {
    /**
     * The best items to add to a cart, best first.
     *
     * @param cart distinct numbers in {@code [0, items)}, at least one
     * @return at most {@code limit} items, none of them in the cart
     */
    int[] recommend(int[] cart, int limit);
  }
}
