package io.cartrec.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the folder of real data, which is not part of the library: what the environment variable {@code
 * CARTREC_DATA} names, else the first {@code shared/data} on the way up from the working directory.
 * Immutable and thread-safe.
 */
public final class SharedData {

  private static final String VARIABLE = "CARTREC_DATA";

  private final Map<String, String> environment;
  private final Path start;

  SharedData(Map<String, String> environment, Path start) {
    this.environment = environment;
    this.start = start;
  }

  /**
   * The folder of real data; empty when this machine has none.
   *
   * @throws IllegalStateException if {@code CARTREC_DATA} names no folder
   */
  public static Optional<Path> folder() {
    return here().find();
  }

  /**
   * The file or folder {@code name} in the folder of real data. Without it, skips the test that calls
   * this; but fails the test when the data folder is there and the environment variable {@code CI} is
   * {@code true}, so that a whole build cannot pass by skipping.
   */
  public static Path assumePresent(String name) {
    return here().require(name);
  }

  private static SharedData here() {
    return new SharedData(System.getenv(), Path.of("").toAbsolutePath());
  }

  Optional<Path> find() {
    String named = environment.getOrDefault(VARIABLE, "");
    if (!named.isEmpty()) {
      Path folder = Path.of(named);
      if (!Files.isDirectory(folder)) {
        throw new IllegalStateException(VARIABLE + " must name a folder but is '" + named + "'");
      }
      return Optional.of(folder);
    }
    for (Path at = start; at != null; at = at.getParent()) {
      Path folder = at.resolve("shared").resolve("data");
      if (Files.isDirectory(folder)) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  Path require(String name) {
    Optional<Path> folder = find();
    Assumptions.assumeTrue(
        folder.isPresent(),
        "needs real data: set " + VARIABLE + " to its folder, or put it into shared/data");
    Path wanted = folder.orElseThrow().resolve(name);
    if (!Files.exists(wanted)) {
      String missing = "needs " + wanted + ", which is not there";
      if ("true".equals(environment.get("CI"))) {
        Assertions.fail(missing);
      }
      Assumptions.abort(missing);
    }
    return wanted;
  }
}
