package io.cartrec.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.eval.HtmlReport.Bar;
import io.cartrec.eval.HtmlReport.Curve;
import io.cartrec.eval.HtmlReport.Dot;
import io.cartrec.eval.HtmlReport.Point;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class HtmlReportTest {

  private final HtmlReport report = HtmlReport.titled("Tea & <cake>")
      .lead("What to show next.")
      .section("One")
      .prose("5 < 6")
      .list(List.of("a", "b"))
      .table(List.of("model", "HR@20"), List.of(List.of("popularity", "0.25")))
      .section("Two")
      .bars(
          "HR@20",
          List.of(
              new Bar("popularity", 0.25, 0.24, 0.26, false),
              new Bar("item-knn:neighbors=100", 0.5, 0.5, 0.5, true)))
      .scatter(
          "quality",
          "µs",
          "HR@20",
          List.of(new Dot("one", 3, 0.25, false), new Dot("two", 3, 0.25, true)))
      .curves(
          "growth",
          "events",
          "s",
          List.of(
              new Curve("one & only", List.of(new Point(1, 4), new Point(100, 40))),
              new Curve("two", List.of(new Point(10, 400)))));

  @Test
  void isWellFormed() throws Exception {
    Document page = parsed(report.html());
    assertThat(page.getElementsByTagName("section").getLength()).isEqualTo(2);
    assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(3);
    assertThat(page.getElementsByTagName("rect").getLength()).isEqualTo(2);
    assertThat(page.getElementsByTagName("circle").getLength()).isEqualTo(5);
    assertThat(page.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo("Tea & <cake>");
  }

  @Test
  void fetchesNothing() {
    assertThat(report.html()).doesNotContain("http", "src=", "@import", "url(", "<script");
  }

  @Test
  void fitsLightAndDark() {
    assertThat(report.html()).contains("prefers-color-scheme: dark");
  }

  @Test
  void leavesOutWhatHasNothingInIt() {
    String html = HtmlReport.titled("t")
        .list(List.of())
        .bars("b", List.of())
        .scatter("s", "x", "y", List.of())
        .curves("c", "x", "y", List.of())
        .html();
    assertThat(html).doesNotContain("<ul", "<svg", "<section");
  }

  @Test
  void drawsBarsOfNothing() throws Exception {
    String html = HtmlReport.titled("t")
        .bars("b", List.of(new Bar("zero", 0, 0, 0, false)))
        .html();
    assertThat(parsed(html).getElementsByTagName("rect").getLength()).isEqualTo(1);
    assertThat(html).doesNotContain("NaN", "Infinity");
  }

  @Test
  void drawsCurvesOverLogarithmicAxesFromOneRoundNumberToAnother() throws Exception {
    List<Point> line = List.of(new Point(1, 3), new Point(10, 30), new Point(1000, 300));
    Document page = parsed(HtmlReport.titled("t")
        .curves("growth", "events", "s", List.of(new Curve("a", line)))
        .html());
    String[] points = page.getElementsByTagName("polyline")
        .item(0)
        .getAttributes()
        .getNamedItem("points")
        .getTextContent()
        .split("[ ,]", -1);
    assertThat(Double.parseDouble(points[0])).isEqualTo(76);
    assertThat(Double.parseDouble(points[4])).isEqualTo(690);
    assertThat(Double.parseDouble(points[2])).isCloseTo(76 + 614 / 3.0, within(0.06));
    double rise = 300 / Math.log10(500 / 2.0);
    assertThat(Double.parseDouble(points[1])).isCloseTo(328 - rise * Math.log10(1.5), within(0.06));
    assertThat(Double.parseDouble(points[5])).isCloseTo(328 - rise * Math.log10(150), within(0.06));
  }

  @Test
  void drawsACurveOfOnePoint() {
    String html = HtmlReport.titled("t")
        .curves("c", "x", "y", List.of(new Curve("a", List.of(new Point(1, 1)))))
        .html();
    assertThat(html).contains("<polyline").doesNotContain("NaN", "Infinity");
  }

  @Test
  void refusesCurvesWithoutPoints() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Curve("a", List.of()))
        .withMessage("curve a has no points");
  }

  @Test
  void refusesRowsThatDoNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HtmlReport.titled("t").table(List.of("a"), List.of(List.of("1", "2"))))
        .withMessage("row [1, 2] has 2 cells but the header has 1");
  }

  @Test
  void writesAFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("report.html");
    report.write(file);
    assertThat(Files.readString(file)).isEqualTo(report.html());
  }

  /** The page happens to be XML but for two tags of its head that have no end. */
  private static Document parsed(String html) throws Exception {
    String xml = html.replace("<!DOCTYPE html>\n", "").replaceAll("<meta [^>]*>", "");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }
}
