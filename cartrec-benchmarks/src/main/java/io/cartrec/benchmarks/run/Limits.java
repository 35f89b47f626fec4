package io.cartrec.benchmarks.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the machine can do at most, as {@code LimitsBenchmark} measured it in the same run.
 *
 * @param results those of a run
 */
record Limits(List<Result> results) {

  /** What a benchmark may count. */
  private static final List<String> COUNTERS = List.of("flops", "bytes", "loads", "rows");

  /** The method of {@code LimitsBenchmark} that measures the limit of a counter, where there is one. */
  private static final Map<String, String> METHODS =
      Map.of("flops", "multiplyAdd", "bytes", "read", "loads", "follow");

  /** Whether a result is one of these limits. */
  static boolean isLimit(Result result) {
    return result.name().startsWith("LimitsBenchmark.");
  }

  /** Of what a result moves, such as {@code bytes}, if it says and moves any. */
  static Optional<String> moved(Result result) {
    return COUNTERS.stream()
        .filter(name -> result.secondary(name).map(Metric::score).orElse(0.0) > 0)
        .findFirst();
  }

  /**
   * The share of the limit that a result reached, with as many threads; empty if it is a limit itself, says
   * nothing of what it moves, or the limit was not measured.
   */
  Optional<Double> share(Result result) {
    return moved(result)
        .filter(name -> !isLimit(result))
        .flatMap(name -> results.stream()
            .filter(limit -> limit.name().equals("LimitsBenchmark." + METHODS.get(name)))
            .filter(limit -> limit.workers() == result.workers())
            .flatMap(limit -> limit.secondary(name).stream())
            .findFirst()
            .flatMap(limit -> result.secondary(name).map(own -> own.score() / limit.score())));
  }
}
