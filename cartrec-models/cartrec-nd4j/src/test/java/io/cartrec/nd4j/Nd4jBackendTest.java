package io.cartrec.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.neural.kernel.Backend;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;

class Nd4jBackendTest {

  @Test
  void isFoundAndUsable() {
    Backend backend = ServiceLoader.load(Backend.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(found -> found.name().equals("nd4j"))
        .findFirst()
        .orElseThrow();
    assertThat(backend.find().facts()).containsExactly("ND4J: CpuBackend");
    assertThat(backend.find().obstacle()).isEmpty();
  }

  @Test
  void asksADeviceBeforeNd4jStarts() throws Exception {
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Nd4jBackendTest.class.getName())
        .redirectErrorStream(true)
        .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output).contains("asked: Nd4jCpu 0.0", "started: CpuBackend");
    assertThat(process.waitFor()).isZero();
  }

  /** Asks the processor's backend as that of CUDA is asked, then lets ND4J start. */
  public static void main(String[] args) throws Exception {
    NativeOps device =
        Nd4jBackend.ops("org.nd4j.linalg.cpu.nativecpu.CpuBackend").orElseThrow();
    System.out.printf(
        "asked: %s %d.%d%n",
        device.getClass().getSimpleName(), device.getDeviceMajor(0), device.getDeviceMinor(0));
    System.out.println("started: " + Nd4j.getBackend().getClass().getSimpleName());
  }

  @Test
  void refusesHopperBeforeItsFirstKernel() {
    assertThat(Nd4jBackend.obstacle(8, 9)).isEmpty();
    assertThat(Nd4jBackend.obstacle(9, 0))
        .hasValueSatisfying(reason -> assertThat(reason)
            .contains("up to compute capability 8.6", "this one has 9.0", "cartrec-cuda"));
  }
}
