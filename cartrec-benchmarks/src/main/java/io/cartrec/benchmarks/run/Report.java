package io.cartrec.benchmarks.run;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table of a run, for terminal and page.
 *
 * @param results those of a run
 */
record Report(List<Result> results) {

  static final List<String> HEADER = List.of(
      "benchmark",
      "with",
      "score",
      "±",
      "p50",
      "p99",
      "p99.9",
      "allocated",
      "moves",
      "of the limit");

  /** A row for each result, as long as the header. */
  List<List<String>> rows() {
    Limits limits = new Limits(results);
    return results.stream().map(result -> row(result, limits)).toList();
  }

  /** Prints the table: text stands left, numbers stand right, columns without content are left out. */
  void print(PrintStream out) {
    List<List<String>> table = new ArrayList<>(List.of(HEADER));
    table.addAll(rows());
    int[] widths = new int[HEADER.size()];
    for (int column = 0; column < widths.length; column++) {
      int at = column;
      boolean empty = table.stream().skip(1).allMatch(row -> row.get(at).isEmpty());
      widths[column] =
          empty ? 0 : table.stream().mapToInt(row -> row.get(at).length()).max().orElse(0);
    }
    for (List<String> row : table) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        if (widths[column] > 0) {
          String cell = row.get(column);
          String padding = " ".repeat(widths[column] - cell.length());
          line.append(column < 2 ? cell + padding : padding + cell).append("  ");
        }
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static List<String> row(Result result, Limits limits) {
    Metric primary = result.primary();
    Optional<String> moved = Limits.moved(result);
    return List.of(
        result.name(),
        result.settings(),
        amount(primary, primary.score()),
        Double.isNaN(primary.error()) ? "" : Amount.share(primary.error() / primary.score()),
        percentile(result, 50),
        percentile(result, 99),
        percentile(result, 99.9),
        result
            .secondary("gc.alloc.rate.norm")
            .map(m -> Amount.of(m.score(), "B"))
            .orElse(""),
        moved
            .flatMap(name -> result.secondary(name).map(m -> moves(name, m.score())))
            .orElse(""),
        Limits.isLimit(result) ? "" : limits.share(result).map(Amount::share).orElse(""));
  }

  private static String percentile(Result result, double percent) {
    return result.isSampled() ? Amount.time(result.primary().percentile(percent)) : "";
  }

  /** An amount of the unit of {@code metric}. */
  static String amount(Metric metric, double value) {
    return metric.unit().equals("s/op")
        ? Amount.time(value)
        : Amount.of(value, metric.unit().replace("ops/", "/"));
  }

  private static String moves(String name, double perSecond) {
    return switch (name) {
      case "flops" -> Amount.of(perSecond, "FLOP/s");
      case "bytes" -> Amount.of(perSecond, "B/s");
      case "loads" -> Amount.time(1 / perSecond) + " a load";
      default -> Amount.of(perSecond, " " + name + "/s");
    };
  }
}
