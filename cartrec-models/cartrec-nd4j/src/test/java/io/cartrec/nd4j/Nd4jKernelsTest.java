package io.cartrec.nd4j;

import io.cartrec.neural.kernel.TensorKernels;
import io.cartrec.neural.kernel.TensorKernelsContract;

/** The kernels on the backend of the tests, nd4j-native. */
class Nd4jKernelsTest extends TensorKernelsContract {

  @Override
  protected TensorKernels kernels(int threads) {
    return new Nd4jBackend().open(threads);
  }
}
