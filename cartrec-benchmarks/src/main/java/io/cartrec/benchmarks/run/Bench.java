package io.cartrec.benchmarks.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code cartrec bench}: runs suites of benchmarks and reports, or compares two runs. Exit codes: 0 done,
 * 1 a benchmark failed or something got slower, 2 wrong usage.
 */
public final class Bench {

  static final String RESULTS = "results.json";
  static final String PAGE = "index.html";

  /** A command line that is not to be understood. */
  static final class WrongUsage extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private WrongUsage(String message) {
      super(message);
    }
  }

  private Bench() {}

  /** Runs the command and exits. */
  public static void main(String[] args) throws InterruptedException {
    int code;
    try (PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, UTF_8)) {
      code = run(List.of(args), out);
    } catch (WrongUsage e) {
      System.err.println("cartrec: " + e.getMessage());
      code = 2;
    } catch (IOException e) {
      System.err.println("cartrec: " + e.getMessage());
      code = 1;
    }
    System.exit(code);
  }

  static int run(List<String> args, PrintStream out) throws IOException, InterruptedException {
    if (args.contains("--help") || args.contains("-h")) {
      out.print(usage());
      return 0;
    }
    if (args.contains("compare")) {
      return compare(args, out);
    }
    List<String> suites = new ArrayList<>();
    Pace pace = Pace.SHORT;
    Path folder = Path.of("target", "bench");
    for (int i = 0; i < args.size(); i++) {
      String word = args.get(i);
      switch (word) {
        case "--full" -> pace = Pace.FULL;
        case "--smoke" -> pace = Pace.SMOKE;
        case "--out" -> {
          if (++i == args.size() || args.get(i).startsWith("--")) {
            throw new WrongUsage("--out needs a folder");
          }
          folder = Path.of(args.get(i));
        }
        default -> {
          if (!Suites.names().contains(word)) {
            throw new WrongUsage(
                "there is no suite " + word + "; there are " + String.join(", ", Suites.names()));
          }
          suites.add(word);
        }
      }
    }
    String command = "./cartrec bench " + String.join(" ", args);
    return measure(suites.isEmpty() ? Suites.unlessNamed() : suites, pace, folder, command, out);
  }

  private static int measure(
      List<String> suites, Pace pace, Path folder, String command, PrintStream out)
      throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("cartrec.home", "."));
    Map<String, String> facts = Facts.of(home);
    facts.put("command", command);
    Rounds rounds = new Rounds(home, folder.toAbsolutePath(), System.err);
    rounds.run(Suites.rows(suites), pace);
    facts.put("load at the end", Facts.load());
    Path file = folder.resolve(RESULTS);
    JmhFile.join(rounds.results(), file);
    List<Result> results = JmhFile.read(file);
    List<Judged> judged = Judged.read(rounds.shops());
    Tables.results(results).print(out);
    Tables.growth(Scaling.of(results)).print(out);
    Tables.peers(Standing.of(results, judged)).print(out);
    out.println();
    facts.forEach((name, value) -> out.println(name + ": " + value));
    Path page = folder.resolve(PAGE);
    new Page(results, judged, facts, rounds.failures()).html().write(page);
    out.println("\n" + file + "\n" + page);
    out.flush();
    rounds.failures().forEach(failure -> System.err.println("cartrec: " + failure));
    return rounds.failures().isEmpty() ? 0 : 1;
  }

  private static int compare(List<String> args, PrintStream out) throws IOException {
    if (args.size() != 3 || !args.get(0).equals("compare")) {
      throw new WrongUsage("compare needs the folders of two runs: compare OLD NEW");
    }
    Comparison comparison = Comparison.of(results(args.get(1)), results(args.get(2)));
    if (comparison.compared() == 0) {
      throw new IOException(
          "%s and %s have no figure in common; compare runs of the same suites and mode"
              .formatted(args.get(1), args.get(2)));
    }
    comparison.print(out);
    return comparison.isWorse() ? 1 : 0;
  }

  private static List<Result> results(String path) throws IOException {
    Path given = Path.of(path);
    Path file = Files.isDirectory(given) ? given.resolve(RESULTS) : given;
    if (!Files.exists(file)) {
      throw new IOException("there is no " + file + "; run the benchmarks with --out " + given);
    }
    return JmhFile.read(file);
  }

  private static String usage() {
    return """
      Usage: cartrec bench [SUITE...] [--full | --smoke] [--out FOLDER]
             cartrec bench compare OLD NEW
      Measures, and writes results.json (JMH's form) and index.html to a folder. All suites but peers
      together are meant to take less than ten minutes on two idle cores.
        SUITE         %s; all but peers if none is named
        --full        for the record: all sizes, five rounds, hours
        --smoke       every benchmark once, to see that it runs; the figures mean nothing
        --out FOLDER  where to write, by default target/bench
      compare names what moved beyond the noise between two folders, or files of results.
      """.formatted(String.join(", ", Suites.names()));
  }
}
