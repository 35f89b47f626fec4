package io.cartrec.neural;

import io.cartrec.internal.Parallel;
import java.util.Arrays;
import java.util.Map;

/**
 * A weight for each pair that is crossed, an item of the cart, or an attribute of the user, and a
 * candidate, those of a cart's items divided by the root of their number, and of its user's attributes
 * likewise; and a bias of the candidate, which begins at its log odds. Not thread-safe.
 */
final class WidePart {

  static final String PAIRS = "wide.pair_weights";
  static final String ATTRIBUTE_PAIRS = "wide.attribute_weights";
  static final String BIAS = "bias_items";

  private static final int BLOCK = 16; // carts
  private static final float SETTLED = -1e4f; // a logit that neither costs nor teaches anything

  private final int itemCount;
  private final Crossed pairs;
  private final Crossed attributePairs;
  private final HeapWeights bias;

  /** The weights of some crosses. */
  private record Crossed(Crosses crosses, HeapWeights weights) {
    Crossed(Crosses crosses) {
      this(crosses, new HeapWeights(new float[crosses.size()]));
    }

    /** Adds the weights of row {@code row} of {@code lefts} to the logits from {@code first} on. */
    void addTo(float[] logits, int first, ItemSets lefts, int row, int[] columns) {
      float share = share(lefts.end(row) - lefts.begin(row));
      for (int l = lefts.begin(row); l < lefts.end(row); l++) {
        int left = lefts.items()[l];
        for (int k = crosses.begin(left); k < crosses.end(left); k++) {
          int column = columns[crosses.item(k)];
          if (column >= 0) {
            logits[first + column] += share * weights.value(crosses.number(k));
          }
        }
      }
    }

    /** The way back. */
    void addGradient(float[] gradient, int first, ItemSets lefts, int row, int[] columns) {
      float share = share(lefts.end(row) - lefts.begin(row));
      for (int l = lefts.begin(row); l < lefts.end(row); l++) {
        int left = lefts.items()[l];
        for (int k = crosses.begin(left); k < crosses.end(left); k++) {
          int column = columns[crosses.item(k)];
          if (column >= 0) {
            weights.add(crosses.number(k), share * gradient[first + column]);
          }
        }
      }
    }
  }

  /** What each of so many weights counts, so that long carts are not told with more certainty. */
  static float share(int weights) {
    return (float) (1 / Math.sqrt(weights));
  }

  WidePart(Vocabulary vocabulary, float[] logOdds) {
    this.itemCount = vocabulary.items();
    this.pairs = new Crossed(vocabulary.pairs());
    this.attributePairs = new Crossed(vocabulary.attributePairs());
    this.bias = new HeapWeights(logOdds);
  }

  /** How many numbers each parameter has. */
  static Map<String, Long> shapes(Vocabulary vocabulary) {
    return Map.of(
        PAIRS, (long) vocabulary.pairs().size(),
        ATTRIBUTE_PAIRS, (long) vocabulary.attributePairs().size(),
        BIAS, (long) vocabulary.items());
  }

  /** The parameters by the names of their tensors. */
  Map<String, Learned> parameters() {
    return Map.of(PAIRS, pairs.weights(), ATTRIBUTE_PAIRS, attributePairs.weights(), BIAS, bias);
  }

  /** The logits of each cart and candidate, row by row; what the cart has already is settled. */
  float[] logits(CartBatch batch, Candidates candidates, int threads) {
    int[] items = candidates.items();
    int[] columns = columns(items);
    float[] logits = new float[Math.multiplyExact(batch.size(), items.length)];
    ItemSets attributes = batch.known().attributes();
    Parallel.forBlocks(threads, batch.size(), BLOCK, () -> (from, to) -> {
      for (int row = from; row < to; row++) {
        int first = row * items.length;
        for (int column = 0; column < items.length; column++) {
          logits[first + column] = bias.value(items[column]);
        }
        pairs.addTo(logits, first, batch.known(), row, columns);
        attributePairs.addTo(logits, first, attributes, row, columns);
        for (int k = batch.known().begin(row); k < batch.known().end(row); k++) {
          int column = columns[batch.known().items()[k]];
          if (column >= 0) {
            logits[first + column] = SETTLED;
          }
        }
      }
    });
    return logits;
  }

  /** Where each item stands among {@code candidates}; -1 if it does not. */
  private int[] columns(int[] candidates) {
    int[] columns = new int[itemCount];
    Arrays.fill(columns, -1);
    for (int column = 0; column < candidates.length; column++) {
      columns[candidates[column]] = column;
    }
    return columns;
  }

  /** Steps by the gradient of the logits. */
  void learn(CartBatch batch, Candidates candidates, float[] gradient, double rate) {
    int[] items = candidates.items();
    int[] columns = columns(items);
    ItemSets attributes = batch.known().attributes();
    for (int row = 0; row < batch.size(); row++) {
      int first = row * items.length;
      for (int column = 0; column < items.length; column++) {
        bias.add(items[column], gradient[first + column]);
      }
      pairs.addGradient(gradient, first, batch.known(), row, columns);
      attributePairs.addGradient(gradient, first, attributes, row, columns);
    }
    pairs.weights().learn(rate);
    attributePairs.weights().learn(rate);
    bias.learn(rate);
  }
}
