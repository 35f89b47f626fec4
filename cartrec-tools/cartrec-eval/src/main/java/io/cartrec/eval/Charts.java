package io.cartrec.eval;

import io.cartrec.eval.HtmlReport.Bar;
import io.cartrec.eval.HtmlReport.Dot;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Draws charts as SVG, coloured by the classes of the page around them. */
final class Charts {

  private static final double WIDTH = 720;
  private static final double ROW = 42;
  private static final double VALUE_SPACE = 70;
  private static final double PLOT_HEIGHT = 300;
  private static final double LEFT = 70;
  private static final double RIGHT = 30;
  private static final double TOP = 28;
  private static final double BOTTOM = 48;
  private static final double LABEL_GAP = 15;
  private static final double LETTER = 7;
  private static final double DOT = 6;
  private static final int TICKS = 4;

  /** The place of a label, about as wide as it will be, or of a dot. */
  private record Label(double from, double to, double y) {

    static Label of(String text, double x, boolean right, double y) {
      double width = text.length() * LETTER;
      return new Label(right ? x : x - width, right ? x + width : x, y);
    }

    /** Pushed down until it covers none of {@code others}, which come from the top. */
    Label below(List<Label> others) {
      double free = y;
      for (Label other : others) {
        if (from < other.to && other.from < to && Math.abs(free - other.y) < LABEL_GAP) {
          free = other.y + LABEL_GAP;
        }
      }
      return new Label(from, to, free);
    }
  }

  private Charts() {}

  /** Each bar below its label, so that labels may be long; whiskers are confidence intervals. */
  static String bars(String caption, List<Bar> bars) {
    double most = bars.stream()
        .mapToDouble(bar -> Math.max(bar.value(), bar.high()))
        .max()
        .orElse(0);
    double scale = most > 0 ? (WIDTH - VALUE_SPACE) / most : 0;
    StringBuilder svg = open(caption, bars.size() * ROW);
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      double y = i * ROW + 20;
      double end = Math.max(bar.value(), bar.high()) * scale;
      svg.append(text(0, y - 5, "", "start", bar.label()));
      svg.append(svg(
          "<rect class=\"%s\" x=\"0\" y=\"%.1f\" width=\"%.1f\" height=\"14\" rx=\"3\">"
              + "<title>%s: %s, 95 %% interval %s to %s</title></rect>\n",
          bar.highlighted() ? "best" : "bar",
          y,
          Math.max(1, bar.value() * scale),
          HtmlReport.escape(bar.label()),
          number(bar.value()),
          number(bar.low()),
          number(bar.high())));
      if (bar.high() > bar.low()) {
        svg.append(line("whisker", bar.low() * scale, y + 7, bar.high() * scale, y + 7));
        svg.append(line("whisker", bar.low() * scale, y + 3, bar.low() * scale, y + 11));
        svg.append(line("whisker", bar.high() * scale, y + 3, bar.high() * scale, y + 11));
      }
      svg.append(text(end + 8, y + 12, "", "start", number(bar.value())));
    }
    return svg.append("</svg>\n").toString();
  }

  /** Labels stand beside their dots, on the side with more room, pushed down where something is there. */
  static String scatter(String caption, String xLabel, String yLabel, List<Dot> dots) {
    double lowX = Math.floor(log(dots.stream().mapToDouble(Dot::x).min().orElse(1)));
    double highX =
        Math.max(lowX + 1, Math.ceil(log(dots.stream().mapToDouble(Dot::x).max().orElse(1))));
    double mostY = dots.stream().mapToDouble(Dot::y).max().orElse(0);
    double step = roundStep(mostY / TICKS);
    double highY = Math.max(1, Math.ceil(mostY / step)) * step;
    double scaleX = (WIDTH - LEFT - RIGHT) / (highX - lowX);
    double scaleY = PLOT_HEIGHT / highY;
    double floor = TOP + PLOT_HEIGHT;
    StringBuilder svg = open(caption, floor + BOTTOM);
    for (int power = (int) lowX; power <= highX; power++) {
      double x = LEFT + (power - lowX) * scaleX;
      svg.append(line("axis", x, TOP, x, floor));
      svg.append(text(x, floor + 18, "soft", "middle", plain(Math.pow(10, power))));
    }
    for (int tick = 0; tick * step <= highY * (1 + 1e-9); tick++) {
      double y = floor - tick * step * scaleY;
      svg.append(line("axis", LEFT, y, WIDTH - RIGHT, y));
      svg.append(text(LEFT - 8, y + 4, "soft", "end", plain(tick * step)));
    }
    svg.append(text((LEFT + WIDTH - RIGHT) / 2, floor + 38, "soft", "middle", xLabel));
    svg.append(text(LEFT, TOP - 12, "soft", "start", yLabel));
    List<Dot> fromTop = new ArrayList<>(dots);
    fromTop.sort(Comparator.comparingDouble(Dot::y).reversed());
    List<Label> placed = new ArrayList<>();
    for (Dot dot : fromTop) {
      double x = LEFT + (log(dot.x()) - lowX) * scaleX;
      placed.add(new Label(x - DOT, x + DOT, floor - dot.y() * scaleY + 4));
    }
    for (Dot dot : fromTop) {
      double x = LEFT + (log(dot.x()) - lowX) * scaleX;
      double y = floor - dot.y() * scaleY;
      svg.append(svg(
          "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.0f\"><title>%s: %s at %s</title></circle>\n",
          dot.highlighted() ? "best" : "bar",
          x,
          y,
          DOT,
          HtmlReport.escape(dot.label()),
          number(dot.y()),
          plain(dot.x())));
      boolean right = x < (LEFT + WIDTH - RIGHT) / 2;
      Label label = Label.of(dot.label(), right ? x + 11 : x - 11, right, y + 4).below(placed);
      placed.add(label);
      svg.append(text(
          right ? label.from() : label.to(), label.y(), "", right ? "start" : "end", dot.label()));
    }
    return svg.append("</svg>\n").toString();
  }

  static StringBuilder open(String caption, double height) {
    return new StringBuilder(svg(
        "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">\n",
        WIDTH, height, HtmlReport.escape(caption)));
  }

  static String text(double x, double y, String style, String anchor, String words) {
    return svg(
        "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\" text-anchor=\"%s\">%s</text>\n",
        x, y, style, anchor, HtmlReport.escape(words));
  }

  static String line(String style, double x1, double y1, double x2, double y2) {
    return svg(
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
        style, x1, y1, x2, y2);
  }

  static String svg(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String number(double value) {
    return svg(value >= 100 ? "%.1f" : "%.4f", value);
  }

  /** At most four digits, none of them an idle zero. */
  static String plain(double value) {
    return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  /** The smallest of 1, 2 or 5 times a power of ten that is not below {@code least}. */
  private static double roundStep(double least) {
    if (least <= 0) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    double digit = least / power;
    return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
  }

  private static double log(double x) {
    return Math.log10(Math.max(x, 1e-3));
  }
}
