package io.cartrec.neural.kernel;

class PlainKernelsTest extends TensorKernelsContract {

  @Override
  protected TensorKernels kernels(int threads) {
    return TensorKernels.plain(threads);
  }
}
