package io.cartrec.neural.kernel;

/** {@link Lanes} that multiply matrices too. */
interface CpuLanes extends Lanes {

  /** Those of the Vector API if the JVM was started with it, else plain loops. */
  static CpuLanes best() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? new VectorLanes()
        : new PlainLanes();
  }

  /** {@code b}, or its transpose, as the right factor of products. */
  Factor factor(CpuMatrix b, boolean transposed, int threads);
}
