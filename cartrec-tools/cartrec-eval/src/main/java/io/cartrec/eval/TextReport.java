package io.cartrec.eval;

import java.util.List;
import java.util.Locale;

/** An evaluation as plain text: one table, then what a reader must know. */
final class TextReport {

  private TextReport() {}

  static String of(Evaluation evaluation) {
    StringBuilder text = new StringBuilder();
    text.append(evaluation.task().word())
        .append(", ")
        .append(evaluation.data().get("questions"))
        .append(" questions, 95 % confidence intervals in brackets\n")
        .append(Tables.protocol(evaluation))
        .append('\n');
    appendTable(text, Tables.results(evaluation));
    Tables.notes(evaluation).forEach(note -> text.append(note).append('\n'));
    appendComparisons(text, evaluation.comparisons());
    evaluation
        .warnings()
        .forEach(warning -> text.append("warning: ").append(warning).append('\n'));
    return text.toString();
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
    text.append(
        "\nPaired t-tests on the same questions, by session, basket or user; p adjusted by Holm's method\n");
    for (Comparison one : comparisons) {
      text.append(String.format(
          Locale.ROOT,
          "%s: %s %+.4f against %s, p %s%s\n",
          one.metric(),
          one.first(),
          one.difference(),
          one.second(),
          Tables.pValue(one),
          one.isSignificant() ? "" : " (may be chance)"));
    }
  }
}
