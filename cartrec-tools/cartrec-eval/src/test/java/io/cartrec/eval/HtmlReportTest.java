package io.cartrec.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cartrec.eval.HtmlReport.Bar;
import io.cartrec.eval.HtmlReport.Dot;
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
          List.of(new Dot("one", 3, 0.25, false), new Dot("two", 3, 0.25, true)));

  @Test
  void isWellFormed() throws Exception {
    Document page = parsed(report.html());
    assertThat(page.getElementsByTagName("section").getLength()).isEqualTo(2);
    assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(2);
    assertThat(page.getElementsByTagName("rect").getLength()).isEqualTo(2);
    assertThat(page.getElementsByTagName("circle").getLength()).isEqualTo(2);
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
