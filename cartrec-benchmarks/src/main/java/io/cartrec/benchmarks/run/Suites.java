package io.cartrec.benchmarks.run;

import java.util.List;
import java.util.stream.Stream;

/** The table of what there is to run, a row for each call of JMH. */
final class Suites {

  /** The machine's own limits, measured first in every round. */
  static final Row LIMITS = new Row("limits", "LimitsBenchmark", "", "");

  /** In short mode about a minute and a half each for both rounds, all but the peers. */
  private static final List<Row> ROWS = List.of(
      new Row(
          "recommend", "RecommendBenchmark", "size=M -bm sample -prof gc", "size=S,M,L -prof gc"),
      new Row("train", "BuildBenchmark", "size=S,M threads=2 -wi 1 -i 2", "-wi 3 -i 5"),
      new Row("load", "OpenBenchmark", "size=M", "size=S,M,L"),
      new Row("ingest", "IngestBenchmark", "size=S,M", "size=S,M,L"),
      new Row("kernels", "NeuralBenchmark", "items=FLOAT,INT8", "items=FLOAT,INT8"));

  private Suites() {}

  /** The names of all suites, in the order of the table. */
  static List<String> names() {
    return ROWS.stream().map(Row::suite).distinct().toList();
  }

  /** The limits and the rows of {@code suites}, in the order of the table. */
  static List<Row> rows(List<String> suites) {
    return Stream.concat(
            Stream.of(LIMITS), ROWS.stream().filter(row -> suites.contains(row.suite())))
        .toList();
  }
}
