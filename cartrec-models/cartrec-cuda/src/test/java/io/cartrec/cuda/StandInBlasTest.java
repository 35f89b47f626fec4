package io.cartrec.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.TensorKernels;
import io.cartrec.neural.kernel.TensorKernelsContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kernels with the stand-in's products in the place of cuBLAS: arguments, not a GPU. */
class StandInBlasTest extends TensorKernelsContract {

  @Override
  protected TensorKernels kernels(int threads) {
    return StandIn.kernelsWithBlas();
  }

  @Test
  void givesTheSameNumbersAsAGraph() {
    try (CudaKernels kernels = StandIn.kernelsWithBlas()) {
      StandInDeviceTest.assertSameNumbersAsAGraph(kernels);
    }
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32, 0", "TF32, 3"})
  void roundsOnlyWhenAsked(Arithmetic arithmetic, int mode) {
    StandIn.kernelsWithBlas(arithmetic).close();
    assertThat(StandIn.mathMode()).isEqualTo(mode);
  }

  @Test
  void multipliesByTheLibrary() {
    int before = StandIn.products();
    try (CudaKernels kernels = StandIn.kernelsWithBlas()) {
      Matrix one = kernels.allocate(1, 1);
      kernels.gemm(1, one, false, one, false, 0, one);
    }
    assertThat(StandIn.products()).isEqualTo(before + 1);
  }
}
