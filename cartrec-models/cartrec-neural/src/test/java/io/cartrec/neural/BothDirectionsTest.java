package io.cartrec.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cartrec.Cart;
import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.SessionScorer;
import io.cartrec.neural.RecurrentConfig.Direction;
import io.cartrec.neural.RecurrentConfig.Unit;
import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;
import io.cartrec.recommend.Recommenders;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BothDirectionsTest {

  private static final int GROUP = 6;
  private static final int GROUPS = 5;
  private static final int[][] ORDERS = {
    {0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}
  };

  private final RecurrentConfig config = RecurrentConfig.gru()
      .withWidth(16)
      .withDirection(Direction.BOTH)
      .withLearning(
          Learning.defaults().withEpochs(25).withBatch(64).withRate(0.01).withNegatives(0));

  /** Four items of a group, always in the order of the catalogue, as a shop may list them. */
  private static Dataset listed() {
    Random random = new Random(5);
    return Clicks.of(IntStream.range(0, 400)
        .mapToObj(basket -> random
            .ints(0, GROUP)
            .distinct()
            .limit(4)
            .sorted()
            .mapToObj(item -> "i" + (basket % GROUPS * GROUP + item))
            .collect(Collectors.joining(" ")))
        .toArray(String[]::new));
  }

  /** In how many carts of three, of a hundred in every order, the rest of the group comes first. */
  private static int right(Model model) {
    int right = 0;
    for (int group = 0; group < GROUPS; group++) {
      for (int[] triple : new int[][] {{0, 1, 2}, {3, 4, 5}, {0, 2, 4}, {1, 3, 5}}) {
        for (int[] order : ORDERS) {
          int base = group * GROUP;
          Cart cart = Cart.of(
              IntStream.of(order).mapToObj(k -> "i" + (base + triple[k])).toArray(String[]::new));
          Set<String> rest = IntStream.range(0, GROUP)
              .filter(item -> IntStream.of(triple).noneMatch(other -> other == item))
              .mapToObj(item -> "i" + (base + item))
              .collect(Collectors.toSet());
          List<String> answer = Recommenders.of(model).recommend(cart).itemIds();
          right += Set.copyOf(answer.subList(0, 3)).equals(rest) ? 1 : 0;
        }
      }
    }
    return right;
  }

  @ParameterizedTest
  @EnumSource(names = {"GRU", "LSTM"})
  void makeTheOrderOfACartHardlyMatter(Unit unit) {
    Dataset data = listed();
    RecurrentConfig both = config.withUnit(unit);
    assertThat(right(new RecurrentTrainer(both).train(data))).isGreaterThanOrEqualTo(114);
    assertThat(right(new RecurrentTrainer(both.withDirection(Direction.FORWARD)).train(data)))
        .isLessThanOrEqualTo(90);
  }

  @Test
  void sayOfARowWhatIsBeforeAndAfterIt() {
    try (TensorKernels kernels = TensorKernels.cpu(1)) {
      Steps steps = Steps.of(3, 2); // rows 0 2 4, and 1 3
      Matrix inputs = kernels.allocate(5, 1);
      kernels.upload(new float[] {1, 10, 2, 20, 3}, inputs);
      SurroundingLayer layer = new SurroundingLayer(
          kernels, new Repeating(kernels, 1), new Repeating(kernels, 100), 1, 9);
      assertThat(kernels.download(layer.forward(steps, inputs, true, 1)))
          .containsExactly(200, 2000, 1 + 300, 10, 2);
    }
  }

  /** Multiplies by a number, row by row. */
  private record Repeating(TensorKernels kernels, float factor) implements Layer {
    @Override
    public Matrix forward(Steps steps, Matrix inputs, boolean learns, long seed) {
      Matrix scaled = kernels.allocate(inputs.rows(), 1);
      Matrix one = kernels.allocate(1, 1);
      kernels.upload(new float[] {1}, one);
      kernels.gemm(factor, inputs, false, one, false, 0, scaled);
      return scaled;
    }

    @Override
    public Matrix output(int rows) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void backward(
        Steps steps, Matrix inputs, Matrix gradient, Matrix inputGradient, long seed) {
      throw new UnsupportedOperationException();
    }
  }

  @ParameterizedTest
  @EnumSource
  void doNotLetARowReachItself(Unit unit) {
    try (TensorKernels kernels = TensorKernels.cpu(1)) {
      LayerPlan plan = RecurrentTrainer.plan(config.withUnit(unit).withWidth(4).withLayers(2));
      Layer layer =
          new Stack(kernels, plan.layers(kernels, 9, Weights.random(kernels, config.learning())));
      Steps steps = Steps.of(4, 3);
      float[] numbers = new float[steps.rows() * 4];
      Random random = new Random(1);
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = random.nextFloat();
      }
      float[] before = outputs(kernels, layer, steps, numbers);
      int row = steps.row(1, 0);
      numbers[row * 4] += 1;
      float[] after = outputs(kernels, layer, steps, numbers);
      for (int other = 0; other < steps.rows(); other++) {
        boolean isSame = other == row || steps.row(1, 1) == other || other == 1 || other == 5;
        for (int j = 0; j < 4; j++) {
          boolean isEqual = before[other * 4 + j] == after[other * 4 + j];
          assertThat(isEqual).as("row %d", other).isEqualTo(isSame);
        }
      }
    }
  }

  private static float[] outputs(TensorKernels kernels, Layer layer, Steps steps, float[] numbers) {
    Matrix inputs = kernels.allocate(steps.rows(), 4);
    kernels.upload(numbers, inputs);
    return kernels.download(layer.forward(steps, inputs, false, 1));
  }

  @Test
  void askForEachItemOfASequence() {
    Reading reading = new Reading(2, Channels.none(), Direction.BOTH);
    Sequences sequences = Sequences.of(Clicks.of("a b", "c a b d"), Clicks.CODES, reading);
    assertThat(sequences.places()).isEqualTo(2 + 3 + 2);
    assertThat(sequences.targetCounts(4)).containsExactly(2, 3, 1, 1);
    Batch batch = Batch.of(sequences, List.of(0, 1));
    assertThat(batch.inputs()).containsExactly(2, 0, 0, 1, 1);
    assertThat(batch.targets()).isEqualTo(batch.inputs());
    Sequences masked = sequences.augmented(Augmentation.none().withMask(0.95), 1);
    assertThat(masked.target(1, 1)).isEqualTo(sequences.target(1, 1));
  }

  @Test
  void askInTheMiddleOfACart() {
    Reading both = new Reading(9, Channels.none(), Direction.BOTH);
    assertThat(IntStream.range(1, 6).map(both::asked)).containsExactly(1, 1, 2, 2, 3);
    assertThat(both.rows(4)).isEqualTo(5);
    Reading forward = new Reading(9, Channels.none());
    assertThat(forward.asked(4)).isEqualTo(3);
    assertThat(forward.rows(4)).isEqualTo(4);
  }

  @Test
  void haveRoomForALoneSequenceThatIsLongerThanABatch() {
    Learning tight = config.learning().withBatch(3).withEpochs(1).withValidation(0.5);
    Model model = new RecurrentTrainer(config.withLearning(tight))
        .train(Clicks.of("a b c d e f", "b c d e f a"));
    assertThat(
            Recommenders.of(model).recommend(Cart.of("a", "b", "c", "d", "e")).scored())
        .isPositive();
  }

  @Test
  void knowWhatTheShopKnowsOfItems() {
    RecurrentConfig told = config.withChannels(Channels.none().withFeatures(true));
    Model model = new RecurrentTrainer(told).train(DescribedItems.kinds());
    for (int item = 10; item < 14; item++) {
      assertThat(first(model, "a" + item)).isIn("x", "z");
      assertThat(first(model, "b" + item)).isIn("y", "z");
    }
    assertThat(first(model, "a1")).isEqualTo("x");
    assertThat(first(model, "b1")).isEqualTo("y");
  }

  private static String first(Model model, String item) {
    return Recommenders.of(model).recommend(Cart.of(item)).itemIds().get(0);
  }

  @Test
  void cannotBeCarriedOnAndTakeNoChannels() {
    Model model = new RecurrentTrainer(config).train(Clicks.of("a b c"));
    assertThat(model).isNotInstanceOf(SessionScorer.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withChannels(Channels.none().withTypes(true)))
        .withMessageContaining("direction=both is for carts that have none");
    Augmentation reordered = Augmentation.none().withReorder(0.5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withLearning(config.learning().withAugmentation(reordered)))
        .withMessage(
            "reorder must be 0 with direction=both, which takes every sequence in any order,"
                + " but was 0.5");
  }
}
