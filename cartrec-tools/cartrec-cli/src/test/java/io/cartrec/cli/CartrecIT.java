package io.cartrec.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command in a JVM of its own. */
class CartrecIT {

  @TempDir
  Path folder;

  @Test
  void writesResultsToStandardOutput() throws Exception {
    Path model = Shop.model(folder, "co-occurrence");
    Ran ran = start(file("out"), "recommend", "--model-file", model.toString(), "--cart", "ぱん,tea");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.done()).contains("1  milk").contains("Note: ");
  }

  @Test
  void writesFailuresToStandardErrorAndSaysSoInItsExitCode() throws Exception {
    Ran failed = start(file("out"), "inspect", "--model-file", "no-such-file");
    assertThat(failed.failed()).contains("no-such-file: there is no such file");
    assertThat(failed.out()).isEmpty();
    assertThat(start(file("out"), "inspect").refused()).contains("--model-file");
  }

  @Test
  void failsWhenItsOutputIsLost() throws Exception {
    File full = new File("/dev/full");
    assumeTrue(full.exists(), "needs the device /dev/full");
    assertThat(start(full, "models").failed()).contains("could not be written");
  }

  private File file(String name) {
    return folder.resolve(name).toFile();
  }

  private Ran start(File out, String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        Cartrec.class.getName()));
    command.addAll(List.of(args));
    File err = file("err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    int code = process.waitFor();
    String printed = out.isFile() ? Files.readString(out.toPath(), UTF_8) : "";
    return new Ran(code, printed, Files.readString(err.toPath(), UTF_8));
  }
}
