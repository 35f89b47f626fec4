package io.cartrec.neural.kernel;

import java.util.List;

/** The processor. Immutable and thread-safe. */
public final class CpuBackend implements Backend {

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public Finding find() {
    String lanes = CpuLanes.best().name();
    int processors = Runtime.getRuntime().availableProcessors();
    return Finding.usable(List.of(lanes, "processors: " + processors));
  }

  @Override
  public TensorKernels open(int threads) {
    return TensorKernels.cpu(threads);
  }
}
