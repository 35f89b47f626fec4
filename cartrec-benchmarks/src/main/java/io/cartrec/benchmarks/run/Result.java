package io.cartrec.benchmarks.run;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one benchmark found with one set of parameters. Never changed after it was made.
 *
 * @param benchmark class and method, with the package
 * @param mode as JMH abbreviates it: {@code thrpt}, {@code avgt}, {@code sample}, {@code ss}
 * @param threads how many threads called it at once
 * @param params the parameters by name
 * @param how on which Java, and how often for how long
 * @param primary the time of a call, or calls a second
 * @param secondary what else was counted, by name
 */
record Result(
    String benchmark,
    String mode,
    int threads,
    Map<String, String> params,
    String how,
    Metric primary,
    Map<String, Metric> secondary) {

  /** Class and method, without the package. */
  String name() {
    int method = benchmark.lastIndexOf('.');
    return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
  }

  /** The parameters in words, with the number of threads where there are several. */
  String settings() {
    return settingsBut();
  }

  /** The same without some parameters. */
  String settingsBut(String... parameters) {
    Map<String, String> all = new TreeMap<>(params);
    if (threads > 1) {
      all.put("threads", String.valueOf(threads));
    }
    all.keySet().removeAll(Set.of(parameters));
    return all.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  /** What tells it from the other results of a run. */
  String key() {
    return (name() + " " + mode + " " + settings()).strip();
  }

  /** How many threads worked, be it that they called the benchmark or that it was told to use them. */
  int workers() {
    return params.containsKey("threads") ? Integer.parseInt(params.get("threads")) : threads;
  }

  /** What else was counted under {@code name}. */
  Optional<Metric> secondary(String name) {
    return Optional.ofNullable(secondary.get(name));
  }

  /** The peer that was measured, empty if none was. */
  String peer() {
    return params.getOrDefault("peer", "");
  }

  /** The time of a call: of samples the median, of a throughput what is left for each. */
  double seconds() {
    if (primary.unit().endsWith("/s")) {
      return 1 / primary.score();
    }
    return isSampled() ? primary.percentile(50) : primary.score();
  }

  boolean isSampled() {
    return mode.equals("sample");
  }
}
