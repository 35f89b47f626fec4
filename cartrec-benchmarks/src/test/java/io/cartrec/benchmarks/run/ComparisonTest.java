package io.cartrec.benchmarks.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

  @TempDir
  Path folder;

  private Comparison of(Written before, Written after) throws Exception {
    return Comparison.of(
        JmhFile.read(before.to(folder.resolve("before.json"))),
        JmhFile.read(after.to(folder.resolve("after.json"))));
  }

  private static String printed(Comparison comparison) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    comparison.print(new PrintStream(bytes, true, UTF_8));
    return bytes.toString(UTF_8);
  }

  @Test
  void namesWhatGotSlowerBeyondTheNoise() throws Exception {
    Comparison comparison = of(
        new Written().throughput("A.run", "size=S", 10, 10.1, 9.9),
        new Written().throughput("A.run", "size=S", 5, 5.05, 4.95));
    assertThat(comparison.isWorse()).isTrue();
    assertThat(printed(comparison))
        .startsWith("worse    A.run thrpt size=S score: 10.0 M/s [8.18 M/s, 11.8 M/s] -> 5.00 M/s")
        .contains("-50 %", "1 of 1 figures moved by more than 10 % and beyond the noise");
  }

  @Test
  void namesWhatGotFaster() throws Exception {
    Comparison comparison = of(
        new Written().shots("A.run", "", 1000, 1001, 1002),
        new Written().shots("A.run", "", 500, 501, 502));
    assertThat(comparison.isWorse()).isFalse();
    assertThat(printed(comparison)).startsWith("better ");
  }

  @Test
  void saysNothingOfChangesWithinTheNoise() throws Exception {
    assertThat(of(
                new Written().shots("A.run", "", 1000, 1300, 1600),
                new Written().shots("A.run", "", 1500, 1900, 2100))
            .moves())
        .isEmpty();
  }

  @Test
  void saysNothingOfSmallChanges() throws Exception {
    assertThat(of(
                new Written().shots("A.run", "", 1000, 1000, 1000),
                new Written().shots("A.run", "", 1099, 1099, 1099))
            .moves())
        .isEmpty();
  }

  @Test
  void looksAtMedianAndTailOfSamples() throws Exception {
    Comparison comparison = of(
        new Written().samples("A.run", "", 4, 980, 20, 20),
        new Written().samples("A.run", "", 4, 980, 60, 20));
    assertThat(comparison.moves())
        .extracting(move -> move.after().name(), move -> Math.round(move.worse()))
        .containsExactly(tuple("A.run sample p99", 3L));
  }

  @Test
  void blamesTheMachineWhereItsLimitsMoved() throws Exception {
    Comparison comparison = of(
        new Written().throughput("LimitsBenchmark.read", "", 10, 10, 10),
        new Written().throughput("LimitsBenchmark.read", "", 5, 5, 5));
    assertThat(comparison.isWorse()).isFalse();
    assertThat(printed(comparison)).startsWith("machine").contains("compares machines, not code");
  }

  @Test
  void saysWhatWasMeasuredOtherwise() throws Exception {
    Comparison comparison = of(
        new Written().shots("A.run", "", 1).shots("B.run", "", 1),
        new Written().shots("A.run", "", 1).on("25").shots("B.run", "", 1));
    assertThat(printed(comparison))
        .contains(
            "1 of the 2 were measured otherwise, such as B.run ss score: Java 17.0.1, rounds 1,"
                + " iterations 3 of 1 s after 2 of 1 s -> Java 25, rounds 1, iterations 3 of 1 s after");
  }

  @Test
  void namesWhatWasNotMeasuredAgain() throws Exception {
    assertThat(printed(of(new Written().shots("A.run", "", 1), new Written())))
        .contains("not measured again: A.run ss score");
  }
}
