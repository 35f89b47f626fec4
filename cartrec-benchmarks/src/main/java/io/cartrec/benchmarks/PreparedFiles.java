package io.cartrec.benchmarks;

import io.cartrec.testkit.ZipfShop;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that take long to make: each is made once and kept in the folder that the system property {@value
 * #FOLDER} names, for all JVMs that are given the same one. Forks of JMH inherit it: {@code java
 * -Dcartrec.benchmarks.folder=/tmp/prepared -jar benchmarks.jar ...}. Files of older code are not told
 * apart, so a run should begin with an empty folder. Without the property each JVM has a temporary folder
 * and deletes it in the end.
 *
 * <p>Models are trained by a JVM of their own, so that one which finds its model there already runs the
 * same code as one which does not.
 */
final class PreparedFiles {

  static final String FOLDER = "cartrec.benchmarks.folder";

  private static final class Temporary {
    private static final Path FOLDER = create();

    private static Path create() {
      try {
        Path folder = Files.createTempDirectory("cartrec-benchmarks");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void delete(Path folder) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
        Files.delete(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private PreparedFiles() {}

  /** The file of the model that {@link ServedModel} trains. */
  static Path model(String model, ZipfShop.Size size) throws IOException {
    Path file = file(model + "-" + size + ".cartrec");
    if (!Files.exists(file)) {
      List<String> command = List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx5g",
          "-XX:+UseParallelGC",
          "--add-modules",
          "jdk.incubator.vector",
          "-cp",
          System.getProperty("java.class.path"),
          ServedModel.class.getName(),
          model,
          size.name(),
          file.toString());
      Process training = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(training.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (training.onExit().join().exitValue() != 0) {
        throw new IllegalStateException(model + " at size " + size + " was not trained: " + said);
      }
    }
    return file;
  }

  /** The purchases of a shop, as CSV with the columns {@code session,item}. */
  static Path events(ZipfShop.Size size) throws IOException {
    Path file = file("events-" + size + ".csv");
    if (!Files.exists(file)) {
      Path part = file("events-" + size + ".part");
      try (BufferedWriter writer = Files.newBufferedWriter(part)) {
        writer.write("session,item\n");
        Shops.of(size).events().forEach(event -> {
          try {
            writer.write(event.sessionId().orElseThrow() + "," + event.itemId() + "\n");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  private static Path file(String name) throws IOException {
    String given = System.getProperty(FOLDER);
    Path folder = given == null ? Temporary.FOLDER : Files.createDirectories(Path.of(given));
    return folder.resolve(name.replaceAll("[^A-Za-z0-9.,=_-]+", "_"));
  }
}
