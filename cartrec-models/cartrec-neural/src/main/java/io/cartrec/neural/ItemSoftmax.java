package io.cartrec.neural;

import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.neural.kernel.Lanes;
import java.nio.FloatBuffer;

/**
 * Multiplies a state with every item's row, read block by block from where the model lies, and makes the
 * softmax of it. Working space of one request at a time. Not thread-safe.
 */
final class ItemSoftmax {

  private static final int BLOCK = 64; // items at a time

  private final Lanes lanes = Lanes.best();
  private final FloatBuffer table;
  private final int width;
  private final float[] rows;
  private final float[] products = new float[BLOCK];
  private final float[] logits;

  /** @param table items x width */
  ItemSoftmax(Tensor table, int width) {
    this.table = table.floats();
    this.width = width;
    this.rows = new float[BLOCK * width];
    this.logits = new float[table.length() / width];
  }

  /** The product of {@code state} with every item; the same array each time. */
  float[] logits(float[] state) {
    for (int from = 0; from < logits.length; from += BLOCK) {
      int size = Math.min(BLOCK, logits.length - from);
      table.get(from * width, rows, 0, size * width);
      lanes.dots(state, rows, size, products);
      System.arraycopy(products, 0, logits, from, size);
    }
    return logits;
  }

  /** Adds the softmax of the products to the score of every item. */
  void score(float[] state, ScoreAccumulator into) {
    float[] scores = logits(state);
    double sum = lanes.expSum(scores, 0, scores.length, lanes.max(scores, 0, scores.length));
    into.addAll(scores, 1 / sum);
  }
}
