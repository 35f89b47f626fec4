package io.cartrec.benchmarks.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class PageTest {

  private static final Map<String, String> FACTS =
      Map.of("machine", "a machine", "jdk", "a JDK", "commit", "c0ffee");

  @TempDir
  Path folder;

  private Document page(Written results, List<Judged> judged, String... failures) throws Exception {
    String html = new Page(
            JmhFile.read(results.to(folder.resolve("results.json"))),
            judged,
            FACTS,
            List.of(failures))
        .html()
        .html()
        .replaceFirst("<!DOCTYPE html>", "")
        .replaceAll("<meta ([^>]*)>", "<meta $1/>");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(html.getBytes(UTF_8)));
  }

  @Test
  void drawsLatencyGrowthAndPeers() throws Exception {
    Document page = page(
        new Written()
            .samples("A.run", "size=S model=a", 4, 980, 20, 20)
            .samples("A.run", "size=S model=b", 5, 980, 30, 20)
            .samples("A.run", "size=M model=b", 6, 980, 30, 20)
            .shots("PeerBenchmark.build", "peer=x size=S", 100)
            .samples("PeerBenchmark.recommend", "peer=x size=S", 80, 10),
        List.of(new Judged("S", "x", "X 1.0 & more", 900, 0.25, 0.125, 55e6)));
    // A by size S and M, peers at S; growth of A; quality against latency
    assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(5);
    assertThat(page.getElementsByTagName("polyline").getLength()).isEqualTo(5);
    assertThat(page.getElementsByTagName("table").getLength()).isEqualTo(3);
    assertThat(page.getDocumentElement().getTextContent())
        .contains("exponent 0.08", "X 1.0 & more", "commit: c0ffee", "5 benchmarks on a machine");
  }

  @Test
  void namesWhatWasNotMeasured() throws Exception {
    Document page = page(new Written().samples("A.run", "", 4, 1), List.of(), "B failed");
    assertThat(page.getElementsByTagName("svg").getLength()).isZero();
    assertThat(page.getDocumentElement().getTextContent()).contains("Not measured", "B failed");
  }

  @Test
  void isMadeThoughNothingWasMeasured() throws Exception {
    Document page = page(new Written(), List.of(), "all failed");
    assertThat(page.getDocumentElement().getTextContent()).contains("0 benchmarks", "all failed");
  }
}
