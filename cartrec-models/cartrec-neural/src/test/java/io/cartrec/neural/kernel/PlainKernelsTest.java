package io.cartrec.neural.kernel;

class PlainKernelsTest extends TensorKernelsContract {

  @Override
  TensorKernels kernels(int threads) {
    return new CpuKernels(new PlainLanes(), threads);
  }
}
