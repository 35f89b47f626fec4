package io.cartrec.io;

import io.cartrec.data.Dataset;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntToDoubleFunction;

/** Finds prices and quantities far from what is usual for their item. */
final class Outliers {

  private static final int FEWEST = 5;
  private static final double NORMAL = 1.4826;
  private static final double LEAST_OF_MEDIAN = 0.1;

  private Outliers() {}

  /** The rows that are within {@code deviations} of the median; {@code O(rows log rows)}. */
  static BitSet without(Dataset data, double deviations) {
    int[] begin = new int[data.items().size() + 1];
    for (int row = 0; row < data.rows(); row++) {
      begin[data.item(row) + 1]++;
    }
    for (int item = 0; item < data.items().size(); item++) {
      begin[item + 1] += begin[item];
    }
    int[] rows = new int[data.rows()];
    int[] next = begin.clone();
    for (int row = 0; row < data.rows(); row++) {
      rows[next[data.item(row)]++] = row;
    }
    BitSet kept = new BitSet(data.rows());
    kept.set(0, data.rows());
    for (int item = 0; item < data.items().size(); item++) {
      int[] own = Arrays.copyOfRange(rows, begin[item], begin[item + 1]);
      remove(own, data::quantity, deviations, kept);
      remove(own, row -> data.price(row).orElse(Double.NaN), deviations, kept);
    }
    return kept;
  }

  private static void remove(
      int[] rows, IntToDoubleFunction valueOf, double deviations, BitSet kept) {
    double[] values = Arrays.stream(rows)
        .mapToDouble(valueOf)
        .filter(value -> !Double.isNaN(value))
        .toArray();
    if (values.length < FEWEST) {
      return;
    }
    double median = median(values);
    double spread =
        NORMAL * median(Arrays.stream(values).map(v -> Math.abs(v - median)).toArray());
    double bound = deviations * Math.max(spread, LEAST_OF_MEDIAN * Math.abs(median));
    for (int row : rows) {
      // false for an absent value
      if (Math.abs(valueOf.applyAsDouble(row) - median) > bound) {
        kept.clear(row);
      }
    }
  }

  /** The middle value, or the mean of the middle two. */
  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
