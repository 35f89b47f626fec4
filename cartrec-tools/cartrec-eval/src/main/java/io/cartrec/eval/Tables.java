package io.cartrec.eval;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tables that the text and the page share. */
final class Tables {

  private Tables() {}

  /** Models across, figures down; the first row is the header. */
  static List<List<String>> results(Evaluation evaluation) {
    Set<String> names = new LinkedHashSet<>();
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of(""));
    for (ModelResult result : evaluation.results()) {
      header.add(result.model());
      result.figures().forEach(figure -> names.add(figure.name()));
    }
    rows.add(header);
    for (String name : names) {
      rows.add(row(name, evaluation, r -> r.figure(name).map(Tables::figure).orElse("-")));
    }
    rows.add(row("queries", evaluation, r -> String.valueOf(r.queries())));
    rows.add(row("tied targets", evaluation, r -> String.valueOf(r.tiedTargets())));
    if (evaluation.task().isFilled(evaluation.options())) {
      rows.add(row("filled places", evaluation, r -> number("%.4f", r.filledShare())));
    }
    rows.add(row("training, s", evaluation, r -> number("%.2f", r.trainSeconds())));
    rows.add(row("p50 of an answer, µs", evaluation, r -> micros(r, r.p50Micros())));
    rows.add(row("p90 of an answer, µs", evaluation, r -> micros(r, r.p90Micros())));
    rows.add(row("p99 of an answer, µs", evaluation, r -> micros(r, r.p99Micros())));
    return rows;
  }

  /** The choices of the protocol, in a line. */
  static String protocol(Evaluation evaluation) {
    return evaluation.protocol().entrySet().stream()
        .map(entry -> entry.getKey().replace('_', '-') + " " + entry.getValue())
        .collect(Collectors.collectingAndThen(
            Collectors.joining(", "), words -> words.isEmpty() ? "" : "protocol: " + words + "\n"));
  }

  /** Which models could not be judged, and why. */
  static List<String> notes(Evaluation evaluation) {
    return evaluation.results().stream()
        .filter(result -> !result.note().isEmpty())
        .map(result -> result.model() + ": " + result.note())
        .toList();
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

  private static String micros(ModelResult result, double micros) {
    return result.queries() == 0 ? "-" : number("%.1f", micros);
  }

  /** An adjusted p-value in words: {@code = 0.023}, or {@code < 0.0001}. */
  static String pValue(Comparison one) {
    return one.adjusted() < 1e-4 ? "< 0.0001" : "= " + number("%.2g", one.adjusted());
  }
}
