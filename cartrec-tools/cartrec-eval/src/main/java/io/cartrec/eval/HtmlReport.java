package io.cartrec.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A page to read and to pass on: one file, charts drawn in it, nothing fetched from anywhere, fit for
 * light and dark screens and for paper. Put it together from top to bottom; all text is plain and is
 * escaped here. Not thread-safe.
 *
 * <pre>{@code
 * HtmlReport.titled("Which model?")
 *     .section("Quality")
 *     .prose("Higher is better.")
 *     .bars("HR@20", List.of(new Bar("popularity", 0.25, 0.24, 0.26, false)))
 *     .write(Path.of("report.html"));
 * }</pre>
 */
public final class HtmlReport {

  /**
   * One bar of a chart.
   *
   * @param label what it stands for
   * @param value its length, {@code >= 0}
   * @param low lower end of its confidence interval; {@code value} when there is none
   * @param high upper end of its confidence interval; {@code value} when there is none
   * @param highlighted whether it should catch the eye
   */
  public record Bar(String label, double value, double low, double high, boolean highlighted) {}

  /**
   * One dot of a scatter chart.
   *
   * @param label what it stands for
   * @param x its place on the horizontal axis, which is logarithmic, {@code > 0}
   * @param y its place on the vertical axis
   * @param highlighted whether it should catch the eye
   */
  public record Dot(String label, double x, double y, boolean highlighted) {}

  /**
   * One place on a curve.
   *
   * @param x its place on the horizontal axis, which is logarithmic, {@code > 0}
   * @param y its place on the vertical axis, which is logarithmic too, {@code > 0}
   */
  public record Point(double x, double y) {}

  /**
   * One curve of a chart.
   *
   * @param label what it stands for
   * @param points at least one, from left to right
   */
  public record Curve(String label, List<Point> points) {
    public Curve {
      points = List.copyOf(points);
      if (points.isEmpty()) {
        throw new IllegalArgumentException("curve " + label + " has no points");
      }
    }
  }

  private final String title;
  private final StringBuilder body = new StringBuilder();
  private boolean inSection;

  private HtmlReport(String title) {
    this.title = title;
  }

  /** A page with a title and nothing else yet. */
  public static HtmlReport titled(String title) {
    return new HtmlReport(title);
  }

  /** A larger paragraph; stands well right below the title. */
  public HtmlReport lead(String text) {
    return add("<p class=\"lead\">" + escape(text) + "</p>\n");
  }

  /** Begins a section; what follows stands in it. */
  public HtmlReport section(String heading) {
    add(inSection ? "</section>\n" : "");
    inSection = true;
    return add("<section>\n<h2>" + escape(heading) + "</h2>\n");
  }

  /** A paragraph. */
  public HtmlReport prose(String text) {
    return add("<p>" + escape(text) + "</p>\n");
  }

  /** A bullet list; nothing when there are no items. */
  public HtmlReport list(List<String> items) {
    if (!items.isEmpty()) {
      add("<ul>\n");
      items.forEach(item -> add("<li>" + escape(item) + "</li>\n"));
      add("</ul>\n");
    }
    return this;
  }

  /**
   * A table; the first column is text, the others are numbers and stand right.
   *
   * @throws IllegalArgumentException if a row is not as long as the header
   */
  public HtmlReport table(List<String> header, List<List<String>> rows) {
    add("<div class=\"scroll\"><table>\n<thead><tr>");
    header.forEach(cell -> add("<th>" + escape(cell) + "</th>"));
    add("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            "row " + row + " has " + row.size() + " cells but the header has " + header.size());
      }
      add("<tr>");
      row.forEach(cell -> add("<td>" + escape(cell) + "</td>"));
      add("</tr>\n");
    }
    return add("</tbody>\n</table></div>\n");
  }

  /** A chart of horizontal bars with confidence intervals, top to bottom; nothing without bars. */
  public HtmlReport bars(String caption, List<Bar> bars) {
    return bars.isEmpty() ? this : figure(caption, Charts.bars(caption, bars));
  }

  /** A chart of dots over a logarithmic horizontal axis; nothing without dots. */
  public HtmlReport scatter(String caption, String xLabel, String yLabel, List<Dot> dots) {
    return dots.isEmpty() ? this : figure(caption, Charts.scatter(caption, xLabel, yLabel, dots));
  }

  /** A chart of curves over two logarithmic axes; nothing without curves. */
  public HtmlReport curves(String caption, String xLabel, String yLabel, List<Curve> curves) {
    return curves.isEmpty()
        ? this
        : figure(caption, CurveChart.draw(caption, xLabel, yLabel, curves));
  }

  /** The page as it stands. */
  public String html() {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
        + escape(title)
        + "</title>\n<style>\n"
        + Style.CSS
        + "</style>\n</head>\n<body>\n<main>\n<h1>"
        + escape(title)
        + "</h1>\n"
        + body
        + (inSection ? "</section>\n" : "")
        + "</main>\n</body>\n</html>\n";
  }

  /** Writes the page to a file. */
  public void write(Path file) throws IOException {
    Files.writeString(file, html());
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private HtmlReport figure(String caption, String svg) {
    return add(
        "<figure>\n<figcaption>" + escape(caption) + "</figcaption>\n" + svg + "</figure>\n");
  }

  private HtmlReport add(String html) {
    body.append(html);
    return this;
  }

  private static final class Style {
    static final String CSS = css();

    private static String css() {
      try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
        return new String(
            Objects.requireNonNull(in, "report.css is missing from the jar").readAllBytes(), UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
