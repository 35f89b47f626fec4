package io.cartrec.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** That the suite says what it saw, with the stand-in or without any driver. */
class GpuSuiteTest {

  @Test
  void passes() throws IOException, InterruptedException {
    StandIn.driver();
    Process process = run(StandIn.path());
    assertThat(lastLine(process)).matches("numerical suite: ([1-9]\\d+) of \\1 tests passed");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void failsWithoutAGpu() throws IOException, InterruptedException {
    Process process = run("/no/such/libcuda.so");
    assertThat(lastLine(process)).matches("numerical suite: 0 of [1-9]\\d+ tests passed");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  private static Process run(String driver) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-D" + JnaDriver.PATH + "=" + driver,
            "-D" + Blas.PATH + "=none",
            "-cp",
            System.getProperty("java.class.path"),
            GpuSuite.class.getName())
        .redirectErrorStream(true)
        .start();
  }

  private static String lastLine(Process process) throws IOException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return output.lines().reduce("", (earlier, line) -> line);
  }
}
