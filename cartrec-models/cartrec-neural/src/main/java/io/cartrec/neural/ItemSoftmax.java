package io.cartrec.neural;

import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.neural.kernel.Lanes;

/**
 * The softmax of a state's products with all items. Working space of one request at a time. Not
 * thread-safe.
 */
final class ItemSoftmax {

  private final Lanes lanes = Lanes.best();
  private final ItemProducts products;

  /** @param table items x width */
  ItemSoftmax(Tensor table, int width) {
    this(ItemTable.of(table), width);
  }

  ItemSoftmax(ItemTable table, int width) {
    this.products = ItemProducts.of(table, width);
  }

  /** The product of {@code state} with every item; the same array each time. */
  float[] logits(float[] state) {
    return products.of(state);
  }

  /** Adds the softmax of the products to the score of every item. */
  void score(float[] state, ScoreAccumulator into) {
    float[] scores = logits(state);
    double sum = lanes.expSum(scores, 0, scores.length, lanes.max(scores, 0, scores.length));
    into.addAll(scores, 1 / sum);
  }
}
