package io.cartrec.nd4j;

import io.cartrec.neural.kernel.Backend;
import io.cartrec.neural.kernel.TensorKernels;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.nd4j.context.Nd4jContext;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Whatever backend of ND4J is on the class path. Immutable and thread-safe. */
public final class Nd4jBackend implements Backend {

  private static final String CUDA = "org.nd4j.linalg.jcublas.JCublasBackend";
  private static final int TOO_NEW =
      9; // its kernels end with compute capability 8.6, and it has no PTX

  @Override
  public String name() {
    return "nd4j";
  }

  @Override
  public Finding find() {
    try {
      Optional<NativeOps> device = isThere(CUDA) ? ops(CUDA) : Optional.empty();
      Optional<String> obstacle =
          device.flatMap(gpu -> obstacle(gpu.getDeviceMajor(0), gpu.getDeviceMinor(0)));
      if (obstacle.isPresent()) {
        return Finding.unusable(List.of("ND4J on CUDA"), obstacle.get());
      }
      return Finding.usable(List.of("ND4J: " + Nd4j.getBackend().getClass().getSimpleName()));
    } catch (LinkageError | ReflectiveOperationException | IOException | RuntimeException e) {
      return Finding.unusable(
          List.of(),
          "ND4J does not start (" + e
              + "); is one of its backends for this machine on the class path?");
    }
  }

  /** Why a GPU of this compute capability cannot be used; empty when it can. */
  static Optional<String> obstacle(int major, int minor) {
    return major < TOO_NEW
        ? Optional.empty()
        : Optional.of(
            "ND4J 1.0.0-M2.1 has code for GPUs up to compute capability 8.6, and this one has "
                + major + "." + minor + "; use cartrec-cuda (device=cuda)");
  }

  /**
   * The native operations of a backend before ND4J starts, which computes something at once; empty if the
   * backend is not available. They are looked for in the properties of the backend, which otherwise ND4J
   * loads when it starts.
   *
   * @param backend the name of its class
   */
  static Optional<NativeOps> ops(String backend) throws ReflectiveOperationException, IOException {
    org.nd4j.linalg.factory.Nd4jBackend found = Class.forName(backend)
        .asSubclass(org.nd4j.linalg.factory.Nd4jBackend.class)
        .getConstructor()
        .newInstance();
    if (!isAvailable(found)) {
      return Optional.empty();
    }
    try (InputStream properties = found.getConfigurationResource().getInputStream()) {
      Nd4jContext.getInstance().updateProperties(properties);
    }
    return Optional.of(NativeOpsHolder.getInstance().getDeviceNativeOps());
  }

  private static boolean isAvailable(org.nd4j.linalg.factory.Nd4jBackend backend) {
    try {
      return backend.isAvailable();
    } catch (RuntimeException e) {
      return false; // so says the one for CUDA that there is no GPU
    }
  }

  private static boolean isThere(String type) {
    try {
      Class.forName(type, false, Nd4jBackend.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  @Override
  public TensorKernels open(int threads) {
    find().obstacle().ifPresent(reason -> {
      throw new IllegalStateException("ND4J cannot be used: " + reason);
    });
    return new Nd4jKernels();
  }
}
