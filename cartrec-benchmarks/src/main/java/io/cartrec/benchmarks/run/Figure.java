package io.cartrec.benchmarks.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.util.MultisetStatistics;

/**
 * A number that is compared between runs.
 *
 * @param name the result and what of it
 * @param how on which Java it was measured, and how often for how long
 * @param metric what it is one number of
 * @param value the number
 * @param low the least it may be
 * @param high the most it may be
 * @param moreIsBetter whether a higher one is the better one
 */
record Figure(
    String name,
    String how,
    Metric metric,
    double value,
    double low,
    double high,
    boolean moreIsBetter) {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** Median and p99 of samples, else the score; and what a call allocates, where it was measured. */
  static List<Figure> of(Result result) {
    List<Figure> figures = new ArrayList<>();
    if (result.isSampled()) {
      figures.add(of(result, result.primary(), "p50", all -> all.getPercentile(50)));
      figures.add(of(result, result.primary(), "p99", all -> all.getPercentile(99)));
    } else {
      figures.add(of(result, result.primary(), "score", MultisetStatistics::getMean));
    }
    result
        .secondary(ALLOCATED)
        .ifPresent(
            metric -> figures.add(of(result, metric, "allocated", MultisetStatistics::getMean)));
    return figures;
  }

  /** Whether nothing between its ends is between those of {@code other}. */
  boolean isApartFrom(Figure other) {
    return high < other.low || other.high < low;
  }

  /** The interval spans the rounds and, of a score, the confidence interval of the mean. */
  private static Figure of(
      Result result, Metric metric, String name, ToDoubleFunction<MultisetStatistics> number) {
    double value = number.applyAsDouble(metric.all());
    double error = name.equals("score") && !Double.isNaN(metric.error()) ? metric.error() : 0;
    double low = metric.rounds().stream().mapToDouble(number).min().orElse(value);
    double high = metric.rounds().stream().mapToDouble(number).max().orElse(value);
    return new Figure(
        result.key() + " " + name,
        result.how(),
        metric,
        value,
        Math.min(low, value - error),
        Math.max(high, value + error),
        metric.unit().endsWith("/s"));
  }
}
