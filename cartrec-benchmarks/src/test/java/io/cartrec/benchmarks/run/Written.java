package io.cartrec.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Result files of JMH's form, written by hand. Not thread-safe. */
final class Written {

  private final List<String> entries = new ArrayList<>();
  private String jdk = "17.0.1";

  /** What follows ran on this one. */
  Written on(String version) {
    this.jdk = version;
    return this;
  }

  /** A throughput in calls a microsecond, a number for each iteration of one fork. */
  Written throughput(String benchmark, String params, double... values) {
    return entry(benchmark, "thrpt", params, metric("ops/us", "rawData", list(values)), "");
  }

  /** A time in milliseconds, a number for each shot of one fork. */
  Written shots(String benchmark, String params, double... values) {
    return entry(benchmark, "ss", params, metric("ms/op", "rawData", list(values)), "");
  }

  /** Sampled times in microseconds, each as often as the number after it says. */
  Written samples(String benchmark, String params, double... valuesAndCounts) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < valuesAndCounts.length; i += 2) {
      pairs.add("[%s, %d]".formatted(valuesAndCounts[i], (long) valuesAndCounts[i + 1]));
    }
    String metric = metric("us/op", "rawDataHistogram", "[[" + String.join(", ", pairs) + "]]");
    return entry(benchmark, "sample", params, metric, "");
  }

  /** A throughput of one call a second that counts {@code unit} of {@code name}. */
  Written counting(String benchmark, String params, String name, String unit, double... values) {
    return entry(
        benchmark,
        "thrpt",
        params,
        metric("ops/s", "rawData", "[1.0]"),
        "\"%s\": %s".formatted(name, metric(unit, "rawData", list(values))));
  }

  /** Writes all of them. */
  Path to(Path file) throws IOException {
    return Files.writeString(file, "[" + String.join(",\n", entries) + "]");
  }

  private Written entry(
      String benchmark, String mode, String params, String primary, String secondary) {
    String pairs = Arrays.stream(params.split(" ", -1))
        .filter(pair -> !pair.isEmpty())
        .map(pair -> "\"" + pair.replaceFirst("=", "\": \"") + "\"")
        .collect(Collectors.joining(", "));
    entries.add("""
        {"benchmark": "io.cartrec.benchmarks.%s", "mode": "%s", "threads": 1, "forks": 1,
        "jdkVersion": "%s", "measurementIterations": 3, "measurementTime": "1 s",
        "warmupIterations": 2, "warmupTime": "1 s", "params": {%s}, "primaryMetric": %s, "secondaryMetrics": {%s}}""".formatted(benchmark, mode, jdk, pairs, primary, secondary));
    return this;
  }

  private static String metric(String unit, String raw, String values) {
    return """
        {"score": 0.0, "scoreError": "NaN", "scoreConfidence": ["NaN", "NaN"],
        "scorePercentiles": {"50.0": 0.0, "99.0": 0.0}, "scoreUnit": "%s", "%s": [%s]}""".formatted(unit, raw, values);
  }

  private static String list(double... values) {
    return Arrays.toString(values);
  }
}
