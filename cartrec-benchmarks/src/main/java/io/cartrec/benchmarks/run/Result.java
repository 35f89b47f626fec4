package io.cartrec.benchmarks.run;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What one benchmark found with one set of parameters. Never changed after it was made.
 *
 * @param benchmark class and method, with the package
 * @param mode as JMH abbreviates it: {@code thrpt}, {@code avgt}, {@code sample}, {@code ss}
 * @param threads how many threads called it at once
 * @param params the parameters by name
 * @param primary the time of a call, or calls a second
 * @param secondary what else was counted, by name
 */
record Result(
    String benchmark,
    String mode,
    int threads,
    Map<String, String> params,
    Metric primary,
    Map<String, Metric> secondary) {

  /** Class and method, without the package. */
  String name() {
    int method = benchmark.lastIndexOf('.');
    return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
  }

  /** The parameters in words, with the number of threads where there are several. */
  String settings() {
    String words = params.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
    return threads == 1 ? words : (words + " threads=" + threads).strip();
  }

  /** What tells it from the other results of a run. */
  String key() {
    return name() + " " + mode + " " + settings();
  }

  /** How many threads worked, be it that they called the benchmark or that it was told to use them. */
  int workers() {
    return params.containsKey("threads") ? Integer.parseInt(params.get("threads")) : threads;
  }

  /** What else was counted under {@code name}. */
  Optional<Metric> secondary(String name) {
    return Optional.ofNullable(secondary.get(name));
  }

  boolean isThroughput() {
    return mode.equals("thrpt");
  }

  boolean isSampled() {
    return mode.equals("sample");
  }
}
