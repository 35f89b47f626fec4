package io.cartrec.cuda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cartrec.neural.kernel.TensorKernels;
import io.cartrec.neural.kernel.TensorKernelsContract;
import java.util.Optional;

/** The kernels on a real GPU; skipped, by name, where there is none. */
class GpuKernelsTest extends TensorKernelsContract {

  @Override
  protected TensorKernels kernels(int threads) {
    System.clearProperty(JnaDriver.PATH); // the stand-in is no GPU
    System.clearProperty(Blas.PATH);
    CudaBackend backend = new CudaBackend();
    Optional<String> obstacle = backend.find().obstacle();
    assumeTrue(obstacle.isEmpty(), () -> "no GPU was tested: " + obstacle.orElse(""));
    return backend.open(threads);
  }
}
