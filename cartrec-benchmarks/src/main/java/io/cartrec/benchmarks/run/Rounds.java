package io.cartrec.benchmarks.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartrec.benchmarks.Shops;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs rows, each in a JVM of its own that forks another for every benchmark, round after round. Not
 * thread-safe.
 */
final class Rounds {

  private final Path home;
  private final Path folder;
  private final Path rounds;
  private final Path files;
  private final Path shops;
  private final PrintStream progress;
  private final List<Path> results = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  /**
   * Nothing run yet.
   *
   * @param home the checkout, in which peers are built
   * @param folder where results go, what JVMs print, and files that the benchmarks read
   * @param progress told of each row
   */
  Rounds(Path home, Path folder, PrintStream progress) {
    this.home = home;
    this.folder = folder;
    this.rounds = folder.resolve("rounds");
    this.files = folder.resolve("files");
    this.shops = folder.resolve("shops");
    this.progress = progress;
  }

  /**
   * Runs all {@code rows} as many times as {@code pace} has it.
   *
   * @throws IOException if the folder cannot be written, or holds what is not of an older run
   */
  void run(List<Row> rows, Pace pace) throws IOException, InterruptedException {
    prepare();
    for (int round = 1; round <= pace.rounds(); round++) {
      for (int i = 0; i < rows.size(); i++) {
        Row row = rows.get(i);
        progress.printf(
            "round %d of %d, %d of %d, %s %s: ",
            round, pace.rounds(), i + 1, rows.size(), row.suite(), row.regex());
        progress.flush();
        long start = System.nanoTime();
        run(row, pace, "%d-%02d-%s".formatted(round, i + 1, row.suite()));
        progress.printf("%d s%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
      }
    }
    delete(files);
  }

  /** The files of results, in the order of rounds. */
  List<Path> results() {
    return results;
  }

  /** What did not run to its end, a sentence each. */
  List<String> failures() {
    return failures;
  }

  /** The shops that peers learn, and beside them how good the peers are. */
  Path shops() {
    return shops;
  }

  /** Makes the folder, or takes from it what an older run left there, and nothing else. */
  private void prepare() throws IOException {
    try {
      Files.createDirectories(folder);
      if (!Files.exists(rounds) && !isEmpty(folder)) {
        throw new IOException(folder
            + " must be empty or an older run's, but holds other files; name a folder by --out");
      }
      for (String old : List.of(Bench.RESULTS, Bench.PAGE)) {
        Files.deleteIfExists(folder.resolve(old));
      }
      for (Path old : List.of(files, shops, rounds)) {
        delete(old);
      }
      Files.createDirectories(rounds);
    } catch (FileSystemException e) {
      throw new IOException(
          "%s must be a folder to write to: %s; name one by --out".formatted(folder, e), e);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findAny().isEmpty();
    }
  }

  private void run(Row row, Pace pace, String name) throws IOException, InterruptedException {
    Path result = rounds.resolve(name + ".json");
    Path log = rounds.resolve(name + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options(row));
    command.add(row.program());
    command.addAll(row.arguments(pace));
    command.addAll(List.of("-rf", "json", "-rff", result.toString()));
    make(row.shops(pace));
    int code = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start()
        .waitFor();
    failures.addAll(failed(log));
    if (hasResults(result)) {
      results.add(result);
    } else {
      failures.add("%s %s ended with exit code %d and without results; see %s"
          .formatted(row.suite(), row.regex(), code, log));
    }
  }

  /** Whether a JVM lived to write its results. */
  static boolean hasResults(Path file) {
    try {
      return !JmhFile.read(file).isEmpty();
    } catch (IOException e) {
      return false; // none, or cut off
    }
  }

  /** Those of the JVM, which forks inherit. */
  private List<String> options(Row row) throws IOException {
    List<String> options = new ArrayList<>();
    options.add("-Dcartrec.benchmarks.folder=" + files);
    options.add("-Dshops=" + shops);
    String classPath = System.getProperty("java.class.path");
    if (!row.peer().isEmpty()) {
      Path peer = home.resolve("cartrec-benchmarks").resolve("peers").resolve(row.peer());
      classPath = String.join(
          File.pathSeparator,
          peer.resolve("target/classes") + "",
          peer.resolve("target/lib") + "/*");
      Path further = peer.resolve("jvm.options");
      if (Files.exists(further)) {
        options.addAll(Files.readAllLines(further));
      }
    } else if (Facts.hasVectors()) {
      options.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    options.addAll(List.of("-cp", classPath));
    return options;
  }

  private void make(List<String> sizes) throws IOException {
    for (String size : sizes) {
      if (!Files.exists(shops.resolve(size))) {
        Shops.main(new String[] {shops.resolve(size).toString(), size});
      }
    }
  }

  /** JMH goes on after a failure and ends as if there had been none; only what it prints tells. */
  static List<String> failed(Path log) throws IOException {
    List<String> failures = new ArrayList<>();
    String benchmark = "";
    String params = "";
    String text = new String(Files.readAllBytes(log), UTF_8); // of JVMs, or what broke them
    for (String line : text.lines().toList()) {
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

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> inside = Files.walk(folder)) {
        for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
