package io.cartrec.neural;

import io.cartrec.neural.kernel.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says in words what can compute here, and of what cannot, why. */
public final class GpuDiagnostics {

  private GpuDiagnostics() {}

  /**
   * What was found of one device.
   *
   * @param device its name, as the parameter {@code device} takes it
   * @param facts what there is, a line each
   * @param obstacle why it cannot be used, in a sentence; empty when it can
   */
  public record Report(String device, List<String> facts, Optional<String> obstacle) {}

  /** One report for each device there could be. Never throws. */
  public static List<Report> run() {
    return run(Device.backends());
  }

  /** As {@link #run()}, where there are {@code backends}. */
  static List<Report> run(List<Backend> backends) {
    List<Report> reports = new ArrayList<>();
    for (Device device : List.of(Device.CPU, Device.CUDA, Device.ND4J)) {
      String name = device.name().toLowerCase(Locale.ROOT);
      reports.add(backends.stream()
          .filter(backend -> backend.name().equals(name))
          .findFirst()
          .map(GpuDiagnostics::report)
          .orElseGet(() -> new Report(
              name, List.of(), Optional.of("cartrec-" + name + " is not on the class path"))));
    }
    return List.copyOf(reports);
  }

  private static Report report(Backend backend) {
    Backend.Finding finding = backend.find();
    return new Report(backend.name(), finding.facts(), finding.obstacle());
  }
}
