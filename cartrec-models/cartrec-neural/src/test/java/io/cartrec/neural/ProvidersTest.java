package io.cartrec.neural;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.modulepath.TrainOnModulePath;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.ModelProviders;
import io.cartrec.spi.Parameters;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvidersTest {

  private static final List<String> NAMES =
      List.of("attention", "autoencoder", "cnn", "gru", "lstm", "wide-deep");

  @Test
  void areFoundOnTheClassPath() {
    assertThat(ModelProviders.installed().all()).extracting(ModelProvider::name).isEqualTo(NAMES);
  }

  @Test
  void areSearchedAroundTheirDefaults() {
    for (ModelProvider<?> provider : ModelProviders.installed().all()) {
      for (Parameters.Description parameter : provider.parameters().describe()) {
        parameter
            .range()
            .ifPresent(range -> assertThat(Double.parseDouble(parameter.value()))
                .as("%s of %s", parameter.name(), provider.name())
                .isBetween(range.least(), range.most()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"io.cartrec.neural", "io.cartrec.neural,jdk.incubator.vector"})
  void trainOnTheModulePathWithAndWithoutTheVectorApi(String modules, @TempDir Path folder)
      throws IOException, InterruptedException {
    File output = folder.resolve("output").toFile();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("--module-path", path("cartrec-core|cartrec-neural/|guava|failureaccess|jackson")));
    command.addAll(List.of("--add-modules", modules));
    command.addAll(List.of("-cp", path("cartrec-neural/target/test-classes")));
    command.add(TrainOnModulePath.class.getName());
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output)
        .start();
    assertThat(process.waitFor()).as(() -> read(output)).isZero();
    assertThat(read(output).lines().filter(line -> !line.startsWith("WARNING")))
        .hasSize(NAMES.size())
        .allMatch(line -> line.matches("\\S+ of module io.cartrec.neural answers \\[.+]"));
  }

  private static String path(String entries) {
    boolean tests = entries.contains("test-classes");
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.contains("test-classes") == tests)
        .filter(entry -> (entry + "/").matches(".*(" + entries + ").*"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String read(File file) {
    try {
      return Files.readString(file.toPath(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
