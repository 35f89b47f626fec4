package io.cartrec.neural;

/** Multiplies a state with every item's row. Working space of one request at a time. Not thread-safe. */
@FunctionalInterface
interface ItemProducts {

  /** The product of {@code state} with every item; the same array each time, which may be overwritten. */
  float[] of(float[] state);

  /** Those with {@code table}. */
  static ItemProducts of(ItemTable table, int width) {
    FloatProducts exact = new FloatProducts(table.numbers(), width);
    return table.isRounded() ? new ByteProducts(table, width, exact) : exact;
  }
}
