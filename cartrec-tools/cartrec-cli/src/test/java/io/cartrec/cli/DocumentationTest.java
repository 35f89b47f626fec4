package io.cartrec.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the Java code of README and guide, just as it stands there. */
class DocumentationTest {

  private static final Path ROOT = root();
  private static final List<String> IMPORTS = List.of(
      "io.cartrec.*",
      "io.cartrec.data.*",
      "io.cartrec.io.*",
      "io.cartrec.model.*",
      "io.cartrec.neighbors.*",
      "io.cartrec.recommend.*",
      "java.nio.file.Path",
      "java.util.*");
  private static final String ORDERS = """
      session,item
      1,milk
      1,bread
      1,butter
      2,bread
      2,butter
      3,milk
      3,beer
      """;

  @TempDir
  Path folder;

  @Test
  void readmeRecommendsForACart() throws Exception {
    List<String> blocks = javaBlocks(ROOT.resolve("README.md"));
    assertThat(blocks.get(0).lines().filter(line -> !line.isBlank()).count())
        .as("lines of the first example")
        .isLessThan(15);
    assertThat(run("Readme", blocks).lines().map(line -> line.split(" ", 2)[0]))
        .containsExactly("butter", "beer");
  }

  @Test
  void guideRuns() throws Exception {
    List<String> blocks = new ArrayList<>(javaBlocks(ROOT.resolve("docs/guide.md")));
    blocks.add("System.out.println(noAlcohol.itemIds());");
    assertThat(run("Guide", blocks)).isEqualToIgnoringNewLines("[milk]");
  }

  @Test
  void readmeNamesTheVersionThatIsBuilt() throws IOException {
    Pattern version =
        Pattern.compile("<artifactId>cartrec[a-z-]*</artifactId>\\s*<version>([^<]*)</version>");
    Matcher built = version.matcher(Files.readString(ROOT.resolve("pom.xml"), UTF_8));
    Matcher named = version.matcher(Files.readString(ROOT.resolve("README.md"), UTF_8));
    assertThat(built.find()).isTrue();
    assertThat(named.find()).isTrue();
    assertThat(named.group(1)).isEqualTo(built.group(1));
  }

  private static List<String> javaBlocks(Path file) throws IOException {
    List<String> blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(file, UTF_8))
        .results()
        .map(found -> found.group(1))
        .toList();
    assertThat(blocks).isNotEmpty();
    return blocks;
  }

  /** What a program of {@code blocks} prints, run by a JVM of its own beside a small log of orders. */
  private String run(String name, List<String> blocks) throws Exception {
    String imports = IMPORTS.stream().map(i -> "import " + i + ";\n").collect(Collectors.joining());
    String program = imports
        + "public class " + name + " {\n"
        + "public static void main(String[] args) throws Exception {\n"
        + String.join("\n", blocks)
        + "}}\n";
    Path source = Files.writeString(folder.resolve(name + ".java"), program);
    Files.writeString(folder.resolve("orders.csv"), ORDERS);
    String classPath = System.getProperty("java.class.path");
    int compiled = ToolProvider.getSystemJavaCompiler()
        .run(
            null,
            null,
            null,
            "-proc:none",
            "-cp",
            classPath,
            "-d",
            folder.toString(),
            source.toString());
    assertThat(compiled).as(program).isZero();
    Path output = folder.resolve("output");
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            folder + File.pathSeparator + classPath,
            name)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    assertThat(process.waitFor()).as(() -> "see " + output).isZero();
    return Files.readString(output, UTF_8);
  }

  private static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("README.md"))) {
        return at;
      }
    }
    throw new IllegalStateException("no README.md above the working directory");
  }
}
