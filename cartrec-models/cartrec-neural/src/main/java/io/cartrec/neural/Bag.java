package io.cartrec.neural;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * The features of some items, one after the other: the {@code i}-th has the features {@code rows[k]} with
 * {@code weights[k]} for {@code k} in {@code [begin[i], begin[i + 1])}.
 *
 * @param begin where those of each begin, and where the last end
 * @param rows codes of features
 * @param weights what each counts
 */
record Bag(int[] begin, int[] rows, float[] weights) {

  static final Bag EMPTY = of(new int[0], new float[0]);

  /** The features of one item. */
  static Bag of(int[] rows, float[] weights) {
    return new Bag(new int[] {0, rows.length}, rows, weights);
  }

  /** {@code count} bags, each of one item, as one. */
  static Bag joined(int count, IntFunction<Bag> bags) {
    int[] begin = new int[count + 1];
    int[] rows = new int[count];
    float[] weights = new float[count];
    for (int i = 0; i < count; i++) {
      Bag bag = bags.apply(i);
      int size = bag.rows.length;
      begin[i + 1] = Math.addExact(begin[i], size);
      if (begin[i + 1] > rows.length) {
        int length = Math.addExact(begin[i + 1], begin[i + 1] / 2);
        rows = Arrays.copyOf(rows, length);
        weights = Arrays.copyOf(weights, length);
      }
      System.arraycopy(bag.rows, 0, rows, begin[i], size);
      System.arraycopy(bag.weights, 0, weights, begin[i], size);
    }
    return new Bag(begin, Arrays.copyOf(rows, begin[count]), Arrays.copyOf(weights, begin[count]));
  }
}
