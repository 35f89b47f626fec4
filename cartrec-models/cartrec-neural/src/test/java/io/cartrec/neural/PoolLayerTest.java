package io.cartrec.neural;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;
import org.junit.jupiter.api.Test;

class PoolLayerTest {

  @Test
  void takesTheMeanOfTheNewestRowsOfEachSequence() {
    Steps steps = Steps.of(4, 2);
    try (TensorKernels kernels = TensorKernels.cpu(1)) {
      Matrix inputs = kernels.allocate(6, 1);
      kernels.upload(new float[] {3, 10, 9, 30, 6, 0}, inputs); // sequences 3 9 6 0 and 10 30
      PoolLayer layer = new PoolLayer(kernels, 3, 1, 6);
      Matrix means = layer.forward(steps, inputs, true, 1);
      assertThat(kernels.download(means)).containsExactly(3, 10, 6, 20, 6, 5);
      Matrix gradient = kernels.allocate(6, 1);
      kernels.upload(new float[] {0, 0, 0, 4, 0, 9}, gradient);
      Matrix back = kernels.allocate(6, 1);
      layer.backward(steps, inputs, gradient, back, 1);
      assertThat(kernels.download(back)).containsExactly(0, 2, 3, 2, 3, 3);
    }
  }
}
