package io.cartrec.neighbors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.modulepath.ListProviders;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.ModelProviders;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersTest {

  private static final List<String> NAMES = List.of(
      "co-occurrence",
      "gp-top",
      "item-knn",
      "popularity",
      "rp3beta",
      "session-knn",
      "swing",
      "tifu-knn",
      "up-cf",
      "user-knn");

  @Test
  void areFoundOnTheClassPath() {
    assertThat(ModelProviders.installed().all()).extracting(ModelProvider::name).isEqualTo(NAMES);
  }

  @Test
  void areFoundOnTheModulePath(@TempDir Path folder) throws IOException, InterruptedException {
    String classPath = System.getProperty("java.class.path");
    String modulePath = Arrays.stream(classPath.split(File.pathSeparator, -1))
        .filter(entry -> !entry.contains("test-classes"))
        .filter(entry ->
            entry.matches(".*(cartrec-core|cartrec-neighbors|guava|failureaccess|jackson).*"))
        .collect(Collectors.joining(File.pathSeparator));
    String testClasses = Arrays.stream(classPath.split(File.pathSeparator, -1))
        .filter(entry -> entry.contains("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
    File output = folder.resolve("output").toFile();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--module-path", modulePath, "--add-modules", "io.cartrec.neighbors"));
    command.addAll(List.of("-cp", testClasses, ListProviders.class.getName()));
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output)
        .start();
    assertThat(process.waitFor()).as(() -> read(output)).isZero();
    assertThat(read(output).lines())
        .containsExactlyElementsOf(
            NAMES.stream().map(name -> name + " of module io.cartrec.neighbors").toList());
  }

  private static String read(File file) {
    try {
      return Files.readString(file.toPath(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
