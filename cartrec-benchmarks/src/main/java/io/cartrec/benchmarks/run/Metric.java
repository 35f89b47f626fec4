package io.cartrec.benchmarks.run;

import java.util.List;
import org.openjdk.jmh.util.MultisetStatistics;

/**
 * A figure of a benchmark: the values of each round and all of them together, in units without prefixes
 * ({@code s/op}, {@code ops/s}). Never changed after it was made.
 *
 * @param unit the unit
 * @param rounds the values of each round, at least one round
 * @param all those of all rounds
 */
record Metric(String unit, List<MultisetStatistics> rounds, MultisetStatistics all) {

  /** The share of intervals that hold the true mean, as JMH has it. */
  static final double CONFIDENCE = 0.999;

  static Metric of(String unit, List<MultisetStatistics> rounds) {
    MultisetStatistics all = new MultisetStatistics();
    rounds.forEach(round -> round
        .getRawData()
        .forEachRemaining(entry -> all.addValue(entry.getKey(), entry.getValue())));
    return new Metric(unit, List.copyOf(rounds), all);
  }

  /** The mean of all values. */
  double score() {
    return all.getMean();
  }

  /** Half the interval of the mean, NaN of fewer than three values. */
  double error() {
    return all.getMeanErrorAt(CONFIDENCE);
  }

  /** The value that {@code percent} of all values do not exceed. */
  double percentile(double percent) {
    return all.getPercentile(percent);
  }
}
