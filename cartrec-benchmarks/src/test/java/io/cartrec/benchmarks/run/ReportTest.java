package io.cartrec.benchmarks.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  @TempDir
  Path folder;

  private String printed(Written results) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new Report(JmhFile.read(results.to(folder.resolve("results.json"))))
        .print(new PrintStream(bytes, true, UTF_8));
    return bytes.toString(UTF_8);
  }

  @Test
  void leavesOutColumnsThatNoResultHas() throws Exception {
    assertThat(printed(new Written()
            .throughput("A.run", "size=S", 2, 2, 2)
            .shots("Longer.run", "size=M threads=2", 1500)))
        .isEqualTo("""
            benchmark   with                 score    ±
            A.run       size=S            2.00 M/s  0 %
            Longer.run  size=M threads=2    1.50 s
            """);
  }

  @Test
  void printsTheShareOfTheLimitBesideWhatIsMoved() throws Exception {
    assertThat(printed(new Written()
            .counting("LimitsBenchmark.read", "", "bytes", "ops/s", 30e9)
            .counting("LimitsBenchmark.follow", "", "loads", "ops/s", 8e6)
            .counting("Open.open", "", "bytes", "ops/s", 2.4e9)))
        .containsSubsequence("30.0 GB/s", "125 ns a load", "2.40 GB/s", "8 %");
  }

  @Test
  void showsPercentilesOfSamples() throws Exception {
    assertThat(printed(new Written().samples("A.run", "", 4.1, 989, 20, 10, 300, 1)))
        .contains("4.10 µs", "20.0 µs");
  }
}
