package io.cartrec.neural;

import io.cartrec.data.Interactions;
import io.cartrec.neural.kernel.Mix;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The items of some users or sessions, one set after the other: set {@code i} has {@code items[k]} for
 * {@code k} in {@code [begin[i], begin[i + 1])}.
 *
 * @param begin where each set begins, and where the last ends
 * @param items the items
 * @param told the attributes of each set's user; empty where nobody is told of them
 */
record ItemSets(int[] begin, int[] items, Bag told) {

  /** Sets of nobody in particular. */
  ItemSets(int[] begin, int[] items) {
    this(begin, items, Bag.EMPTY);
  }

  /** These sets, of users with such attributes. */
  ItemSets of(Bag users) {
    return new ItemSets(begin, items, users);
  }

  /**
   * The rows {@code from} up to {@code to} of {@code order}.
   *
   * @param codes what each item of {@code data} is called here
   */
  static ItemSets of(Interactions data, int[] codes, int[] order, int from, int to) {
    int[] begin = new int[to - from + 1];
    for (int i = from; i < to; i++) {
      begin[i - from + 1] = begin[i - from] + data.end(order[i]) - data.begin(order[i]);
    }
    int[] items = new int[begin[to - from]];
    for (int i = from; i < to; i++) {
      int at = begin[i - from];
      for (int k = data.begin(order[i]); k < data.end(order[i]); k++) {
        items[at++] = codes[data.item(k)];
      }
    }
    return new ItemSets(begin, items);
  }

  /** What is told of each set's user, as sets. */
  ItemSets attributes() {
    return new ItemSets(told.begin(), told.rows());
  }

  int begin(int set) {
    return begin[set];
  }

  int end(int set) {
    return begin[set + 1];
  }

  /** How many sets there are. */
  int size() {
    return begin.length - 1;
  }

  /**
   * What each item counts as an input: {@code 1 / sqrt(size of its set)}, and 0 with probability {@code
   * dropout}, by {@code seed}, where the others count as much more.
   */
  float[] weights(double dropout, long seed) {
    float[] weights = new float[items.length];
    for (int i = 0; i < size(); i++) {
      float weight = (float) (1 / ((1 - dropout) * Math.sqrt(begin[i + 1] - begin[i])));
      for (int k = begin[i]; k < begin[i + 1]; k++) {
        weights[k] = (Mix.of(seed, k) >>> 11) * 0x1p-53 < dropout ? 0 : weight;
      }
    }
    return weights;
  }

  /** Of every set the items that count 0. */
  ItemSets dropped(float[] weights) {
    return where(k -> weights[k] == 0);
  }

  /** Of every set the items that count more than 0. */
  ItemSets kept(float[] weights) {
    return where(k -> weights[k] > 0);
  }

  private ItemSets where(IntPredicate places) {
    int[] starts = new int[begin.length];
    int[] chosen = new int[items.length];
    int size = 0;
    for (int i = 0; i < size(); i++) {
      for (int k = begin[i]; k < begin[i + 1]; k++) {
        if (places.test(k)) {
          chosen[size++] = items[k];
        }
      }
      starts[i + 1] = size;
    }
    return new ItemSets(starts, Arrays.copyOf(chosen, size));
  }

  /** Of every set the items before the last fifth, at least one. */
  ItemSets known() {
    return part(true);
  }

  /** Of every set the last fifth; at least one of two. */
  ItemSets hidden() {
    return part(false);
  }

  private ItemSets part(boolean known) {
    int[] starts = new int[begin.length];
    int[] chosen = new int[items.length];
    for (int i = 0; i < size(); i++) {
      int size = begin[i + 1] - begin[i];
      int cut = begin[i] + Math.max(1, size - Math.max(1, size / 5));
      int from = known ? begin[i] : cut;
      int to = known ? cut : begin[i + 1];
      System.arraycopy(items, from, chosen, starts[i], to - from);
      starts[i + 1] = starts[i] + to - from;
    }
    return new ItemSets(starts, Arrays.copyOf(chosen, starts[size()]), told);
  }
}
