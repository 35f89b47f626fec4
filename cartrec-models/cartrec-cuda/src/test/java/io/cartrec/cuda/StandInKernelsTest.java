package io.cartrec.cuda;

import io.cartrec.neural.kernel.TensorKernels;
import io.cartrec.neural.kernel.TensorKernelsContract;

/** The kernels on the stand-in for the driver: arithmetic, tails and arguments, not a GPU. */
class StandInKernelsTest extends TensorKernelsContract {

  @Override
  protected TensorKernels kernels(int threads) {
    return StandIn.kernels(Arithmetic.FLOAT32);
  }
}
