package io.cartrec.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.neural.Learning.Optimizer;
import io.cartrec.neural.kernel.Adam;
import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdversaryTest {

  // an Adam that steps by the gradient: no memory, and an epsilon that drowns the rest
  private static final Adam DESCENT = new Adam(1e5, 0, 0, 1e5, 0, 1);

  private final TensorKernels kernels = TensorKernels.cpu(1);

  @AfterEach
  void close() {
    kernels.close();
  }

  @Test
  void movesEachInputItsDistanceAndAddsUpBothGradients() {
    Parameter parameter = new Parameter(kernels, Optimizer.ADAGRAD, 1, 2, 0.5, 1);
    Matrix inputs = on(2, 1, 1, 2, 2);
    Matrix gradient = on(2, 3, 4, 0, 0);
    kernels.upload(new float[] {5, 6}, parameter.gradient());
    Adversary adversary = new Adversary(kernels, 0.5, List.of(parameter), 3, 2);
    adversary.move(inputs, gradient);
    assertThat(kernels.download(inputs)).containsExactly(1.3f, 1.4f, 2, 2);
    kernels.upload(new float[] {10, 20}, parameter.gradient());
    kernels.upload(new float[] {1, 2, 3, 4}, gradient);
    adversary.join(gradient);
    assertThat(kernels.download(gradient)).containsExactly(4, 6, 3, 4);
    assertThat(kernels.download(parameter.gradient())).containsExactly(15, 26);
  }

  private Matrix on(int rows, float... numbers) {
    Matrix matrix = kernels.allocate(rows, numbers.length / rows);
    kernels.upload(numbers, matrix);
    return matrix;
  }

  /** One that hardly moves anything doubles every gradient; one that moves far leads elsewhere. */
  @ParameterizedTest
  @CsvSource({"true, 0, NONE", "false, 0, NONE", "true, 6, NONE", "false, 6, BINARY"})
  void makesTheNetLearnFromBothLosses(boolean tied, int negatives, Learning.Head.Kind head) {
    Learning learning = Learning.defaults().withNegatives(negatives).withHeadKind(head);
    Map<String, float[]> before = steps(learning, tied, 0);
    Map<String, float[]> once = steps(learning, tied, 1);
    Map<String, float[]> twice = steps(learning.withAdversary(1e-6), tied, 1);
    Map<String, float[]> far = steps(learning.withAdversary(3), tied, 1);
    before.forEach((name, values) -> {
      double[] step = differences(values, once, name);
      double norm = norm(step);
      double[] near = differences(values, twice, name);
      double[] other = differences(values, far, name);
      for (int i = 0; i < step.length; i++) {
        near[i] -= 2 * step[i];
        other[i] -= 2 * step[i];
      }
      assertThat(norm(near) / norm).as(name).isCloseTo(0, within(1e-3));
      if (!name.equals(
          AdditionHead.BIAS)) { // a new head sees no state yet, so its biases none move
        assertThat(norm(other) / norm).as(name).isGreaterThan(0.01);
      }
    });
  }

  /** The parameters after so many steps. */
  private Map<String, float[]> steps(Learning learning, boolean tied, int count) {
    Sequences sequences =
        Sequences.of(Clicks.rings(20, 9), Clicks.CODES, new Reading(9, Channels.none()));
    SequenceNet net = new SequenceNet(
        kernels,
        learning,
        sequences.targetCounts(20),
        FollowerCounts.of(sequences, 20),
        100,
        6,
        tied,
        RecurrentTrainer.plan(RecurrentConfig.gru().withWidth(6).withLearning(learning)));
    Batch batch = Batch.of(sequences, List.of(0, 1, 2, 3, 4));
    for (int step = 0; step < count; step++) {
      net.learn(batch, DESCENT);
    }
    Map<String, float[]> values = new TreeMap<>();
    net.parameters().forEach((name, parameter) -> values.put(name, parameter.download()));
    return values;
  }

  private static double[] differences(float[] from, Map<String, float[]> to, String name) {
    float[] other = Objects.requireNonNull(to.get(name), name);
    double[] differences = new double[from.length];
    for (int i = 0; i < from.length; i++) {
      differences[i] = (double) from[i] - other[i];
    }
    return differences;
  }

  private static double norm(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number * number;
    }
    return Math.sqrt(sum);
  }
}
