package io.cartrec.benchmarks.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {

  @TempDir
  Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private int run(String... args) throws Exception {
    try (PrintStream out = new PrintStream(printed, true, UTF_8)) {
      return Bench.run(List.of(args), out);
    }
  }

  @Test
  void saysHowItIsUsed() throws Exception {
    assertThat(run("--help")).isZero();
    assertThat(printed.toString(UTF_8)).contains("recommend, train, load, ingest, kernels");
  }

  @Test
  void namesTheSuitesWhereThereIsNoSuchOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run("everything"))
        .withMessage(
            "there is no suite everything; there are " + String.join(", ", Suites.names()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run("--out"))
        .withMessageContaining("folder");
  }

  @Test
  void namesWhatDidNotRunAndWhereItSaysWhy() throws Exception {
    Rounds rounds = new Rounds(folder, folder, new PrintStream(printed, true, UTF_8));
    Row none = new Row("none", "", "org.openjdk.jmh.Main", "NoSuchBenchmark", List.of(), List.of());
    rounds.run(List.of(none), Pace.SMOKE);
    Path log = folder.resolve("rounds/1-01-none.log");
    assertThat(rounds.results()).isEmpty();
    assertThat(rounds.failures())
        .containsExactly(
            "none NoSuchBenchmark ended with exit code 1 and without results; see " + log);
    assertThat(Files.readString(log)).contains("No matching benchmarks");
    assertThat(printed.toString(UTF_8)).startsWith("round 1 of 1, 1 of 1, none NoSuchBenchmark: ");
  }

  @Test
  void comparesTheResultsOfTwoFolders() throws Exception {
    Path before = Files.createDirectory(folder.resolve("before"));
    new Written().shots("A.run", "", 10).to(before.resolve("results.json"));
    Path after = new Written().shots("A.run", "", 20).to(folder.resolve("after.json"));
    assertThat(run("compare", before.toString(), after.toString())).isOne();
    assertThat(run("compare", after.toString(), before.toString())).isZero();
    assertThat(printed.toString(UTF_8)).containsSubsequence("worse", "better");
  }

  @Test
  void saysWhatIsWrongWithAComparison() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run("compare", "a"))
        .withMessage("compare needs the folders of two runs: compare OLD NEW");
    assertThatIOException()
        .isThrownBy(() -> run("compare", folder.resolve("a") + "", folder.resolve("b") + ""))
        .withMessageContaining("run the benchmarks with --out");
  }

  @Test
  void knowsTheMachine() throws Exception {
    assertThat(Facts.of(folder))
        .containsKeys("machine", "system", "jdk", "load")
        .containsEntry("commit", "unknown");
  }
}
