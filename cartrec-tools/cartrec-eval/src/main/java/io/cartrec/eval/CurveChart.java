package io.cartrec.eval;

import static io.cartrec.eval.Charts.line;
import static io.cartrec.eval.Charts.plain;
import static io.cartrec.eval.Charts.svg;
import static io.cartrec.eval.Charts.text;

import io.cartrec.eval.HtmlReport.Curve;
import io.cartrec.eval.HtmlReport.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Draws curves over two logarithmic axes as SVG, with a key below that has them in order of height. */
final class CurveChart {

  private static final double LEFT = 76;
  private static final double RIGHT = 690;
  private static final double TOP = 28;
  private static final double FLOOR = 328;
  private static final double KEY = FLOOR + 66;
  private static final double KEY_ROW = 20;
  private static final int COLORS = 8;
  private static final int MOST_TICKS = 8;

  /** An axis from one round number to another. */
  private record Axis(double low, double high, double from, double to) {

    static Axis of(List<Point> points, ToDoubleFunction<Point> of, double from, double to) {
      double low = points.stream().mapToDouble(of).min().orElse(1);
      double high = points.stream().mapToDouble(of).max().orElse(1);
      int first = (int) Math.floor(3 * Math.log10(low)) + 1;
      while (round(first) > low) {
        first--;
      }
      int last = first + 1;
      while (round(last) < high) {
        last++;
      }
      return new Axis(round(first), round(last), from, to);
    }

    /** Step {@code third} of the series 1, 2, 5, 10, three steps a power of ten. */
    private static double round(int third) {
      return Math.pow(10, Math.floorDiv(third, 3)) * new int[] {1, 2, 5}[Math.floorMod(third, 3)];
    }

    double at(double value) {
      return from + (to - from) * Math.log(value / low) / Math.log(high / low);
    }

    /** Round numbers; powers of ten alone where all would be too many. */
    List<Double> ticks() {
      int first = (int) Math.round(3 * Math.log10(low));
      List<Double> ticks = new ArrayList<>();
      for (int third = first; round(third) <= high * 1.001; third++) {
        ticks.add(round(third));
      }
      if (ticks.size() > MOST_TICKS) {
        ticks.removeIf(tick -> Math.abs(Math.log10(tick) - Math.rint(Math.log10(tick))) > 1e-9);
      }
      return ticks;
    }
  }

  private CurveChart() {}

  static String draw(String caption, String xLabel, String yLabel, List<Curve> curves) {
    List<Point> points =
        curves.stream().flatMap(curve -> curve.points().stream()).toList();
    Axis across = Axis.of(points, Point::x, LEFT, RIGHT);
    Axis up = Axis.of(points, Point::y, FLOOR, TOP);
    StringBuilder svg = Charts.open(caption, KEY + curves.size() * KEY_ROW);
    for (double tick : across.ticks()) {
      svg.append(line("axis", across.at(tick), TOP, across.at(tick), FLOOR));
      svg.append(text(across.at(tick), FLOOR + 18, "soft", "middle", plain(tick)));
    }
    for (double tick : up.ticks()) {
      svg.append(line("axis", LEFT, up.at(tick), RIGHT, up.at(tick)));
      svg.append(text(LEFT - 8, up.at(tick) + 4, "soft", "end", plain(tick)));
    }
    svg.append(text((LEFT + RIGHT) / 2, FLOOR + 38, "soft", "middle", xLabel));
    svg.append(text(LEFT, TOP - 12, "soft", "start", yLabel));
    List<Curve> fromTop = new ArrayList<>(curves);
    fromTop.sort(Comparator.comparingDouble(CurveChart::end).reversed());
    for (int i = 0; i < fromTop.size(); i++) {
      Curve curve = fromTop.get(i);
      String color = "color" + i % COLORS;
      String style = "curve " + color + (i < COLORS ? "" : " dashed");
      svg.append(svg(
          "<polyline class=\"%s\" points=\"%s\"/>\n",
          style,
          curve.points().stream()
              .map(point -> svg("%.1f,%.1f", across.at(point.x()), up.at(point.y())))
              .collect(Collectors.joining(" "))));
      for (Point point : curve.points()) {
        svg.append(svg(
            "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"><title>%s: %s at %s</title></circle>\n",
            color,
            across.at(point.x()),
            up.at(point.y()),
            HtmlReport.escape(curve.label()),
            plain(point.y()),
            plain(point.x())));
      }
      double y = KEY + i * KEY_ROW;
      svg.append(line(style, LEFT, y - 4, LEFT + 26, y - 4));
      svg.append(text(LEFT + 36, y, "", "start", curve.label()));
    }
    return svg.append("</svg>\n").toString();
  }

  private static double end(Curve curve) {
    return curve.points().get(curve.points().size() - 1).y();
  }
}
