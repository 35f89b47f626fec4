package io.cartrec.neural;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.data.IdIndex;
import io.cartrec.model.Tensor;
import io.cartrec.neural.RecurrentConfig.Direction;
import io.cartrec.neural.RecurrentConfig.Unit;
import io.cartrec.neural.kernel.Adam;
import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Mix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gradients of whole stacks of layers are those of finite differences, dropout and all. */
class LayerGradientsTest {

  private static final int WIDTH = 4;
  private static final Steps STEPS = Steps.of(5, 3, 3, 1);
  private static final int ROWS = STEPS.rows();
  private static final int[][] CODES = {
    {2, 2, 0, 1, 4, 2, 2, 0, 1, 2, 2, 2}, {3, 3, 3, 3, 3, 0, 0, 0, 1, 1, 1, 1}
  };
  private static final int[] ITEMS = {2, 0, 1, 3, 0, 2, 2, 1, 3, 0, 0, 1};
  private static final Learning LEARNING = Learning.defaults().withStateDropout(0.3);
  private static final float STEP = 1e-2f;
  private static final double TOLERANCE = 1e-2; // of the norm: outputs are floats

  // an Adam that steps by the gradient: no memory, and an epsilon that drowns the rest
  private static final Adam DESCENT = new Adam(1e5, 0, 0, 1e5, 0, 1);

  private final TensorKernels kernels = TensorKernels.cpu(2);
  private final float[] inputs = spread(1);
  private final float[] weighting = spread(2);

  @AfterEach
  void close() {
    kernels.close();
  }

  @ParameterizedTest
  @EnumSource
  void ofRecurrentLayers(Unit unit) {
    check(RecurrentTrainer.plan(new RecurrentConfig(
        unit, WIDTH, 2, Direction.FORWARD, true, 5, Channels.none(), Precision.FLOAT, LEARNING)));
  }

  @ParameterizedTest
  @EnumSource
  void ofRecurrentLayersFromBothEnds(Unit unit) {
    check(RecurrentTrainer.plan(RecurrentConfig.gru()
        .withUnit(unit)
        .withWidth(WIDTH)
        .withLayers(2)
        .withDirection(Direction.BOTH)
        .withLearning(LEARNING)));
  }

  @Test
  void ofAttention() {
    check(AttentionTrainer.plan(
        new AttentionConfig(2, 2, 2, 5, Channels.none(), Precision.FLOAT, LEARNING)));
  }

  @Test
  void ofConvolutions() {
    check(CnnTrainer.plan(
        new CnnConfig(WIDTH, 2, 3, 0, 5, Channels.none(), Precision.FLOAT, LEARNING)));
  }

  @Test
  void ofChannels() {
    check(CnnTrainer.plan(new CnnConfig(
        WIDTH, 1, 2, 0, 5, new Channels(true, true, false, ""), Precision.FLOAT, LEARNING)));
  }

  @Test
  void ofConvolutionsThatArePooled() {
    check(CnnTrainer.plan(
        new CnnConfig(WIDTH, 1, 2, 3, 5, Channels.none(), Precision.FLOAT, LEARNING)));
  }

  @Test
  void ofWhatIsKnownOfItems() {
    Bag bags = new Bag(
        new int[] {0, 2, 2, 3, 5}, new int[] {0, 1, 2, 0, 2}, new float[] {1, 0.5f, 1, 0.25f, 2});
    FeatureBags features = FeatureBags.of(IdIndex.of(List.of("x", "y", "z")), bags, new float[0]);
    ItemVectors vectors =
        new ItemVectors(Tensor.of(0.6f, 0.8f, 0, 0, 1, 0, 0, 0, 1, 0.6f, 0, -0.8f), 3);
    check(new Described(Optional.of(features), Optional.of(vectors))
        .before(
            CnnTrainer.plan(
                new CnnConfig(WIDTH, 1, 2, 0, 5, Channels.none(), Precision.FLOAT, LEARNING)),
            WIDTH));
  }

  @Test
  void ofNormalDistributions() {
    check((kernels, rows, weights) ->
        List.of(new GaussianLayer(kernels, WIDTH, rows, () -> 0, weights, "code")));
  }

