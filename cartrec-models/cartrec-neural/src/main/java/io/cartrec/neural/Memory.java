package io.cartrec.neural;

import java.util.Locale;

/** How much memory training takes. */
final class Memory {

  private static final int TABLE_COPIES = Parameter.COPIES + 2; // the others when it is saved
  private static final int ROW_COPIES = 20; // of a batch's numbers, in layers, at most
  private static final long MOST_BYTES = Integer.MAX_VALUE - 8; // of a tensor

  private Memory() {}

  /**
   * Refuses what the heap cannot hold, before anything is allocated.
   *
   * @param most how many targets a step has at most
   * @throws IllegalStateException if training would need more than the JVM may have, or a table is too
   *     large for a file
   */
  static void check(int itemCount, int width, boolean tied, Learning learning, int most) {
    long table = (long) itemCount * width * Float.BYTES;
    if (table > MOST_BYTES) {
      throw new IllegalStateException(String.format(
          Locale.ROOT,
          "%,d items of width %,d take %,d bytes but a table may take %,d; lower the width",
          itemCount,
          width,
          table,
          MOST_BYTES));
    }
    long tables = (tied ? 1 : 2) * (long) TABLE_COPIES;
    long rows = SequenceNet.most(learning, itemCount, most);
    long numbers = (tables * itemCount + 2 * rows + (long) ROW_COPIES * learning.batch()) * width
        + rows * learning.batch();
    check(numbers * Float.BYTES, Runtime.getRuntime().maxMemory());
  }

  static void check(long needed, long available) {
    if (needed > available) {
      throw new IllegalStateException(String.format(
          Locale.ROOT,
          "training needs %,d bytes but the JVM may have %,d; raise -Xmx, or lower width, batch or"
              + " negatives",
          needed,
          available));
    }
  }
}
