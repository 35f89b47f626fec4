package io.cartrec.neural.kernel;

/** Sums of some rows of a table, each with a weight, and the way back. Immutable and thread-safe. */
final class WeightedSums {

  private final int[] begin;
  private final int[] rows;
  private final float[] weights;

  /** Sum {@code i} is of the entries from {@code begin[i]} on. */
  WeightedSums(int[] begin, int[] rows, float[] weights) {
    this.begin = begin;
    this.rows = rows;
    this.weights = weights;
  }

  /** Adds the sums to {@code into}. */
  void gather(CpuMatrix table, CpuMatrix into) {
    for (int i = 0; i < begin.length - 1; i++) {
      for (int k = begin[i]; k < begin[i + 1]; k++) {
        add(weights[k], table.row(rows[k]), into.row(i));
      }
    }
  }

  void scatter(CpuMatrix from, CpuMatrix table) {
    for (int i = 0; i < begin.length - 1; i++) {
      for (int k = begin[i]; k < begin[i + 1]; k++) {
        add(weights[k], from.row(i), table.row(rows[k]));
      }
    }
  }

  private static void add(float factor, float[] from, float[] into) {
    for (int j = 0; j < into.length; j++) {
      into[j] = Math.fma(factor, from[j], into[j]);
    }
  }
}
