package io.cartrec.benchmarks.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run("--out", "--smoke"))
        .withMessage("--out needs a folder");
  }

  @Test
  void namesWhatDidNotRunAndWhereItSaysWhy() throws Exception {
    Rounds rounds = new Rounds(folder, folder, new PrintStream(printed, true, UTF_8));
    Row none = new Row("none", "", "no.such.Program", "NoSuchBenchmark", List.of(), List.of());
    rounds.run(List.of(none), Pace.SMOKE);
    Path log = folder.resolve("rounds/1-01-none.log");
    assertThat(rounds.results()).isEmpty();
    assertThat(rounds.failures())
        .containsExactly(
            "none NoSuchBenchmark ended with exit code 1 and without results; see " + log);
    assertThat(Files.readString(log)).contains("no.such.Program");
    assertThat(printed.toString(UTF_8)).startsWith("round 1 of 1, 1 of 1, none NoSuchBenchmark: ");
  }

  @Test
  void takesNoResultsThatWereCutOff() throws Exception {
    Path whole = new Written().shots("A.run", "", 10).to(folder.resolve("whole.json"));
    String text = Files.readString(whole);
    Path cut = Files.writeString(folder.resolve("cut.json"), text.substring(0, text.length() / 2));
    assertThat(Rounds.hasResults(whole)).isTrue();
    assertThat(Rounds.hasResults(cut)).isFalse();
    assertThat(Rounds.hasResults(folder.resolve("none.json"))).isFalse();
  }

  private Rounds rounds(Path out) {
    return new Rounds(folder, out, new PrintStream(printed, true, UTF_8));
  }

  @Test
  void deletesNothingThatNoRunMade() throws Exception {
    Path own = Files.createDirectories(folder.resolve("files")).resolve("own.txt");
    Files.writeString(own, "mine");
    assertThatIOException()
        .isThrownBy(() -> rounds(folder).run(List.of(), Pace.SMOKE))
        .withMessage(folder
            + " must be empty or an older run's, but holds other files; name a folder by --out");
    assertThat(own).hasContent("mine");
  }

  @Test
  void leavesNothingOfAnOlderRun() throws Exception {
    rounds(folder).run(List.of(), Pace.SMOKE);
    Path page = Files.writeString(folder.resolve("index.html"), "old");
    Path quality = Files.createDirectories(folder.resolve("shops/S/quality"));
    rounds(folder).run(List.of(), Pace.SMOKE);
    assertThat(page).doesNotExist();
    assertThat(quality).doesNotExist();
  }

  @Test
  void saysThatItCannotWriteToAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatIOException()
        .isThrownBy(() -> rounds(file).run(List.of(), Pace.SMOKE))
        .withMessageContaining(file + " must be a folder to write to: ")
        .withMessageEndingWith("; name one by --out");
  }

  @Test
  void findsFailuresInLogsThatAreNotAllText() throws Exception {
    Path log = folder.resolve("a.log");
    Files.write(log, "# Benchmark: A.run\n# Parameters: (size = S)\n\u00ff\n".getBytes(ISO_8859_1));
    Files.writeString(log, "<forked VM failed with exit code 137>\n", StandardOpenOption.APPEND);
    assertThat(Rounds.failed(log)).containsExactly("A.run (size = S) failed; see " + log);
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
  void refusesToCompareWhatHasNothingInCommon() throws Exception {
    Path before = new Written().shots("A.run", "size=S", 10).to(folder.resolve("before.json"));
    Path after = new Written().shots("A.run", "size=M", 20).to(folder.resolve("after.json"));
    assertThatIOException()
        .isThrownBy(() -> run("compare", before.toString(), after.toString()))
        .withMessageContaining("no figure in common");
  }

  @Test
  void knowsTheMachine() throws Exception {
    assertThat(Facts.of(folder))
        .containsKeys("machine", "system", "jdk", "load")
        .containsEntry("commit", "unknown");
  }
}
