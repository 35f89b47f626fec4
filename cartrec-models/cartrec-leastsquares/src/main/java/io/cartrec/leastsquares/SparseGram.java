package io.cartrec.leastsquares;

import io.cartrec.internal.Parallel;
import java.util.Arrays;

/**
 * The Gram matrix that {@link BasketPairs} gives, all rows of it. Takes 8 bytes for each entry above 0.
 * Immutable and thread-safe.
 */
final class SparseGram {

  private static final int BLOCK = 64;

  private final int[][] others;
  private final float[][] values;
  private final double[] diagonal;

  private SparseGram(int items) {
    others = new int[items][];
    values = new float[items][];
    diagonal = new double[items];
  }

  static SparseGram of(BasketPairs pairs, int threads) {
    SparseGram gram = new SparseGram(pairs.itemCount());
    Parallel.forBlocks(threads, pairs.itemCount(), BLOCK, () -> {
      BasketPairs.Row row = pairs.row();
      return (from, to) -> {
        for (int item = from; item < to; item++) {
          row.fill(item);
          gram.copy(item, row);
          gram.diagonal[item] = pairs.square(item);
        }
      };
    });
    return gram;
  }

  private void copy(int item, BasketPairs.Row row) {
    int[] met = new int[row.size()];
    Arrays.setAll(met, row::other);
    Arrays.sort(met);
    float[] sums = new float[met.length];
    for (int k = 0; k < met.length; k++) {
      sums[k] = (float) row.sum(met[k]);
    }
    others[item] = met;
    values[item] = sums;
  }

  int itemCount() {
    return diagonal.length;
  }

  /** The entry of {@code item} on the diagonal. */
  double square(int item) {
    return diagonal[item];
  }

  /** The columns of the entries of a row beside the diagonal, ascending. Not to be changed. */
  int[] others(int item) {
    return others[item];
  }

  /** The entries at {@link #others}. Not to be changed. */
  float[] values(int item) {
    return values[item];
  }
}
