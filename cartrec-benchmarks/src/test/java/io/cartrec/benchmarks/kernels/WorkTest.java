package io.cartrec.benchmarks.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.neural.kernel.TensorKernels;
import org.junit.jupiter.api.Test;

/** What is measured on a GPU does what it says. */
class WorkTest {

  @Test
  void learnsTheSameBatchByHeart() {
    try (TensorKernels kernels = TensorKernels.cpu(1)) {
      LstmWork work = new LstmWork(kernels, 4, 3, 16, 20);
      float[] before = work.numbers().get(1);
      double first = work.learn();
      assertThat(work.numbers().get(1)).as("embeddings of inputs").isNotEqualTo(before);
      assertThat(first).isCloseTo(Math.log(20), within(0.5));
      for (int step = 0; step < 200; step++) {
        work.learn();
      }
      work.await();
      assertThat(work.learn()).isLessThan(first / 2);
      assertThat(work.operations()).isEqualTo(3 * 2.0 * 12 * 8 * 256 + 3 * 2.0 * 12 * 20 * 16);
      assertThat(work.bytes()).isGreaterThan(work.forwardBytes());
    }
  }

  @Test
  void givesTheLossOfASoftmax() {
    try (TensorKernels kernels = TensorKernels.cpu(1)) {
      SoftmaxWork work = new SoftmaxWork(kernels, 10, 50, 8);
      assertThat(work.learn()).isCloseTo(Math.log(50), within(1.0));
      work.await();
      assertThat(work.numbers())
          .allSatisfy(gradient -> assertThat(gradient).doesNotContain(Float.NaN));
      assertThat(work.operations()).isEqualTo(3 * 2.0 * 10 * 50 * 8);
      assertThat(work.bytes()).isEqualTo(4 * (4 * 500 + 2.0 * 60 * 8));
    }
  }
}
