package io.cartrec.benchmarks.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tables that terminal and page share. */
final class Tables {

  /** The peer that others are compared with. */
  static final String OURS = "item-knn";

  private Tables() {}

  /** All results but those of peers. */
  static Table results(List<Result> results) {
    Limits limits = new Limits(results);
    return new Table(
        List.of(
            "benchmark",
            "with",
            "score",
            "±",
            "p50",
            "p99",
            "p99.9",
            "allocated",
            "moves",
            "of the limit"),
        results.stream()
            .filter(result -> result.peer().isEmpty())
            .map(result -> row(result, limits))
            .toList());
  }

  private static List<String> row(Result result, Limits limits) {
    Metric primary = result.primary();
    return List.of(
        result.name(),
        result.settings(),
        Amount.of(primary, primary.score()),
        Double.isNaN(primary.error()) ? "" : Amount.share(primary.error() / primary.score()),
        percentile(result, 50),
        percentile(result, 99),
        percentile(result, 99.9),
        result
            .secondary("gc.alloc.rate.norm")
            .map(m -> Amount.of(m.score(), "B"))
            .orElse(""),
        Limits.moved(result)
            .flatMap(name -> result.secondary(name).map(m -> moves(name, m.score())))
            .orElse(""),
        limits.share(result).map(Amount::share).orElse(""));
  }

  private static String percentile(Result result, double percent) {
    return result.isSampled() ? Amount.time(result.primary().percentile(percent)) : "";
  }

  private static String moves(String name, double perSecond) {
    return switch (name) {
      case "flops" -> Amount.of(perSecond, "FLOP/s");
      case "bytes" -> Amount.of(perSecond, "B/s");
      case "loads" -> Amount.time(1 / perSecond) + " a load";
      default -> Amount.of(perSecond, " " + name + "/s");
    };
  }

  /** How time grows with work. */
  static Table growth(List<Scaling> scalings) {
    List<List<String>> rows = new ArrayList<>();
    for (Scaling scaling : scalings) {
      rows.add(List.of(
          scaling.name(),
          scaling.settings(),
          String.format(Locale.ROOT, "%.2f", scaling.exponent()),
          scaling.work(),
          scaling.points().stream()
              .map(point -> Amount.plain(point.x()))
              .collect(Collectors.joining(", ")),
          scaling.points().stream()
              .map(point -> Amount.time(point.y()))
              .collect(Collectors.joining(", "))));
    }
    return new Table(List.of("benchmark", "with", "exponent", "of", "amount", "time"), rows);
  }

  /** How fast and how good the peers are, and beside their times how many times those of {@value #OURS} they are. */
  static Table peers(List<Standing> standings) {
    Map<String, Standing> ours = standings.stream()
        .filter(standing -> standing.peer().equals(OURS))
        .collect(Collectors.toMap(Standing::size, standing -> standing));
    List<List<String>> rows = new ArrayList<>();
    for (Standing one : standings) {
      Optional<Standing> than = Optional.ofNullable(ours.get(one.size()));
      rows.add(List.of(
          one.peer(),
          one.size(),
          one.judged().map(quality -> quality.asked() + "").orElse(""),
          one.judged().map(quality -> places(quality.hitRate())).orElse(""),
          one.judged().map(quality -> places(quality.reciprocalRank())).orElse(""),
          one.judged().map(quality -> Amount.of(quality.heapBytes(), "B")).orElse(""),
          one.seconds("load").map(Amount::time).orElse(""),
          one.seconds("build").map(Amount::time).orElse(""),
          times(one, than, "build"),
          one.seconds("recommend").map(Amount::time).orElse(""),
          times(one, than, "recommend"),
          Optional.ofNullable(one.measured().get("recommend"))
              .map(result -> Amount.time(result.primary().percentile(99)))
              .orElse("")));
    }
    return new Table(
        List.of(
            "peer",
            "shop",
            "asked",
            "HR@20",
            "MRR@20",
            "heap",
            "load",
            "build",
            "×",
            "answer p50",
            "×",
            "answer p99"),
        rows);
  }

  private static String times(Standing one, Optional<Standing> than, String what) {
    return than.flatMap(ours -> ours.seconds(what))
        .flatMap(ours -> one.seconds(what).map(time -> Amount.plain(time / ours)))
        .orElse("");
  }

  private static String places(double share) {
    return String.format(Locale.ROOT, "%.4f", share);
  }
}
