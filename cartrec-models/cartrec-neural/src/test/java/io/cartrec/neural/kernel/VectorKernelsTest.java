package io.cartrec.neural.kernel;

class VectorKernelsTest extends TensorKernelsContract {

  @Override
  protected TensorKernels kernels(int threads) {
    return new CpuKernels(new VectorLanes(), threads);
  }
}
