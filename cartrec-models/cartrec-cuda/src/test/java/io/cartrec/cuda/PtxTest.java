package io.cartrec.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The PTX in the jar is what make-ptx made of the sources beside it. */
class PtxTest {

  @ParameterizedTest
  @ValueSource(ints = {70, 80})
  void belongsToTheSources(int capability) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Path source : sources()) {
      digest.update(Files.readAllBytes(source));
    }
    assertThat(ptx(capability).lines().findFirst())
        .as("run make-ptx after a change of src/main/cuda")
        .contains("// sources: " + HexFormat.of().formatHex(digest.digest()));
  }

  @ParameterizedTest
  @ValueSource(ints = {70, 80})
  void runsOnDriversSinceCuda116(int capability) throws IOException {
    assertThat(ptx(capability)).contains(".version 7.6").contains(".target sm_" + capability);
  }

  @ParameterizedTest
  @ValueSource(ints = {70, 80})
  void hasEveryKernelOfTheSources(int capability) throws IOException {
    Pattern kernel = Pattern.compile("__global__ void (?:__launch_bounds__\\(\\d+\\) )?(\\w+)\\(");
    String code = "";
    for (Path source : sources()) {
      code += Files.readString(source);
    }
    List<String> names =
        kernel.matcher(code).results().map(found -> found.group(1)).toList();
    assertThat(names).hasSizeGreaterThan(30);
    Set<String> compiled = Pattern.compile("\\.entry (\\w+)\\(")
        .matcher(ptx(capability))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
    assertThat(compiled)
        .containsExactlyInAnyOrderElementsOf(names.stream()
            .filter(name -> capability >= 80 || !name.equals("multiply_tf32"))
            .toList());
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/cuda"))) {
      return files.sorted().collect(Collectors.toList());
    }
  }

  private static String ptx(int capability) throws IOException {
    try (InputStream in = Gpu.class.getResourceAsStream("kernels-" + capability + ".ptx")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
