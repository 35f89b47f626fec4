package io.cartrec.neural;

import io.cartrec.model.Tensor;
import io.cartrec.neural.kernel.Lanes;
import java.nio.FloatBuffer;

/** Reads the rows block by block from where the model lies. Not thread-safe. */
final class FloatProducts implements ItemProducts {

  private static final int BLOCK = 128; // items at a time

  private final Lanes lanes = Lanes.best();
  private final FloatBuffer table;
  private final int width;
  private final float[] rows;
  private final float[] products = new float[BLOCK];
  private final float[] all;

  /** @param table items x width */
  FloatProducts(Tensor table, int width) {
    this.table = table.floats();
    this.width = width;
    this.rows = new float[BLOCK * width];
    this.all = new float[table.length() / width];
  }

  @Override
  public float[] of(float[] state) {
    for (int from = 0; from < all.length; from += BLOCK) {
      int size = Math.min(BLOCK, all.length - from);
      multiply(state, from, size);
      System.arraycopy(products, 0, all, from, size);
    }
    return all;
  }

  /** The product of {@code state} with {@code item}. */
  float of(float[] state, int item) {
    multiply(state, item, 1);
    return products[0];
  }

  private void multiply(float[] state, int from, int size) {
    table.get(from * width, rows, 0, size * width);
    lanes.dots(state, rows, size, products);
  }
}
