package io.cartrec.benchmarks.run;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs rows, each in a JVM of its own that forks another for every benchmark, round after round. What a
 * JVM printed is kept beside its results. Not thread-safe.
 */
final class Rounds {

  private final String classPath;
  private final Path folder;
  private final PrintStream progress;
  private final List<Path> results = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  /**
   * Nothing run yet.
   *
   * @param classPath where the benchmarks are
   * @param folder where results and what was printed go
   * @param progress told of each row
   */
  Rounds(String classPath, Path folder, PrintStream progress) {
    this.classPath = classPath;
    this.folder = folder;
    this.progress = progress;
  }

  /** Runs all {@code rows} as many times as {@code pace} has it. */
  void run(List<Row> rows, Pace pace) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    for (int round = 1; round <= pace.rounds(); round++) {
      for (int i = 0; i < rows.size(); i++) {
        Row row = rows.get(i);
        progress.printf(
            "round %d of %d, %s (%d of %d): ",
            round, pace.rounds(), row.suite(), i + 1, rows.size());
        progress.flush();
        long start = System.nanoTime();
        run(row, pace, "%d-%02d-%s".formatted(round, i + 1, row.suite()));
        progress.printf("%d s%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
      }
    }
  }

  /** The files of results, in the order of rounds. */
  List<Path> results() {
    return results;
  }

  /** What did not run to its end, a sentence each. */
  List<String> failures() {
    return failures;
  }

  private void run(Row row, Pace pace, String name) throws IOException, InterruptedException {
    Path result = folder.resolve(name + ".json");
    Path log = folder.resolve(name + ".log");
    Files.deleteIfExists(result);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (ModuleFinder.ofSystem().find("jdk.incubator.vector").isPresent()) {
      command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    command.addAll(List.of("-cp", classPath, "org.openjdk.jmh.Main"));
    command.addAll(row.arguments(pace));
    command.addAll(List.of("-rf", "json", "-rff", result.toString()));
    int code = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start()
        .waitFor();
    failures.addAll(failed(log));
    if (Files.exists(result) && Files.size(result) > 0) {
      results.add(result);
    } else {
      failures.add("%s ended with exit code %d and without results; see %s"
          .formatted(row.suite(), code, log));
    }
  }

  /** JMH goes on after a failure and ends as if there had been none; only what it prints tells. */
  private static List<String> failed(Path log) throws IOException {
    List<String> failures = new ArrayList<>();
    String benchmark = "";
    String params = "";
    for (String line : Files.readAllLines(log)) {
      if (line.startsWith("# Benchmark: ")) {
        benchmark = line.substring(line.indexOf(':') + 2);
        params = "";
      } else if (line.startsWith("# Parameters: ")) {
        params = " " + line.substring(line.indexOf(':') + 2);
      } else if (line.contains("<failure>") || line.contains("<forked VM failed")) {
        failures.add(benchmark + params + " failed; see " + log);
      }
    }
    return failures;
  }
}
