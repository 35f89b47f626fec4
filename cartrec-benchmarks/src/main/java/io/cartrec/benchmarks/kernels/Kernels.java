package io.cartrec.benchmarks.kernels;

import io.cartrec.neural.kernel.Backend;
import io.cartrec.neural.kernel.Lanes;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * The implementations of the kernels by name, each on one of the processor's threads: {@value #PLAIN} loops,
 * {@value #VECTOR} for those on the Vector API, and every {@link Backend} that can be used here.
 */
public final class Kernels {

  static final String PLAIN = "plain";
  static final String VECTOR = "vector";

  private Kernels() {}

  /** The names of those that can be used here, if the JVM is started with the Vector API. */
  public static List<String> usable() {
    List<String> names = new ArrayList<>(List.of(PLAIN, VECTOR));
    for (Backend backend : ServiceLoader.load(Backend.class)) {
      if (backend.find().obstacle().isEmpty()) {
        names.add(backend.name());
      }
    }
    return names;
  }

  /** Opens the one of that name. */
  static TensorKernels open(String name) {
    return switch (name) {
      case PLAIN -> TensorKernels.plain(1);
      case VECTOR -> {
        lanes(name);
        yield TensorKernels.cpu(1);
      }
      default -> backend(name).open(1);
    };
  }

  /** The inner loops of the CPU's. */
  static Lanes lanes(String name) {
    Lanes lanes = name.equals(PLAIN) ? Lanes.plain() : Lanes.best();
    if (name.equals(VECTOR) && lanes.name().equals(Lanes.plain().name())) {
      throw new IllegalStateException(
          "kernels=vector needs a JVM started with --add-modules jdk.incubator.vector");
    }
    return lanes;
  }

  /** The backend of that name. */
  static Backend backend(String name) {
    return ServiceLoader.load(Backend.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(found -> found.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no module for device=" + name));
  }
}
