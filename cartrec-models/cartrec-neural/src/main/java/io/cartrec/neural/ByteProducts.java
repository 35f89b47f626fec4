package io.cartrec.neural;

import io.cartrec.internal.TopN;
import io.cartrec.neural.kernel.ByteBlocks;
import io.cartrec.neural.kernel.Lanes;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * Multiplies the rounded state with the rounded rows, then the state exactly with those of the {@value
 * #CHECKED} items that came out best. A product of the others is off by at most half a step of its row
 * times the sum of the state's numbers, and half a step of the state times the sum of the row's, all
 * without their signs. Not thread-safe.
 */
final class ByteProducts implements ItemProducts {

  /** How many of the best items are multiplied exactly. */
  static final int CHECKED = 256;

  private static final int BLOCKS = 4; // at a time

  private final Lanes lanes = Lanes.best();
  private final ByteBuffer table;
  private final FloatBuffer steps;
  private final FloatProducts exact;
  private final short[] rounded;
  private final byte[] blocks;
  private final float[] rowSteps = new float[BLOCKS * ByteBlocks.ROWS];
  private final float[] products = new float[BLOCKS * ByteBlocks.ROWS];
  private final float[] all;
  private final TopN best = new TopN();

  ByteProducts(ItemTable table, int width, FloatProducts exact) {
    this.table = table.bytes().buffer();
    this.steps = table.scales().floats();
    this.exact = exact;
    this.rounded = new short[ByteBlocks.columns(width)];
    this.blocks = new byte[products.length * rounded.length];
    this.all = new float[table.scales().length()];
  }

  @Override
  public float[] of(float[] state) {
    float step = ByteBlocks.round(state, rounded);
    for (int from = 0; from < all.length; from += products.length) {
      int size = Math.min(products.length, all.length - from);
      int count = (size + ByteBlocks.ROWS - 1) / ByteBlocks.ROWS;
      table.get(from * rounded.length, blocks, 0, count * ByteBlocks.ROWS * rounded.length);
      steps.get(from, rowSteps, 0, size);
      lanes.dots(rounded, blocks, count, products);
      for (int i = 0; i < size; i++) {
        all[from + i] = products[i] * (rowSteps[i] * step);
      }
    }
    check(state);
    return all;
  }

  private void check(float[] state) {
    best.reset(CHECKED);
    int item = next(0);
    while (item < all.length) {
      best.offer(item, all[item]);
      item = next(item + 1);
    }
    best.sort();
    for (int rank = 0; rank < best.size(); rank++) {
      all[best.item(rank)] = exact.of(state, best.item(rank));
    }
  }

  /** The first item from {@code from} on that may be among the best. */
  private int next(int from) {
    return lanes.next(all, from, all.length, best.floor());
  }
}
