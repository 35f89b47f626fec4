package io.cartrec.cuda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The stand-in for the CUDA driver (src/test/cuda/standin.cpp), where there is a C++ compiler. What it
 * passes was not tested on a GPU.
 */
final class StandIn {

  private static final Optional<NativeLibrary> LIBRARY = build();

  private StandIn() {}

  private static Optional<NativeLibrary> build() {
    Path library = Path.of("target", "libstandin.so").toAbsolutePath();
    try {
      Files.createDirectories(library.getParent());
      Process compiler = new ProcessBuilder(
              "g++",
              "-std=c++17",
              "-O2",
              "-fPIC",
              "-shared",
              "-Isrc/main/cuda",
              "-o",
              library.toString(),
              "src/test/cuda/standin.cpp")
          .redirectErrorStream(true)
          .start();
      String output = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (compiler.waitFor() != 0) {
        throw new IllegalStateException("the stand-in does not compile: " + output);
      }
    } catch (IOException e) {
      return Optional.empty(); // no compiler
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the stand-in was compiled", e);
    }
    return Optional.of(NativeLibrary.getInstance(library.toString()));
  }

  /** Kernels on the stand-in, with products of our own. */
  static CudaKernels kernels(Arithmetic arithmetic) {
    return CudaKernels.on(new Gpu(driver(), 0, "kernels-80.ptx"), arithmetic);
  }

  /** Kernels on the stand-in, with products of what stands in for cuBLAS. */
  static CudaKernels kernelsWithBlas() {
    return kernelsWithBlas(Arithmetic.FLOAT32);
  }

  static CudaKernels kernelsWithBlas(Arithmetic arithmetic) {
    Driver driver = driver();
    System.setProperty(Blas.PATH, path());
    return CudaKernels.on(new Gpu(driver, 0, "kernels-80.ptx"), arithmetic);
  }

  /** The file of the stand-in, for the driver and for cuBLAS. */
  static String path() {
    return LIBRARY.orElseThrow().getFile().toString();
  }

  /** How many products the stand-in for cuBLAS was asked for. */
  static int products() {
    return call("standin_products");
  }

  /** The mode of the products of what stands in for cuBLAS. */
  static int mathMode() {
    return call("standin_math_mode");
  }

  /** The driver, with one device that has 4 GiB and nothing that fails; skips the test without one. */
  static JnaDriver driver() {
    assumeTrue(LIBRARY.isPresent(), "no g++ here to compile the stand-in for the CUDA driver");
    call("standin_devices", 1, 80);
    call("standin_memory", 1L << 32);
    System.setProperty(Blas.PATH, "none");
    System.setProperty(JnaDriver.PATH, LIBRARY.get().getFile().toString());
    return JnaDriver.open();
  }

  /** Lets {@code call} fail once with {@code code}, after so many that do not. */
  static void fail(String call, int code, int after) {
    call("standin_fail", call, code, after);
  }

  static void devices(int count, int capability) {
    call("standin_devices", count, capability);
  }

  static void memory(long bytes) {
    call("standin_memory", bytes);
  }

  /** How many contexts and pieces of memory were not given back. */
  static int leaks() {
    return call("standin_leaks");
  }

  private static int call(String function, Object... arguments) {
    Function called = LIBRARY.orElseThrow().getFunction(function);
    return called.invokeInt(arguments);
  }
}
