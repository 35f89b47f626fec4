package io.cartrec.neural;

import io.cartrec.internal.TopN;
import io.cartrec.neural.kernel.Lanes;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * Multiplies with the rounded rows, then once more, exactly, with those of the {@value #CHECKED} items
 * that came out best. Not thread-safe.
 */
final class ByteProducts implements ItemProducts {

  /** How many of the best items are multiplied exactly. */
  static final int CHECKED = 256;

  private static final int BLOCK = 128; // items at a time

  private final Lanes lanes = Lanes.best();
  private final ByteBuffer table;
  private final FloatBuffer scales;
  private final int width;
  private final FloatProducts exact;
  private final byte[] rows;
  private final float[] rowScales = new float[BLOCK];
  private final float[] products = new float[BLOCK];
  private final float[] all;
  private final TopN best = new TopN();

  ByteProducts(ItemTable table, int width, FloatProducts exact) {
    this.table = table.bytes().buffer();
    this.scales = table.scales().floats();
    this.width = width;
    this.exact = exact;
    this.rows = new byte[BLOCK * width];
    this.all = new float[table.scales().length()];
  }

  @Override
  public float[] of(float[] state) {
    for (int from = 0; from < all.length; from += BLOCK) {
      int size = Math.min(BLOCK, all.length - from);
      table.get(from * width, rows, 0, size * width);
      scales.get(from, rowScales, 0, size);
      lanes.dots(state, rows, size, products);
      for (int i = 0; i < size; i++) {
        all[from + i] = products[i] * rowScales[i];
      }
    }
    check(state);
    return all;
  }

  private void check(float[] state) {
    best.reset(CHECKED);
    for (int item = 0; item < all.length; item++) {
      if (best.admits(item, all[item])) {
        best.offer(item, all[item]);
      }
    }
    best.sort();
    for (int rank = 0; rank < best.size(); rank++) {
      all[best.item(rank)] = exact.of(state, best.item(rank));
    }
  }
}
