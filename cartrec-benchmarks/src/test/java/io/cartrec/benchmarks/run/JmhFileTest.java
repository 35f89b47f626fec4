package io.cartrec.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JmhFileTest {

  @TempDir
  Path folder;

  private Path joined(Written... rounds) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Written round : rounds) {
      files.add(round.to(folder.resolve(files.size() + ".json")));
    }
    Path into = folder.resolve("joined.json");
    JmhFile.join(files, into);
    return into;
  }

  @Test
  void joinsTheForksOfRoundsAndReckonsAnew() throws IOException {
    Path file = joined(
        new Written().throughput("A.run", "size=S", 1, 2, 3),
        new Written().throughput("A.run", "size=S", 4, 5, 6));
    Result result = JmhFile.read(file).get(0);
    assertThat(result.primary().rounds()).hasSize(2);
    assertThat(result.primary().unit()).isEqualTo("ops/s");
    assertThat(result.primary().score()).isCloseTo(3.5e6, within(1e-3));
    // 6.869 is the quantile of Student's t at 0.9995 with five degrees of freedom
    assertThat(result.primary().error()).isCloseTo(6.869e6 * Math.sqrt(3.5 / 6), within(1e3));
    assertThat(Files.readString(file))
        .contains("\"score\" : 3.5,", "\"forks\" : 2", "[ 1.0, 2.0, 3.0 ], [ 4.0, 5.0, 6.0 ]")
        .contains("\"50.0\" : 3.5");
  }

  @Test
  void addsUpHistograms() throws IOException {
    Path file = joined(
        new Written().samples("A.run", "", 1, 90, 10, 9),
        new Written().samples("A.run", "", 1, 99, 100, 2));
    Metric time = JmhFile.read(file).get(0).primary();
    assertThat(time.all().getN()).isEqualTo(200);
    assertThat(time.percentile(50)).isCloseTo(1e-6, within(1e-12));
    assertThat(time.percentile(98)).isCloseTo(10e-6, within(1e-12));
    assertThat(time.percentile(99.9)).isCloseTo(100e-6, within(1e-12));
    assertThat(time.score()).isCloseTo(479e-6 / 200, within(1e-12));
  }

  @Test
  void keepsApartWhatDiffersInParameters() throws IOException {
    Path file = joined(
        new Written().shots("A.run", "size=S", 1).shots("A.run", "size=M", 10),
        new Written().shots("A.run", "size=S", 3).shots("A.run", "size=M", 30));
    assertThat(JmhFile.read(file))
        .extracting(Result::settings, result -> result.primary().score())
        .containsExactly(tuple("size=S", 0.002), tuple("size=M", 0.02));
  }

  @Test
  void addsUpWhatJmhAddsUpAndAveragesTheRest() throws IOException {
    Path file = joined(
        new Written().counting("A.run", "", "gc.count", "counts", 1, 2),
        new Written().counting("A.run", "", "gc.count", "counts", 4));
    assertThat(Files.readString(file)).contains("\"score\" : 7.0");
    file = joined(
        new Written().counting("A.run", "", "bytes", "ops/s", 1, 2),
        new Written().counting("A.run", "", "bytes", "ops/s", 6));
    assertThat(Files.readString(file)).contains("\"score\" : 3.0");
  }

  @Test
  void refusesWhatIsNotAListOfResults() throws IOException {
    Path text = Files.writeString(folder.resolve("text.json"), "results");
    assertThatIOException()
        .isThrownBy(() -> JmhFile.read(text))
        .withMessageContaining("is not JSON");
    Path other = Files.writeString(folder.resolve("other.json"), "{\"a\": 1}");
    assertThatIOException().isThrownBy(() -> JmhFile.read(other)).withMessageContaining("-rf json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[{\"primaryMetric\": {}}]",
        "[{\"primaryMetric\": {\"scoreUnit\": \"ms/op\", \"rawData\": []}}]",
        "[{\"primaryMetric\": {\"scoreUnit\": \"ms/op\", \"rawData\": [1.0]}}]"
      })
  void refusesResultsWithoutValues(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("damaged.json"), text);
    assertThatIOException()
        .isThrownBy(() -> JmhFile.read(file))
        .withMessage(file + " is not a list of JMH's results; write it by -rf json");
  }
}
