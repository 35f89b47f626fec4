package io.cartrec.eval;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** An evaluation as plain text: one table, models across, figures down. */
final class TextReport {

  private TextReport() {}

  static String of(Evaluation evaluation) {
    StringBuilder text = new StringBuilder();
    text.append(evaluation.task().word())
        .append(", ")
        .append(evaluation.data().get("questions"))
        .append(" questions, 95 % confidence intervals in brackets\n\n");
    appendTable(text, rows(evaluation));
    evaluation.results().stream()
        .filter(result -> !result.note().isEmpty())
        .forEach(result ->
            text.append(result.model()).append(": ").append(result.note()).append('\n'));
    appendComparisons(text, evaluation.comparisons());
    evaluation
        .warnings()
        .forEach(warning -> text.append("warning: ").append(warning).append('\n'));
    return text.toString();
  }

  private static List<List<String>> rows(Evaluation evaluation) {
    Set<String> names = new LinkedHashSet<>();
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of(""));
    for (ModelResult result : evaluation.results()) {
      header.add(result.model());
      result.figures().forEach(figure -> names.add(figure.name()));
    }
    rows.add(header);
    for (String name : names) {
      List<String> row = new ArrayList<>(List.of(name));
      for (ModelResult result : evaluation.results()) {
        row.add(result.figure(name).map(TextReport::figure).orElse("-"));
      }
      rows.add(row);
    }
    rows.add(row("queries", evaluation, result -> String.valueOf(result.queries())));
    rows.add(row("tied targets", evaluation, result -> String.valueOf(result.tiedTargets())));
    rows.add(row("training, s", evaluation, result -> number("%.2f", result.trainSeconds())));
    rows.add(row("p50 of an answer, µs", evaluation, result -> number("%.1f", result.p50Micros())));
    rows.add(row("p99 of an answer, µs", evaluation, result -> number("%.1f", result.p99Micros())));
    return rows;
  }

  private static List<String> row(
      String name, Evaluation evaluation, Function<ModelResult, String> cell) {
    List<String> row = new ArrayList<>(List.of(name));
    evaluation.results().forEach(result -> row.add(cell.apply(result)));
    return row;
  }

  private static String figure(Figure figure) {
    return String.format(
        Locale.ROOT, "%.4f [%.4f, %.4f]", figure.value(), figure.low(), figure.high());
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** The first column is text and stands left, the others stand right. */
  private static void appendTable(StringBuilder text, List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    for (List<String> row : rows) {
      text.append(row.get(0)).append(" ".repeat(widths[0] - row.get(0).length()));
      for (int c = 1; c < columns; c++) {
        text.append("  ").append(" ".repeat(widths[c] - row.get(c).length())).append(row.get(c));
      }
      text.append('\n');
    }
  }

  private static void appendComparisons(StringBuilder text, List<Comparison> comparisons) {
    if (comparisons.isEmpty()) {
      return;
    }
    text.append("\nPaired t-tests on the same questions, p adjusted by Holm's method\n");
    for (Comparison one : comparisons) {
      text.append(String.format(
          Locale.ROOT,
          "%s: %s %+.4f against %s, p = %.2g%s\n",
          one.metric(),
          one.first(),
          one.difference(),
          one.second(),
          one.adjusted(),
          one.isSignificant() ? "" : " (may be chance)"));
    }
  }
}
