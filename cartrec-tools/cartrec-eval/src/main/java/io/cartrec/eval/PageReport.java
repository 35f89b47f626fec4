package io.cartrec.eval;

import io.cartrec.eval.HtmlReport.Bar;
import io.cartrec.eval.HtmlReport.Dot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An evaluation as a page: headline charts first, then quality against latency, then all the rest. */
final class PageReport {

  private final Evaluation evaluation;
  private final List<ModelResult> judged;

  private PageReport(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.judged = evaluation.results().stream().filter(r -> r.note().isEmpty()).toList();
  }

  static HtmlReport of(Evaluation evaluation) {
    return new PageReport(evaluation).page();
  }

  private HtmlReport page() {
    HtmlReport page = HtmlReport.titled("How good are the recommendations?").lead(lead());
    if (!evaluation.warnings().isEmpty()) {
      page.section("Mind this").list(evaluation.warnings());
    }
    List<String> headlines = evaluation.task().headlines(evaluation.options());
    page.section("Quality");
    for (String headline : headlines) {
      page.bars(headline + ": " + evaluation.definitions().get(headline), bars(headline));
    }
    page.section("Quality and speed")
        .prose(
            (Task.isError(headlines.get(0)) ? "Lower" : "Higher")
                + " is better, left is faster. The time is the median of single calls, taken while the questions were asked, after an untimed warm-up.")
        .scatter(
            headlines.get(0) + " against latency",
            "median time of an answer, µs",
            headlines.get(0),
            dots(headlines.get(0)));
    List<List<String>> table = Tables.results(evaluation);
    page.section("All figures")
        .prose(
            "Brackets hold 95 % confidence intervals: by bootstrap over sessions, baskets or users, and by jackknife for coverage and Gini.")
        .table(table.get(0), table.subList(1, table.size()))
        .list(Tables.notes(evaluation));
    comparisons(page);
    page.section("What the figures mean");
    page.list(evaluation.definitions().entrySet().stream()
        .map(entry -> entry.getKey().replaceAll("@\\d+", "@k") + ": " + entry.getValue())
        .distinct()
        .toList());
    page.section("How to get them again");
    page.table(List.of("file", "read as", "bytes", "sha256"), files());
    page.prose(Tables.protocol(evaluation).strip());
    page.list(facts());
    return page;
  }

  private String lead() {
    String first = evaluation.task().headlines(evaluation.options()).get(0);
    String asked = "Task " + evaluation.task().word() + ": " + evaluation.data().get("questions")
        + " questions to each of " + judged.size() + " models.";
    List<ModelResult> leaders = evaluation.leaders(first);
    if (leaders.isEmpty()) {
      return asked;
    }
    if (leaders.size() > 1) {
      return asked + " By " + first
          + " no model is clearly the best. Tied, as what separates them from the first may be chance, are "
          + leaders.stream()
              .map(result -> result.model() + " (" + value(result, first) + ")")
              .collect(Collectors.joining(", "))
          + ".";
    }
    String model = leaders.get(0).model();
    String value = value(leaders.get(0), first);
    return judged.size() == 1
        ? asked + " By " + first + " " + model + " has " + value + "."
        : asked + " By " + first + " the best is " + model + " with " + value + ".";
  }

  private static String value(ModelResult result, String figure) {
    return String.format(
        Locale.ROOT, "%.4f", result.figure(figure).orElseThrow().value());
  }

  private List<Bar> bars(String name) {
    List<ModelResult> leaders = evaluation.leaders(name);
    List<Bar> bars = new ArrayList<>();
    for (ModelResult result : judged) {
      result
          .figure(name)
          .ifPresent(figure -> bars.add(new Bar(
              result.model(),
              figure.value(),
              figure.low(),
              figure.high(),
              leaders.contains(result))));
    }
    return bars;
  }

  private List<Dot> dots(String name) {
    List<ModelResult> leaders = evaluation.leaders(name);
    List<Dot> dots = new ArrayList<>();
    for (ModelResult result : judged) {
      result
          .figure(name)
          .ifPresent(figure -> dots.add(new Dot(
              result.model(),
              Math.max(result.p50Micros(), 0.1),
              figure.value(),
              leaders.contains(result))));
    }
    return dots;
  }

  private void comparisons(HtmlReport page) {
    if (evaluation.comparisons().isEmpty()) {
      return;
    }
    page.section("Is the difference real?")
        .prose(
            "Paired t-tests on the same questions, those of one session, basket or user taken as one; p is adjusted by Holm's method over this whole table, and below 0.05 the difference is taken for real.")
        .table(
            List.of("model", "against", "figure", "difference", "p", "real"),
            evaluation.comparisons().stream().map(PageReport::row).toList());
  }

  private static List<String> row(Comparison one) {
    return List.of(
        one.first(),
        one.second(),
        one.metric(),
        String.format(Locale.ROOT, "%+.4f", one.difference()),
        Tables.pValue(one),
        one.isSignificant() ? "yes" : "no");
  }

  private List<List<String>> files() {
    return evaluation.files().stream()
        .map(file -> List.of(
            file.path(),
            file.role(),
            String.valueOf(file.bytes()),
            file.sha256().substring(0, 16)))
        .toList();
  }

  private List<String> facts() {
    List<String> facts = new ArrayList<>();
    evaluation.data().forEach((name, value) -> facts.add(name + ": " + value));
    evaluation.environment().forEach((name, value) -> facts.add(name + ": " + value));
    for (ModelResult result : evaluation.results()) {
      facts.add(result.provenance().modelVersion() + ": " + result.provenance().config());
    }
    return facts;
  }
}
