package io.cartrec.neural;

import io.cartrec.neural.kernel.Lanes;

/** Multiplies a state with every item's row. Working space of one request at a time. Not thread-safe. */
@FunctionalInterface
interface ItemProducts {

  /** The product of {@code state} with every item; the same array each time, which may be overwritten. */
  float[] of(float[] state);

  /** Those with {@code table}: with its bytes, where it has some and they are faster. */
  static ItemProducts of(ItemTable table, int width) {
    FloatProducts exact = new FloatProducts(table.numbers(), width);
    return table.isRounded() && Lanes.best().preferBytes()
        ? new ByteProducts(table, width, exact)
        : exact;
  }
}
