package io.cartrec.eval;

import io.cartrec.internal.Check;
import java.util.Arrays;

/**
 * How recommendations spread over the catalogue: how often each training item stood among the first
 * {@code k} of a list. Coverage and Gini are no means over cases, and a bootstrap of distinct counts is
 * biased downwards; their intervals come from a delete-one-group jackknife over {@value #GROUPS} groups
 * of units instead. Not thread-safe.
 */
final class Spread {

  static final int GROUPS = 20;

  private static final double NORMAL_QUANTILE = 1.959964; // of a two-sided 95 % interval

  private final int k;
  private final int[][] counts; // by group, then item

  Spread(int k, int itemCount) {
    this.k = Check.positive(k, "k");
    this.counts = new int[GROUPS][itemCount];
  }

  /** The group of a unit of cases, which are not independent and so stay together. */
  static int group(int unit) {
    return unit % GROUPS;
  }

  int k() {
    return k;
  }

  void add(int group, int[] list) {
    for (int p = 0; p < Math.min(k, list.length); p++) {
      if (list[p] >= 0) {
        counts[group][list[p]]++;
      }
    }
  }

  void add(Spread other) {
    for (int g = 0; g < GROUPS; g++) {
      for (int item = 0; item < counts[g].length; item++) {
        counts[g][item] += other.counts[g][item];
      }
    }
  }

  /** Coverage@k: recommended distinct items / distinct training items. */
  Interval coverage() {
    return jackknife(Spread::coverage);
  }

  /**
   * Gini@k of how often the training items were recommended, 0 when all equally, towards 1 when one
   * alone: {@code Σ (2 i - n - 1) x_i / (n Σ x_i)} over the counts {@code x_1 <= ... <= x_n}.
   */
  Interval gini() {
    return jackknife(Spread::gini);
  }

  static double coverage(long[] counts) {
    return counts.length == 0
        ? 0
        : (double) Arrays.stream(counts).filter(count -> count > 0).count() / counts.length;
  }

  static double gini(long[] counts) {
    long[] sorted = counts.clone();
    Arrays.sort(sorted);
    double weighted = 0;
    double total = 0;
    for (int i = 0; i < sorted.length; i++) {
      weighted += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
      total += sorted[i];
    }
    return total == 0 ? 0 : weighted / (sorted.length * total);
  }

  @FunctionalInterface
  private interface Statistic {
    double of(long[] counts);
  }

  private Interval jackknife(Statistic statistic) {
    long[] all = without(GROUPS);
    double value = statistic.of(all);
    double[] partial = new double[GROUPS];
    for (int g = 0; g < GROUPS; g++) {
      partial[g] = statistic.of(without(g));
    }
    double mean = Arrays.stream(partial).average().orElse(value);
    double squares = Arrays.stream(partial).map(p -> (p - mean) * (p - mean)).sum();
    double error = NORMAL_QUANTILE * Math.sqrt((GROUPS - 1.0) / GROUPS * squares);
    return new Interval(value, Math.max(0, value - error), Math.min(1, value + error));
  }

  private long[] without(int group) {
    long[] sums = new long[counts[0].length];
    for (int g = 0; g < GROUPS; g++) {
      for (int item = 0; g != group && item < sums.length; item++) {
        sums[item] += counts[g][item];
      }
    }
    return sums;
  }
}
