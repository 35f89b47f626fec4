package io.cartrec.benchmarks.run;

import java.util.List;
import java.util.stream.Stream;

/** The table of what there is to run. */
final class Suites {

  private static final String JMH = "org.openjdk.jmh.Main";

  /** All but this one together are to take less than ten minutes in short mode. */
  private static final String PEERS = "peers";

  /** The machine's own limits, measured first in every round, on one thread and on all. */
  private static final List<Row> LIMITS = List.of(
      ours("limits", "LimitsBenchmark", List.of("-t 1"), List.of("-t 1")),
      ours("limits", "LimitsBenchmark", List.of("-t max"), List.of("-t max")));

  private static final List<Row> ROWS = List.of(
      ours(
          "recommend",
          "RecommendBenchmark",
          List.of("size=M", "-bm sample", "-prof gc"),
          List.of("size=S,M,L", "-prof gc")),
      ours(
          "train",
          "BuildBenchmark",
          List.of("size=S,M", "threads=2", "-wi 1", "-i 2"),
          List.of("size=S,M,L", "-wi 3", "-i 5")),
      ours("load", "OpenBenchmark", List.of("size=M"), List.of("size=S,M,L")),
      ours("ingest", "IngestBenchmark", List.of("size=S,M"), List.of("size=S,M,L")),
      ours("kernels", "NeuralBenchmark", List.of(), List.of()));

  private Suites() {}

  private static Row ours(String suite, String regex, List<String> brief, List<String> full) {
    return new Row(suite, "", JMH, regex, brief, full);
  }

  /** The names of all suites, in the order of the table. */
  static List<String> names() {
    return ROWS.stream().map(Row::suite).distinct().toList();
  }

  /** Those that are run if none is named. */
  static List<String> unlessNamed() {
    return names().stream().filter(name -> !name.equals(PEERS)).toList();
  }

  /** The limits and the rows of {@code suites}, in the order of the table. */
  static List<Row> rows(List<String> suites) {
    return Stream.concat(LIMITS.stream(), ROWS.stream().filter(row -> suites.contains(row.suite())))
        .toList();
  }
}
