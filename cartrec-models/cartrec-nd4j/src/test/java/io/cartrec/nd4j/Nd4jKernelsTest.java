package io.cartrec.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.TensorKernels;
import io.cartrec.neural.kernel.TensorKernelsContract;
import org.junit.jupiter.api.Test;

/** The kernels on the backend of the tests, nd4j-native. */
class Nd4jKernelsTest extends TensorKernelsContract {

  @Override
  protected TensorKernels kernels(int threads) {
    return new Nd4jBackend().open(threads);
  }

  @Test
  void givesBackWhatWasAllocated() {
    Matrix kept;
    try (TensorKernels others = kernels(1)) {
      kept = others.allocate(2, 3);
      others.free(others.allocate(3, 2));
      assertThat(Nd4jMatrix.array(kept).wasClosed()).isFalse();
    }
    assertThat(Nd4jMatrix.array(kept).wasClosed()).isTrue();
  }
}
