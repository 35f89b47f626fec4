package io.cartrec.neural;

import io.cartrec.neural.kernel.Backend;
import io.cartrec.neural.kernel.CpuBackend;
import io.cartrec.neural.kernel.TensorKernels;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;

/** What computes while a net learns. Serving is plain Java, whatever this was. */
public enum Device {
  /**
   * The first of {@link #CUDA} and {@link #ND4J} whose module is on the class path and works; else the
   * processor. What should work but cannot be opened, as a GPU without room, is logged as a warning.
   */
  AUTO,
  /** The processor. */
  CPU,
  /** An NVIDIA GPU through the module cartrec-cuda. */
  CUDA,
  /** ND4J through the module cartrec-nd4j. */
  ND4J;

  private static final System.Logger LOG = System.getLogger(Device.class.getName());

  /**
   * Refuses a device that cannot be used.
   *
   * @throws IllegalStateException if it is not {@link #AUTO} and cannot be used; the message says why
   */
  void check() {
    check(backends());
  }

  /** As {@link #check()}, where there are {@code backends}. */
  void check(List<Backend> backends) {
    if (this != AUTO) {
      named(backends).find().obstacle().ifPresent(reason -> {
        throw new IllegalStateException(
            "device=" + word() + " cannot be used: " + reason + "; device=auto would go without");
      });
    }
  }

  /**
   * Opens the kernels of this device.
   *
   * @throws IllegalStateException as {@link #check()} does
   */
  TensorKernels open(int threads) {
    return open(threads, backends());
  }

  /** As {@link #open(int)}, where there are {@code backends}. */
  TensorKernels open(int threads, List<Backend> backends) {
    check(backends);
    return this == AUTO ? best(threads, backends) : named(backends).open(threads);
  }

  private static TensorKernels best(int threads, List<Backend> backends) {
    for (Backend backend : backends) {
      if (backend.find().obstacle().isEmpty()) {
        try {
          return backend.open(threads);
        } catch (IllegalStateException e) {
          LOG.log(
              Level.WARNING,
              () -> "device=auto goes on without " + backend.name() + ": " + e.getMessage());
        }
      }
    }
    return new CpuBackend().open(threads);
  }

  private Backend named(List<Backend> backends) {
    return backends.stream()
        .filter(backend -> backend.name().equals(word()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(
            "device=" + word() + " needs the module cartrec-" + word() + " on the class path"));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All there are, in the order of preference; the processor, last, is always among them. */
  static List<Backend> backends() {
    List<Backend> found = new ArrayList<>();
    ServiceLoader.load(Backend.class, Device.class.getClassLoader()).forEach(found::add);
    found.sort((a, b) -> a.name().compareTo(b.name())); // cuda before nd4j
    found.add(new CpuBackend());
    return found;
  }
}
