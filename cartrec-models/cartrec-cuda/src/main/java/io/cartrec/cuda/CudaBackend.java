package io.cartrec.cuda;

import io.cartrec.neural.kernel.Backend;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The first NVIDIA GPU of compute capability 7.0 or more. Immutable and thread-safe. */
public final class CudaBackend implements Backend {

  private static final int LEAST_VERSION = 11060;
  private static final int LEAST_CAPABILITY = 70;
  private static final int TENSOR_CAPABILITY = 80;
  private static final int MAJOR = 75; // CUdevice_attribute
  private static final int MINOR = 76;
  private static final double GIBIBYTE = 1 << 30;

  @Override
  public String name() {
    return "cuda";
  }

  @Override
  public Finding find() {
    List<String> facts = new ArrayList<>();
    try {
      Driver driver = JnaDriver.open();
      int version = driver.version();
      facts.add("driver for CUDA " + version / 1000 + "." + version % 1000 / 10);
      for (int device = 0; device < driver.devices(); device++) {
        facts.add(words(driver, device));
      }
      facts.add(Blas.find()
          .map(library -> "cuBLAS: " + library.getFile())
          .orElse("cuBLAS: none, so products are by kernels of our own"));
      if (version < LEAST_VERSION) {
        return Finding.unusable(facts, "the NVIDIA driver is older than CUDA 11.6; update it");
      }
      return choose(driver) < driver.devices()
          ? Finding.usable(facts)
          : Finding.unusable(
              facts, "no GPU has compute capability 7.0 or more, which the kernels need");
    } catch (LinkageError e) { // where JNA cannot start, that is another one the second time
      return Finding.unusable(
          facts,
          "the library of the NVIDIA driver cannot be loaded (" + firstLine(e)
              + "); install the driver, or update it to one for CUDA 11.6 or later, or name the"
              + " library by -D" + JnaDriver.PATH + "=FILE");
    } catch (IllegalStateException e) {
      return Finding.unusable(facts, String.valueOf(e.getMessage()));
    }
  }

  private static String firstLine(Throwable e) {
    String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return line.endsWith(":") ? line.substring(0, line.length() - 1) : line;
  }

  private static String words(Driver driver, int device) {
    int capability = capability(driver, device);
    return String.format(
        Locale.ROOT,
        "GPU %d: %s, compute capability %d.%d, %.1f GiB",
        device,
        driver.deviceName(device),
        capability / 10,
        capability % 10,
        driver.memory(device) / GIBIBYTE);
  }

  private static int capability(Driver driver, int device) {
    return 10 * driver.attribute(device, MAJOR) + driver.attribute(device, MINOR);
  }

  /** The first device that can be used, or how many there are. */
  private static int choose(Driver driver) {
    int device = 0;
    while (device < driver.devices() && capability(driver, device) < LEAST_CAPABILITY) {
      device++;
    }
    return device;
  }

  @Override
  public TensorKernels open(int threads) {
    find().obstacle().ifPresent(reason -> {
      throw new IllegalStateException("CUDA cannot be used: " + reason);
    });
    Driver driver = JnaDriver.open();
    int device = choose(driver);
    int capability = capability(driver, device);
    Arithmetic arithmetic = Arithmetic.asked();
    if (arithmetic == Arithmetic.TF32 && capability < TENSOR_CAPABILITY) {
      throw new IllegalArgumentException("-D" + Arithmetic.PROPERTY
          + "=tf32 needs a GPU of compute capability 8.0 or more, but " + words(driver, device));
    }
    String ptx = capability < TENSOR_CAPABILITY ? "kernels-70.ptx" : "kernels-80.ptx";
    return CudaKernels.on(new Gpu(driver, device, ptx), arithmetic);
  }
}
