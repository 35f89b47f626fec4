package io.cartrec.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.RecommendationRequest;
import io.cartrec.RepeatPolicy;
import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.TrainingOptions;
import io.cartrec.neural.RecurrentConfig.Unit;
import io.cartrec.recommend.Recommenders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrentTest {

  private static final TrainingOptions SILENT = TrainingOptions.defaults();

  private static final Learning QUICK =
      Learning.defaults().withBatch(64).withRate(0.01).withEpochs(30).withInputDropout(0);

  @ParameterizedTest
  @EnumSource
  void learnsWhichWayAWalkGoes(Unit unit) {
    RecurrentConfig config =
        RecurrentConfig.gru().withUnit(unit).withWidth(24).withLearning(QUICK.withNegatives(0));
    learnsWhichWayAWalkGoes(config);
  }

  @Test
  void learnsFromDrawnItemsThroughTwoLayersAndTwoTables() {
    learnsWhichWayAWalkGoes(RecurrentConfig.gru()
        .withWidth(24)
        .withLayers(2)
        .withTied(false)
        .withLearning(QUICK.withNegatives(8).withDecay(0.001)));
  }

  @Test
  void learnsFromSequencesWithNoiseAndAnAdversary() {
    Augmentation noise = Augmentation.none().withCrop(0.2).withMask(0.05).withReorder(0.3);
    learnsWhichWayAWalkGoes(RecurrentConfig.gru()
        .withWidth(24)
        .withLearning(QUICK.withNegatives(8).withAugmentation(noise).withAdversary(0.2)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16})
  void learnsByBprMaxAndAdagrad(int negatives) {
    learnsWhichWayAWalkGoes(RecurrentConfig.gru()
        .withWidth(24)
        .withLearning(QUICK
            .withNegatives(negatives)
            .withRate(0.1)
            .withLoss(Learning.Loss.BPR_MAX)
            .withRegularization(0.1)
            .withOptimizer(Learning.Optimizer.ADAGRAD)));
  }

  @Test
  void attentionLearnsWhichWayAWalkGoes() {
    AttentionConfig config =
        AttentionConfig.defaults().withHeadWidth(12).withLongest(9).withLearning(QUICK);
    learnsWhichWayAWalkGoes(new AttentionTrainer(config).train(Clicks.rings(40, 400)));
  }

  @Test
  void convolutionsLearnWhichWayAWalkGoes() {
    CnnConfig config =
        CnnConfig.defaults().withWidth(24).withLayers(2).withTaps(2).withLearning(QUICK);
    learnsWhichWayAWalkGoes(new CnnTrainer(config).train(Clicks.rings(40, 400)));
  }

  private static void learnsWhichWayAWalkGoes(RecurrentConfig config) {
    learnsWhichWayAWalkGoes(new RecurrentTrainer(config).train(Clicks.rings(40, 400)));
  }

  private static void learnsWhichWayAWalkGoes(Model model) {
    int right = 0;
    for (int at = 0; at < 40; at++) {
      right += next(model, at, at + 1).equals("i" + (at + 2) % 40) ? 1 : 0;
      right += next(model, at + 1, at).equals("i" + (at + 39) % 40) ? 1 : 0;
    }
    assertThat(right).isGreaterThanOrEqualTo(76);
  }

  private static String next(Model model, int first, int second) {
    RecommendationRequest request = RecommendationRequest.of(Cart.empty())
        .session(List.of(
            Event.of("i" + first % 40, EventType.CLICK),
            Event.of("i" + second % 40, EventType.CLICK)))
        .repeats(RepeatPolicy.ALLOW);
    return Recommenders.of(model).recommend(request).itemIds().get(0);
  }

  @Test
  void scoresAreProbabilities() {
    Dataset data = Clicks.of("a b c", "b c a", "c a b");
    Model model = new RecurrentTrainer(RecurrentConfig.lstm().withWidth(4)).train(data);
    double[] sum = {0};
    RecommendationRequest request =
        RecommendationRequest.of(Cart.of("a")).repeats(RepeatPolicy.ALLOW);
    Recommenders.of(model).recommend(request).items().forEach(item -> sum[0] += item.score());
    assertThat(sum[0]).isCloseTo(1, within(1e-6));
  }

  @Test
  void hasNothingToSayWhenNoSessionHasTwoItems() {
    Model model = new RecurrentTrainer(RecurrentConfig.gru()).train(Clicks.of("a", "b"));
    assertThat(Recommenders.of(model).recommend(Cart.of("a")).scored()).isZero();
  }

  @Test
  void looksAtTheNewestEntriesOnly() {
    RecurrentConfig config = RecurrentConfig.gru().withWidth(8).withLongest(2);
    SequenceModel model =
        (SequenceModel) new RecurrentTrainer(config).train(Clicks.of("a b c d e", "b c d a"));
    assertThat(model.logits(Entries.ofItems(new int[] {0, 1, 2, 3}, 0)))
        .isEqualTo(model.logits(Entries.ofItems(new int[] {2, 3}, 0)));
    assertThat(model.logits(Entries.ofItems(new int[] {3}, 0)))
        .isNotEqualTo(model.logits(Entries.ofItems(new int[] {2, 3}, 0)));
  }

  @Test
  void stopsWhenTheNewestSessionsGainNoMore() {
    List<String> phases = new ArrayList<>();
    Learning learning = QUICK
        .withNegatives(0)
        .withValidation(0.2)
        .withPatience(1)
        .withEpochs(200)
        .withRate(0.1);
    new RecurrentTrainer(RecurrentConfig.gru().withWidth(8).withLearning(learning))
        .train(Clicks.rings(10, 60), listening(phases));
    List<String> epochs =
        phases.stream().filter(phase -> phase.contains("held back")).distinct().toList();
    assertThat(epochs).hasSizeBetween(2, 150);
    assertThat(epochs.get(0)).contains("epoch 1 of 200", "loss ", "places/s", "MRR@20 ");
  }

  private static TrainingOptions listening(List<String> phases) {
    return TrainingOptions.defaults().withListener((phase, done, total) -> {
      if (done == total) {
        phases.add(phase);
      }
    });
  }

  @Test
  void namesStepAndRateWhenTheLossIsNoNumber() {
    Learning learning = QUICK.withRate(1e30);
    RecurrentTrainer trainer =
        new RecurrentTrainer(RecurrentConfig.gru().withWidth(8).withLearning(learning));
    Dataset data = Clicks.rings(40, 100);
    assertThatThrownBy(() -> trainer.train(data))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching("the loss is NaN in step \\d+ of epoch \\d+ at learning rate .*");
  }

  @Test
  void refusesToMakeAModelOfWhatIsNoNumber() {
    Learning learning = QUICK.withRate(1e39).withEpochs(1).withBatch(512);
    RecurrentTrainer trainer =
        new RecurrentTrainer(RecurrentConfig.gru().withWidth(8).withLearning(learning));
    Dataset data = Clicks.of("a b c", "b c a");
    assertThatThrownBy(() -> trainer.train(data))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching("a weight of \\S+ is \\S+ after an epoch; lower the rate");
  }

  @Test
  void answersNoLongerSequenceThanItLearnedFrom() {
    AttentionConfig config = AttentionConfig.defaults().withLearning(QUICK.withBatch(2));
    SequenceModel model =
        (SequenceModel) new AttentionTrainer(config).train(Clicks.of("a b c d e", "b c d a"));
    assertThat(model.logits(Entries.ofItems(new int[] {0, 1, 2, 3}, 0)))
        .isEqualTo(model.logits(Entries.ofItems(new int[] {2, 3}, 0)));
  }

  @Test
  void refusesTablesThatNoTensorHolds() {
    assertThatThrownBy(() -> Memory.check(5_000_000, 128, true, QUICK, SILENT, 64, LayerPlan.NONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the embeddings of 5,000,000 items need 2,560,000,000 bytes but a tensor has less"
                + " than 2 GiB; lower width");
  }

  @Test
  void refusesLayersThatNoTensorHolds() {
    RecurrentConfig wide = RecurrentConfig.lstm().withWidth(1 << 14);
    LayerPlan plan = RecurrentTrainer.plan(wide);
    assertThatThrownBy(() -> Memory.check(5, 1 << 14, true, QUICK, SILENT, 64, plan))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("layer0.input needs 4,294,967,296 bytes but a tensor has less than 2 GiB;"
            + " lower width");
  }

  @Test
  void countsMemoryBeyondTheRangeOfALong() {
    Learning learning = QUICK.withBatch(Integer.MAX_VALUE);
    assertThatThrownBy(() ->
            Memory.check(1, 1 << 28, true, learning, SILENT, Integer.MAX_VALUE, LayerPlan.NONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("training needs ");
  }

  @Test
  void countsTheModelBesideWhatTrainsIt() {
    long table = 1_000_000L * 128 * Float.BYTES;
    Learning learning = QUICK.withNegatives(64);
    assertThat(Memory.bytes(1_000_000, 128, true, learning, SILENT, 64, LayerPlan.NONE))
        .isBetween(5 * table, 5 * table + table / 10);
    learning = learning.withValidation(0.1);
    assertThat(Memory.bytes(1_000_000, 128, false, learning, SILENT, 64, LayerPlan.NONE))
        .isBetween(11 * table, 11 * table + table / 10);
    TrainingOptions keeping = SILENT.withCheckpoint(Path.of("run"));
    assertThat(Memory.bytes(1_000_000, 128, false, learning, keeping, 64, LayerPlan.NONE))
        .isBetween(15 * table, 15 * table + table / 10);
    learning = learning.withOptimizer(Learning.Optimizer.ADAGRAD);
    assertThat(Memory.bytes(1_000_000, 128, false, learning, keeping, 64, LayerPlan.NONE))
        .isBetween(11 * table, 11 * table + table / 10);
  }

  @Test
  void countsTheGradientsOfBothTablesAndOfWhatIsFree() {
    Learning full = QUICK.withNegatives(0);
    long table = 10_000L * 128 * Float.BYTES;
    long scores = 64L * 10_000 * Float.BYTES;
    long one = Memory.bytes(10_000, 128, true, full, SILENT, 64, LayerPlan.NONE) - scores;
    long two = Memory.bytes(10_000, 128, false, full, SILENT, 64, LayerPlan.NONE) - scores;
    full = full.withFreeze(Learning.Freeze.ITEMS);
    long frozen = Memory.bytes(10_000, 128, false, full, SILENT, 64, LayerPlan.NONE) - scores;
    assertThat(one).isBetween(7 * table, 7 * table + table / 10); // candidates and a gradient
    assertThat(two).isBetween(12 * table, 12 * table + table / 10);
    assertThat(frozen).isBetween(14 * table, 14 * table + table / 10);
  }

  @Test
  void countsTheScoresOfHeads() {
    Learning full = QUICK.withNegatives(0);
    long scores = 64L * 10_000 * Float.BYTES;
    long none = Memory.bytes(10_000, 128, true, full, SILENT, 64, LayerPlan.NONE);
    full = full.withHeadKind(Learning.Head.Kind.BINARY);
    assertThat(Memory.bytes(10_000, 128, true, full, SILENT, 64, LayerPlan.NONE))
        .isEqualTo(none + scores);
    full = full.withHeadKind(Learning.Head.Kind.PRODUCT);
    assertThat(Memory.bytes(10_000, 128, true, full, SILENT, 64, LayerPlan.NONE))
        .isEqualTo(none + 3 * scores);
  }

  @Test
  void countsTheMemoryOfLayers() {
    RecurrentConfig config = RecurrentConfig.gru().withWidth(1 << 13).withLayers(8);
    Dataset data = Clicks.of("a b");
    assertThatThrownBy(() -> new RecurrentTrainer(config).train(data))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching("training needs [\\d,]+ bytes but the JVM may have [\\d,]+; .*");
  }

  @Test
  void refusesWhatTheHeapCannotHold() {
    Learning learning = Learning.defaults().withBatch(1 << 28);
    RecurrentTrainer trainer =
        new RecurrentTrainer(RecurrentConfig.gru().withWidth(1 << 10).withLearning(learning));
    Dataset data = Clicks.of("a b");
    assertThatThrownBy(() -> trainer.train(data))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching("training needs [\\d,]+ bytes but the JVM may have [\\d,]+; .*");
  }

  @Test
  void canBeStoppedByItsListener() {
    RecurrentTrainer trainer = new RecurrentTrainer(RecurrentConfig.gru().withWidth(4));
    Dataset data = Clicks.of("a b c");
    TrainingOptions options = TrainingOptions.defaults().withListener((phase, done, total) -> {
      throw new IllegalStateException("enough");
    });
    assertThatThrownBy(() -> trainer.train(data, options)).hasMessage("enough");
  }

  @Test
  void refusesALossThatSetsDoNotHave() {
    Learning learning = QUICK.withLoss(Learning.Loss.BPR_MAX);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AutoencoderConfig.defaults().withLearning(learning))
        .withMessage("loss must be cross-entropy for sets but was BPR_MAX");
  }

  @Test
  void refusesValuesOutsideTheirRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecurrentConfig.gru().withWidth(0))
        .withMessageContaining("width must be > 0 but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Learning.defaults().withStateDropout(1))
        .withMessageContaining("stateDropout must be in [0.0, 0.95] but was 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Learning.defaults().withPatience(0))
        .withMessageContaining("patience");
  }
}
