package io.cartrec.neural.kernel;

class VectorKernelsTest extends TensorKernelsContract {

  @Override
  TensorKernels kernels(int threads) {
    return new CpuKernels(new VectorLanes(), threads);
  }
}
