package io.cartrec.benchmarks.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What must be known of a run to get it again: machine, JDK, commit. */
final class Facts {

  private Facts() {}

  /** In words, by name; {@code home} is the checkout. */
  static Map<String, String> of(Path home) throws IOException, InterruptedException {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "machine",
        "%s, %d processors, %s of memory"
            .formatted(
                value("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                memory()));
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put(
        "jdk",
        System.getProperty("java.vm.name") + " " + Runtime.version()
            + (hasVectors() ? ", with the Vector API" : ""));
    String changes = git(home, "status", "--porcelain").orElse("");
    facts.put(
        "commit",
        git(home, "rev-parse", "--short=12", "HEAD").orElse("unknown")
            + (changes.isEmpty() ? "" : ", with changes"));
    facts.put("load", load());
    return facts;
  }

  private static String memory() throws IOException {
    return value("/proc/meminfo", "MemTotal")
        .map(kilobytes -> Amount.of(1024 * Double.parseDouble(kilobytes.replace(" kB", "")), "B"))
        .orElse("an unknown amount");
  }

  /** How many processes wanted a processor in the last minute. */
  static String load() {
    return String.format(
        Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** Whether this JDK can run the Vector API. */
  static boolean hasVectors() {
    return ModuleFinder.ofSystem().find("jdk.incubator.vector").isPresent();
  }

  /** What Linux says of {@code name} in one of its files. */
  private static Optional<String> value(String file, String name) throws IOException {
    if (!Files.isReadable(Path.of(file))) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip());
    }
  }

  private static Optional<String> git(Path home, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-C", home.toString()));
    command.addAll(List.of(words));
    Process git;
    try {
      git = new ProcessBuilder(command)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      return Optional.empty(); // no git here
    }
    String said = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
    return git.waitFor() == 0 ? Optional.of(said) : Optional.empty();
  }
}
