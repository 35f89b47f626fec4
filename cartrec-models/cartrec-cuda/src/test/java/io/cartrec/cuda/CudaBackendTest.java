package io.cartrec.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartrec.neural.kernel.Backend;
import io.cartrec.neural.kernel.TensorKernels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of drivers and GPUs, with the stand-in or without any. */
class CudaBackendTest {

  private final CudaBackend backend = new CudaBackend();

  @AfterEach
  void clear() {
    System.clearProperty(Arithmetic.PROPERTY);
    System.clearProperty(JnaDriver.PATH);
    System.clearProperty(Blas.PATH);
  }

  @Test
  void isFound() {
    assertThat(ServiceLoader.load(Backend.class)).extracting(Backend::name).contains("cuda");
  }

  @Test
  void saysThatThereIsNoDriver() {
    System.setProperty(JnaDriver.PATH, "/no/such/libcuda.so");
    assertThat(backend.find().obstacle())
        .hasValueSatisfying(reason -> assertThat(reason)
            .contains("driver cannot be loaded (", "/no/such/libcuda.so')", "install"));
    assertThatThrownBy(() -> backend.open(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("CUDA cannot be used: the library of the NVIDIA driver");
  }

  @Test
  void saysThatTheDriverLacksAFunction() {
    StandIn.driver();
    System.setProperty(JnaDriver.PATH, "libm.so.6");
    assertThat(backend.find().obstacle())
        .hasValueSatisfying(reason ->
            assertThat(reason).contains("(Error looking up function 'cu", "or update it"));
    StandIn.driver();
    assertThat(backend.find().obstacle()).isEmpty();
  }

  @Test
  void asksTwiceWhereJnaCannotStart() throws Exception {
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djna.nosys=true",
            "-Djna.noclasspath=true",
            "-cp",
            System.getProperty("java.class.path"),
            CudaBackendTest.class.getName())
        .redirectErrorStream(true)
        .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output
            .lines()
            .filter(line -> line.startsWith("said: the library of the NVIDIA driver")))
        .as(output)
        .hasSize(2);
    assertThat(process.waitFor()).isZero();
  }

  /** Looks around twice. */
  public static void main(String[] args) {
    for (int time = 0; time < 2; time++) {
      System.out.println("said: " + new CudaBackend().find().obstacle().orElseThrow());
    }
  }

  @Test
  void saysWhatThereIs() {
    StandIn.driver();
    Backend.Finding finding = backend.find();
    assertThat(finding.obstacle()).isEmpty();
    assertThat(finding.facts())
        .containsExactly(
            "driver for CUDA 11.6",
            "GPU 0: stand-in, no GPU, compute capability 8.0, 4.0 GiB",
            "cuBLAS: none, so products are by kernels of our own");
  }

  @Test
  void saysThatThereIsNoGpu() {
    StandIn.driver();
    StandIn.devices(0, 0);
    assertThat(backend.find().obstacle())
        .hasValueSatisfying(reason -> assertThat(reason).contains("CUDA_ERROR_NO_DEVICE"));
  }

  @Test
  void refusesAGpuThatIsTooOld() {
    StandIn.driver();
    StandIn.devices(1, 61);
    assertThat(backend.find().obstacle())
        .contains("no GPU has compute capability 7.0 or more, which the kernels need");
  }

  @Test
  void opensVoltaAndWhatCameAfter() {
    StandIn.driver();
    for (int capability : new int[] {70, 75, 80, 90, 120}) {
      StandIn.devices(1, capability);
      try (TensorKernels kernels = backend.open(1)) {
        assertThat(kernels.name()).isEqualTo("cuda");
      }
    }
  }

  @Test
  void roundsOnTensorCoresOnly() {
    StandIn.driver();
    System.setProperty(Arithmetic.PROPERTY, "tf32");
    backend.open(1).close();
    StandIn.devices(1, 75);
    assertThatIllegalArgumentException()
        .as("not a device to go on without")
        .isThrownBy(() -> backend.open(1))
        .withMessageContaining("tf32 needs a GPU of compute capability 8.0");
    System.setProperty(Arithmetic.PROPERTY, "fp8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> backend.open(1))
        .withMessage("-Dcartrec.cuda.math must be float32 or tf32 but was 'fp8'");
  }

  @Test
  void namesTheLibraryOfProducts() {
    StandIn.kernelsWithBlas().close();
    assertThat(backend.find().facts().get(2)).startsWith("cuBLAS: ").endsWith("libstandin.so");
    System.setProperty(Blas.PATH, "/no/such/libcublas.so");
    String reason =
        "-Dcartrec.cuda.cublas names '/no/such/libcublas.so', which cannot be loaded; name the"
            + " library of cuBLAS, or none to go without";
    assertThat(backend.find().obstacle()).contains(reason);
    Gpu device = new Gpu(JnaDriver.open(), 0, "kernels-80.ptx");
    assertThatThrownBy(() -> CudaKernels.on(device, Arithmetic.FLOAT32)).hasMessage(reason);
    assertThat(StandIn.leaks()).isZero();
  }

  @Test
  void goesOnWithTheNextLibraryOfProducts() {
    Gpu device = new Gpu(StandIn.driver(), 0, "kernels-80.ptx");
    List<String> names = List.of("/no/such/libcublas.so", "libm.so.6", StandIn.path());
    assertThat(Blas.open(device, Arithmetic.FLOAT32, names)).isPresent();
    StandIn.memory(0);
    assertThatThrownBy(() -> Blas.open(device, Arithmetic.FLOAT32, names))
        .hasMessageContaining("no room for 32 MiB more");
    StandIn.driver();
    StandIn.fail("cublasCreate_v2", 1, 0);
    assertThat(Blas.open(device, Arithmetic.FLOAT32, names)).isEmpty();
    assertThat(Blas.open(device, Arithmetic.FLOAT32, names))
        .as("a failure that passed")
        .isPresent();
    device.close();
    assertThat(StandIn.leaks()).isZero();
  }

  @Test
  void saysWhatCublasSays() {
    StandIn.kernelsWithBlas().close();
    StandIn.fail("cublasCreate_v2", 1, 0);
    assertThatThrownBy(StandIn::kernelsWithBlas)
        .hasMessageContaining("cublasCreate failed with the cuBLAS status 1")
        .hasMessageContaining("-Dcartrec.cuda.cublas=none");
    assertThat(StandIn.leaks()).isZero();
  }
}
