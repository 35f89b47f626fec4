package io.cartrec.benchmarks.run;

import io.cartrec.eval.HtmlReport.Point;
import io.cartrec.testkit.ZipfShop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How the time of a benchmark grows with one kind of work, all else equal.
 *
 * @param name the benchmark
 * @param work what it is counted in
 * @param settings the other parameters
 * @param points amount of work (carts learnt, lines of a cart, threads) and seconds an operation, at
 *     least two, from little to much
 */
record Scaling(String name, String work, String settings, List<Point> points) {

  /** Parameters, and what the work they stand for is counted in. */
  private static final Map<String, String> WORKS = new TreeMap<>(
      Map.of("size", "carts learnt", "cart", "lines of a cart", "threads", "threads"));

  /** All that the results tell, a kind of work after the other. */
  static List<Scaling> of(List<Result> results) {
    List<Scaling> all = new ArrayList<>();
    WORKS.forEach((parameter, work) -> {
      Map<List<String>, List<Point>> alike = new LinkedHashMap<>();
      for (Result result : results) {
        if (Limits.isLimit(result)) {
          continue;
        }
        String settings = result.settingsBut(parameter);
        amount(result, parameter)
            .ifPresent(amount -> alike
                .computeIfAbsent(
                    List.of(result.name(), result.mode(), settings), key -> new ArrayList<>())
                .add(new Point(amount, result.seconds())));
      }
      alike.forEach((key, points) -> {
        points.sort(Comparator.comparingDouble(Point::x));
        if (points.get(0).x() < points.get(points.size() - 1).x()) {
          all.add(new Scaling(key.get(0), work, key.get(2), points));
        }
      });
    });
    return all;
  }

  /**
   * The exponent {@code e} of time = c * work^e that fits best in logarithms: 0 where time does not depend
   * on the work, 1 where it grows as the work does, -1 where twice the threads take half the time.
   */
  double exponent() {
    double meanX =
        points.stream().mapToDouble(point -> Math.log(point.x())).average().orElseThrow();
    double meanY =
        points.stream().mapToDouble(point -> Math.log(point.y())).average().orElseThrow();
    double products = 0;
    double squares = 0;
    for (Point point : points) {
      double x = Math.log(point.x()) - meanX;
      products += x * (Math.log(point.y()) - meanY);
      squares += x * x;
    }
    return products / squares;
  }

  /** Empty for a benchmark that has no such parameter, and for a shop that is not the generator's. */
  private static OptionalDouble amount(Result result, String parameter) {
    if (parameter.equals("threads")) {
      return OptionalDouble.of(result.workers());
    }
    String value = result.params().getOrDefault(parameter, "");
    if (parameter.equals("size")) {
      return Stream.of(ZipfShop.Size.values())
          .filter(size -> size.name().equals(value))
          .mapToDouble(ZipfShop.Size::carts)
          .findFirst();
    }
    return value.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(value));
  }
}
