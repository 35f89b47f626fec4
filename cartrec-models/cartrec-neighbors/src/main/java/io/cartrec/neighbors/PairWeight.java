package io.cartrec.neighbors;

/** Turns how often two items meet into how strongly the first speaks for the second. */
@FunctionalInterface
interface PairWeight {

  /**
   * The weight from {@code item} to {@code other}, finite; 0 or less keeps the pair out of the table.
   *
   * @param together the dot product of the two, {@code > 0}
   */
  double weigh(int item, int other, double together);
}
