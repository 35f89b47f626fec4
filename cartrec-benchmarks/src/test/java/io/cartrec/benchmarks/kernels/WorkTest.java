package io.cartrec.benchmarks.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is measured does what it says, and takes the operations that are counted for it. */
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
      long gates = 2 * (12 + 8) * 16 * 64; // 12 inputs and 8 states, as the first step has none
      assertThat(work.operations()).isEqualTo(3 * gates + 3 * 2 * 12 * 20 * 16);
      assertThat(work.bytes()).isEqualTo(3 * (4 * (32 * 64 + 12 * 128) + 4 * 12 * 20));
    }
  }

  @Test
  void takesAsManyOperationsWhereLengthsAreMixed() {
    List<Steps> batches = Lstm.mixed(100, 4, 3);
    assertThat(batches).allSatisfy(steps -> {
      assertThat(steps.sequences()).isEqualTo(4);
      assertThat(steps.rows()).isEqualTo(12);
      assertThat(steps.count()).isBetween(3, 5);
    });
    assertThat(batches.stream().map(Steps::count).distinct()).hasSize(3);
    try (TensorKernels kernels = TensorKernels.cpu(1)) {
      LstmWork even = new LstmWork(kernels, 4, 3, 16, 20);
      LstmWork mixed = new LstmWork(kernels, new Lstm(kernels, batches, 16, 16), 20);
      assertThat(mixed.operations()).isEqualTo(even.operations());
      assertThat(mixed.bytes()).isEqualTo(even.bytes());
      double first = mixed.learn();
      for (int step = 0; step < 1000; step++) {
        mixed.learn();
      }
      assertThat(mixed.learn()).isLessThan(first);
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
      assertThat(work.operations()).isEqualTo(3 * 2 * 10 * 50 * 8);
      assertThat(work.bytes()).isEqualTo(4 * (4 * 500 + 2 * 60 * 8));
    }
  }

  @Test
  void countsTheOperationsOfACellAndOfSequences() {
    try (TensorKernels kernels = TensorKernels.plain(1)) {
      Lstm net = new Lstm(kernels, 2, 3, 5, 4);
      assertThat(net.stepOperations()).isEqualTo(2 * 6 * (5 + 4) * 16);
      assertThat(net.forwardOperations()).isEqualTo(2 * (6 * 5 + 4 * 4) * 16);
      assertThat(net.backwardOperations()).isEqualTo(2 * net.forwardOperations());
    }
  }

  @Test
  void aStepLooksAtAStateAndSequencesBeginWithout() {
    try (TensorKernels kernels = TensorKernels.plain(1)) {
      Lstm net = new Lstm(kernels, 3, 1, 5, 4);
      net.step();
      float[] stepped = kernels.download(net.states());
      net.forwardAndBackward();
      float[] forward = kernels.download(net.states());
      assertThat(forward).isNotEqualTo(stepped).doesNotContain(0f, Float.NaN);
      assertThat(stepped).doesNotContain(0f, Float.NaN);
    }
  }

  @Test
  void theWayBackGivesTheGradientsOfInputsAndWeights() {
    try (TensorKernels kernels = TensorKernels.plain(1)) {
      Lstm net = new Lstm(kernels, 3, 2, 5, 4);
      net.forwardAndBackward();
      assertThat(net.gradients())
          .map(kernels::download)
          .allSatisfy(gradient -> assertThat(gradient).doesNotContain(0f, Float.NaN));
      assertThat(kernels.download(net.inputGradient())).doesNotContain(0f, Float.NaN);
    }
  }

  @Test
  void namesTheKernelsThatThereAre() {
    assertThat(Kernels.usable()).startsWith("plain", "vector");
    try (TensorKernels plain = Kernels.open("plain")) {
      assertThat(plain.name()).isEqualTo(Kernels.lanes("plain").name());
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> Kernels.open("vector"))
        .withMessage("kernels=vector needs a JVM started with --add-modules jdk.incubator.vector");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Kernels.open("abacus"))
        .withMessage("no module for device=abacus");
  }
}
