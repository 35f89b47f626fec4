package io.cartrec.benchmarks.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {

  @TempDir
  Path folder;

  private List<Result> results(Written results) throws Exception {
    return JmhFile.read(results.to(folder.resolve("results.json")));
  }

  private static String printed(Table table) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    table.print(new PrintStream(bytes, true, UTF_8));
    return bytes.toString(UTF_8);
  }

  @Test
  void leaveOutColumnsThatNoResultHas() throws Exception {
    assertThat(printed(Tables.results(results(new Written()
            .throughput("A.run", "size=S", 2, 2, 2)
            .shots("Longer.run", "size=M threads=2", 1500)))))
        .isEqualToNormalizingNewlines("""

            benchmark   with                 score    ±
            A.run       size=S            2.00 M/s  0 %
            Longer.run  size=M threads=2    1.50 s
            """);
  }

  @Test
  void printNothingOfNothing() {
    assertThat(printed(Tables.results(List.of()))).isEmpty();
  }

  @Test
  void showTheShareOfTheLimitOfAsManyThreads() throws Exception {
    assertThat(printed(Tables.results(results(new Written()
            .counting("LimitsBenchmark.read", "", "bytes", "ops/s", 30e9)
            .counting("LimitsBenchmark.copy", "", "bytes", "ops/s", 40e9)
            .counting("LimitsBenchmark.follow", "", "loads", "ops/s", 8e6)
            .counting("Open.open", "", "bytes", "ops/s", 2.4e9)
            .counting("Open.open", "threads=2", "bytes", "ops/s", 4.8e9)
            .counting("Ingest.csv", "", "rows", "ops/s", 3.3e6)))))
        .containsSubsequence(
            "30.0 GB/s\n",
            "125 ns a load\n",
            "2.40 GB/s           8 %\n",
            "4.80 GB/s\n",
            "3.30 M rows/s\n");
  }

  @Test
  void showPercentilesOfSamples() throws Exception {
    assertThat(Tables.results(results(new Written().samples("A.run", "", 4.1, 979, 20, 21)))
            .rows())
        .containsExactly(List.of("A.run", "4.43 µs", "5 %", "4.10 µs", "20.0 µs", "20.0 µs"));
  }

  @Test
  void tellHowTimeGrowsWithWork() throws Exception {
    Table table = Tables.growth(Scaling.of(results(new Written()
        .shots("A.run", "size=S threads=2", 10)
        .shots("A.run", "size=M threads=2", 100)
        .shots("A.run", "size=M threads=1", 200))));
    assertThat(table.rows())
        .containsExactly(
            List.of(
                "A.run", "threads=2", "1.00", "carts learnt", "100000, 1000000", "10.0 ms, 100 ms"),
            List.of("A.run", "size=M", "-1.00", "threads", "1, 2", "200 ms, 100 ms"));
  }

  @Test
  void putQualityBesideTheSpeedOfPeers() throws Exception {
    List<Result> results = results(new Written()
        .shots("PeerBenchmark.build", "peer=item-knn size=S", 100)
        .shots("PeerBenchmark.build", "peer=other size=S", 1500)
        .samples("PeerBenchmark.recommend", "peer=item-knn size=S", 4, 10)
        .samples("PeerBenchmark.recommend", "peer=other size=S", 80, 10));
    Judged judged = new Judged("S", "other", "Other 1.0", 900, 0.25, 0.125, 55e6);
    assertThat(Tables.peers(Standing.of(results, List.of(judged))).rows())
        .containsExactly(
            List.of("item-knn", "S", "", "", "", "", "100 ms", "1", "4.00 µs", "1", "4.00 µs"),
            List.of(
                "other", "S", "900", "0.2500", "0.1250", "55.0 MB", "1.50 s", "15", "80.0 µs", "20",
                "80.0 µs"));
    assertThat(Tables.results(results).rows()).isEmpty();
  }
}