  private void check(LayerPlan plan) {
    Weights weights = Weights.random(kernels, LEARNING.withSeed(5));
    List<Layer> layers = plan.layers(kernels, ROWS, weights);
    Map<String, float[]> before = downloaded(weights);
    float[] inputGradient = gradient(layers);
    weights.learn(DESCENT);
    Map<String, float[]> after = downloaded(weights);
    assertNear("inputs", inputGradient, inputs, changed -> loss(plan, before, changed));
    before.forEach((name, values) -> {
      float[] gradient = after.getOrDefault(name, values).clone();
      for (int i = 0; i < values.length; i++) {
        gradient[i] = values[i] - gradient[i];
      }
      Map<String, float[]> others = new TreeMap<>(before);
      assertNear(name, gradient, values, changed -> {
        others.put(name, changed);
        return loss(plan, others, inputs);
      });
    });
  }

  /** The gradient of the inputs; leaves those of the parameters where they belong. */
  private float[] gradient(List<Layer> layers) {
    Matrix first = on(inputs);
    forward(layers, first);
    Matrix gradient = on(weighting);
    Matrix inputGradient = kernels.allocate(ROWS, WIDTH);
    for (int layer = layers.size() - 1; layer >= 0; layer--) {
      Matrix from = layer == 0 ? first : layers.get(layer - 1).output(ROWS);
      layers.get(layer).backward(STEPS, from, gradient, inputGradient, layer);
      kernels.copy(inputGradient, gradient);
    }
    return kernels.download(gradient);
  }

  private static Matrix forward(List<Layer> layers, Matrix inputs) {
    Matrix values = inputs;
    for (int layer = 0; layer < layers.size(); layer++) {
      layers.get(layer).read(ITEMS, CODES);
      values = layers.get(layer).forward(STEPS, values, true, layer);
    }
    return values;
  }

  /** A weighted sum of the outputs. */
  private double loss(LayerPlan plan, Map<String, float[]> values, float[] inputs) {
    Map<String, Tensor> tensors = new TreeMap<>();
    values.forEach((name, numbers) -> tensors.put(name, Tensor.of(numbers)));
    List<Layer> layers = plan.layers(kernels, ROWS, Weights.saved(kernels, tensors));
    float[] outputs = kernels.download(forward(layers, on(inputs)));
    double sum = 0;
    for (int i = 0; i < outputs.length; i++) {
      sum += (double) weighting[i] * outputs[i];
    }
    return sum;
  }

  private static void assertNear(
      String name, float[] gradient, float[] values, ToDoubleFunction<float[]> loss) {
    double norm = 0;
    double error = 0;
    double here = loss.applyAsDouble(values);
    for (int i = 0; i < values.length; i++) {
      float[] changed = values.clone();
      changed[i] = values[i] + STEP;
      double above = loss.applyAsDouble(changed);
      changed[i] = values[i] - STEP;
      double below = loss.applyAsDouble(changed);
      norm += Math.pow((above - below) / (2 * STEP), 2);
      // a corner of relu may lie on one side
      double distance = Math.min(
          Math.abs(gradient[i] - (above - below) / (2 * STEP)),
          Math.min(
              Math.abs(gradient[i] - (above - here) / STEP),
              Math.abs(gradient[i] - (here - below) / STEP)));
      error += distance * distance;
    }
    assertThat(norm).as("norm of the gradient of %s", name).isPositive();
    assertThat(Math.sqrt(error / norm))
        .as("error of the gradient of %s", name)
        .isLessThan(TOLERANCE);
  }

  private static Map<String, float[]> downloaded(Weights weights) {
    Map<String, float[]> floats = new TreeMap<>();
    weights.parameters().forEach((name, parameter) -> floats.put(name, parameter.download()));
    return floats;
  }

  private static float[] spread(long seed) {
    float[] numbers = new float[ROWS * WIDTH];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) ((Mix.of(seed, i) >>> 11) * 0x1p-52 - 1);
    }
    return numbers;
  }

  private Matrix on(float[] numbers) {
    Matrix matrix = kernels.allocate(ROWS, WIDTH);
    kernels.upload(numbers, matrix);
    return matrix;
  }
}
