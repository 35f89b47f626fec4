package io.cartrec.cli;

import io.cartrec.eval.Evaluation;
import io.cartrec.eval.Figure;
import io.cartrec.eval.ModelResult;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table of the demo: models down, a few figures across, each beside that of popularity. */
final class MetricsTable {

  private static final List<String> METRICS = List.of("HR@10", "HR@20", "MRR@20");
  private static final String BASELINE = "popularity";
  private static final String AGAINST = "HR@20";

  private MetricsTable() {}

  static void print(Evaluation evaluation, PrintWriter out) {
    List<String> head = new ArrayList<>(List.of("model"));
    head.addAll(METRICS);
    head.addAll(List.of(AGAINST + " against " + BASELINE, "training", "p50", "p99"));
    Table table = new Table("l" + "r".repeat(head.size() - 1), head.toArray(String[]::new));
    Optional<Figure> baseline = evaluation.results().stream()
        .filter(result -> result.model().equals(BASELINE))
        .findFirst()
        .flatMap(result -> result.figure(AGAINST));
    for (ModelResult result : evaluation.results()) {
      List<String> row = new ArrayList<>(List.of(result.model()));
      METRICS.forEach(metric -> row.add(
          result.figure(metric).map(figure -> number("%.4f", figure.value())).orElse("-")));
      row.add(against(result, baseline));
      row.add(number("%.2f s", result.trainSeconds()));
      row.add(number("%.1f µs", result.p50Micros()));
      row.add(number("%.1f µs", result.p99Micros()));
      table.row(row.toArray(String[]::new));
    }
    table.print(out, "  ");
  }

  private static String against(ModelResult result, Optional<Figure> baseline) {
    Optional<Figure> ours = result.figure(AGAINST);
    if (ours.isEmpty() || baseline.isEmpty() || result.model().equals(BASELINE)) {
      return "-";
    }
    double ratio = ours.get().value() / baseline.get().value();
    return Double.isFinite(ratio) ? number("%+.1f %%", 100 * (ratio - 1)) : "-";
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
