package io.cartrec.benchmarks.run;

import io.cartrec.eval.HtmlReport;
import io.cartrec.eval.HtmlReport.Curve;
import io.cartrec.eval.HtmlReport.Dot;
import io.cartrec.eval.HtmlReport.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run as a page: peers by quality and latency, latency curves, growth, then all figures.
 *
 * @param results what was measured
 * @param judged how good the peers are
 * @param facts what must be known to get it again, by name
 * @param failures what did not run to its end
 */
record Page(
    List<Result> results, List<Judged> judged, Map<String, String> facts, List<String> failures) {

  private static final double MICRO = 1e-6;
  private static final double MILLI = 1e-3;

  /** The percentiles that JMH names, all but the ends. */
  private static final double[] PERCENTILES = {50, 90, 95, 99, 99.9, 99.99};

  HtmlReport html() {
    HtmlReport page = HtmlReport.titled("How fast is it?")
        .lead(results.size() + " benchmarks on " + facts.get("machine") + ", " + facts.get("jdk")
            + ".");
    if (!failures.isEmpty()) {
      page.section("Not measured").list(failures);
    }
    peers(page);
    latencies(page);
    growth(page);
    section(page, "All figures", Tables.results(results).joined())
        .prose(
            "A score is the mean of a call's time or of calls a second, with half its 99.9 % interval as a share of it. What is moved is compared with what the machine can do at most, measured with as many threads in the same run: reading memory in order, multiplying and adding, and loads that each wait for the one before; loads that overlap can exceed the last.");
    page.section("How to get them again")
        .list(facts.entrySet().stream()
            .map(fact -> fact.getKey() + ": " + fact.getValue())
            .toList());
    return page;
  }

  private void peers(HtmlReport page) {
    List<Standing> standings = Standing.of(results, judged);
    if (standings.isEmpty()) {
      return;
    }
    section(page, "Peers", Tables.peers(standings))
        .prose(
            "Higher is better, left is faster; × is how many times the time of " + Tables.OURS
                + ". HR@20 is how often the item that was taken out of a cart is among the twenty answered for the rest, of as many questions as could be asked in a minute.");
    Map<String, List<Dot>> bySize = new LinkedHashMap<>();
    for (Standing one : standings) {
      one.judged()
          .ifPresent(quality -> one.seconds("recommend")
              .ifPresent(time -> bySize
                  .computeIfAbsent(one.size(), size -> new ArrayList<>())
                  .add(new Dot(one.peer(), time / MICRO, quality.hitRate(), isOurs(one)))));
    }
    bySize.forEach((size, dots) -> page.scatter(
        "Quality against latency, shop " + size, "median time of an answer, µs", "HR@20", dots));
    page.list(judged.stream()
        .map(one -> one.peer() + ": " + one.settings())
        .distinct()
        .toList());
  }

  private static boolean isOurs(Standing one) {
    return one.judged()
        .map(quality -> quality.settings().startsWith("cartrec "))
        .orElse(false);
  }

  private void latencies(HtmlReport page) {
    Map<String, List<Curve>> charts = new LinkedHashMap<>();
    for (Result result : results) {
      if (result.isSampled() && !latency(result).isEmpty()) {
        charts
            .computeIfAbsent(title(result), title -> new ArrayList<>())
            .add(new Curve(label(result), latency(result)));
      }
    }
    if (!charts.isEmpty()) {
      page.section("Latency")
          .prose(
              "One answer in N takes longer than the curve says: at 2 stands the median, at 100 the 99th percentile.");
      charts.forEach((title, curves) -> page.curves(title, "one in N", "µs", curves));
    }
  }

  /** Percentiles beyond which there is at least one sample. */
  private static List<Point> latency(Result result) {
    List<Point> points = new ArrayList<>();
    long samples = result.primary().all().getN();
    for (double percent : PERCENTILES) {
      double one = 100 / (100 - percent);
      if (one <= samples) {
        points.add(new Point(one, result.primary().percentile(percent) / MICRO));
      }
    }
    return points;
  }

  /** A chart for each class, shop and length of cart: what belongs together, and few enough curves. */
  private static String title(Result result) {
    return result.name().substring(0, result.name().indexOf('.'))
        + Stream.of("size", "cart")
            .filter(result.params()::containsKey)
            .map(name -> ", " + name + " " + result.params().get(name))
            .collect(Collectors.joining());
  }

  private static String label(Result result) {
    String method = result.name().substring(result.name().indexOf('.') + 1);
    return (method + " " + result.settingsBut("size", "cart")).strip();
  }

  private void growth(HtmlReport page) {
    List<Scaling> scalings = Scaling.of(results);
    if (scalings.isEmpty()) {
      return;
    }
    page.section("Growth")
        .prose(
            "The exponent e of time = c · work^e that fits best: 1 is in proportion, 0 does not grow, -1 halves with twice the threads.");
    Map<String, List<Scaling>> charts = new LinkedHashMap<>();
    for (Scaling one : scalings) {
      charts
          .computeIfAbsent(one.name() + " by " + one.work(), title -> new ArrayList<>())
          .add(one);
    }
    charts.forEach((title, alike) -> page.curves(
        title, alike.get(0).work(), "ms", alike.stream().map(Page::curve).toList()));
    Table table = Tables.growth(scalings).joined();
    page.table(table.header(), table.rows());
  }

  private static Curve curve(Scaling one) {
    String settings = one.settings().isEmpty() ? one.name() : one.settings();
    return new Curve(
        String.format(Locale.ROOT, "%s: exponent %.2f", settings, one.exponent()),
        one.points().stream()
            .map(point -> new Point(point.x(), point.y() / MILLI))
            .toList());
  }

  /** A section that begins with a table. */
  private static HtmlReport section(HtmlReport page, String heading, Table table) {
    return page.section(heading).table(table.header(), table.rows());
  }
}
