package io.cartrec.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cartrec.Cart;
import io.cartrec.RecommendationRequest;
import io.cartrec.RepeatPolicy;
import io.cartrec.data.Dataset;
import io.cartrec.model.IncrementalTrainer;
import io.cartrec.model.Model;
import io.cartrec.model.Tensor;
import io.cartrec.model.TrainingOptions;
import io.cartrec.neural.AutoencoderConfig.Targets;
import io.cartrec.neural.Learning.Freeze;
import io.cartrec.recommend.Recommenders;
import io.cartrec.spi.ModelProviders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FineTuningTest {

  private static final Learning QUICK =
      Learning.defaults().withBatch(32).withRate(0.02).withEpochs(30).withNegatives(0);
  private static final RecurrentConfig CONFIG =
      RecurrentConfig.gru().withWidth(24).withLearning(QUICK);

  @TempDir
  private Path folder;

  /** Walks over the items 0 to {@code items}, {@code stride} at a time. */
  private static Dataset walks(int items, int stride) {
    return Clicks.of(IntStream.range(0, 4 * items)
        .mapToObj(
            s -> "i" + s % items + " i" + (s + stride) % items + " i" + (s + 2 * stride) % items)
        .toArray(String[]::new));
  }

  private static Model gru(Dataset data, Learning learning, Optional<Model> start) {
    return new RecurrentTrainer(CONFIG.withLearning(learning))
        .train(data, TrainingOptions.defaults(), start);
  }

  /** How many of the items are followed by the one {@code stride} on. */
  private static int right(Model model, int items, int stride) {
    int right = 0;
    for (int at = 0; at < items; at++) {
      right += next(model, at).equals("i" + (at + stride) % items) ? 1 : 0;
    }
    return right;
  }

  private static String next(Model model, int item) {
    RecommendationRequest request =
        RecommendationRequest.of(Cart.of("i" + item)).repeats(RepeatPolicy.ALLOW);
    return Recommenders.of(model).recommend(request).itemIds().get(0);
  }

  private static float[] floats(Model model, String name) {
    Tensor tensor = Objects.requireNonNull(model.tensors().get(name), name);
    float[] numbers = new float[tensor.length()];
    tensor.floats().get(numbers);
    return numbers;
  }

  @Test
  void learnsANewTaste() {
    Model before = gru(walks(12, 1), QUICK, Optional.empty());
    Model after = gru(walks(12, 3), QUICK, Optional.of(before));
    assertThat(right(before, 12, 1)).isGreaterThanOrEqualTo(11);
    assertThat(right(before, 12, 3)).isZero();
    assertThat(right(after, 12, 3)).isGreaterThanOrEqualTo(11);
  }

  @Test
  void knowsFromTheBeginningWhatItsModelKnew() {
    Model before = gru(walks(12, 1), QUICK, Optional.empty());
    Model after = gru(walks(12, 1), QUICK.withEpochs(1).withRate(1e-4), Optional.of(before));
    assertThat(right(after, 12, 1)).isEqualTo(right(before, 12, 1));
  }

  @Test
  void keepsItemsThatNobodyWantedAndGetsToKnowNewOnes() {
    Model before = gru(walks(12, 1), QUICK, Optional.empty());
    Dataset fresh = Clicks.of("i2 i3", "i2 i3", "i2 new i3", "i2 new");
    Model after = gru(fresh, QUICK.withRate(0.003), Optional.of(before));
    assertThat(after.base().items().size()).isEqualTo(13);
    assertThat(after.base().items().code("i7", -1))
        .isEqualTo(before.base().items().code("i7", -1));
    assertThat(after.base().items().code("new", -1)).isEqualTo(12);
    assertThat(after.base().popularity().count(12)).isEqualTo(2);
    assertThat(next(after, 7)).isEqualTo("i8");
    assertThat(after.base().provenance().data())
        .isEqualTo(before.base().provenance().modelVersion() + " and " + fresh.fingerprint());
  }

  @Test
  void frozenItemsStayBitByBitAndOthersLearn() {
    Learning learning = QUICK.withDecay(0.01);
    Model before = gru(walks(12, 1), learning, Optional.empty());
    Model after = gru(walks(14, 3), learning.withFreeze(Freeze.ITEMS), Optional.of(before));
    float[] known = floats(before, "input_items");
    float[] all = floats(after, "input_items");
    assertThat(all).hasSize(14 * 24);
    assertThat(all).startsWith(known);
    assertThat(floats(after, "layer0.state")).isNotEqualTo(floats(before, "layer0.state"));
    assertThat(right(after, 14, 3)).isGreaterThanOrEqualTo(7);
  }

  @Test
  void frozenLayersStayBitByBitAndItemsLearn() {
    Model before = gru(walks(12, 1), QUICK, Optional.empty());
    Model after = gru(walks(12, 3), QUICK.withFreeze(Freeze.LAYERS), Optional.of(before));
    for (String name : new String[] {"layer0.input", "layer0.state", "layer0.bias"}) {
      assertThat(floats(after, name)).isEqualTo(floats(before, name));
    }
    assertThat(floats(after, "input_items")).isNotEqualTo(floats(before, "input_items"));
  }

  @Test
  void resumesFromACheckpointAndFromNoOther() {
    Model before = gru(walks(12, 1), QUICK, Optional.empty());
    Dataset fresh = walks(14, 3);
    RecurrentTrainer trainer = new RecurrentTrainer(CONFIG);
    TrainingOptions keeping = TrainingOptions.defaults().withCheckpoint(folder.resolve("run"));
    Model once = trainer.train(fresh, keeping, Optional.of(before));
    Model twice = trainer.train(fresh, keeping, Optional.of(before));
    assertThat(floats(twice, "input_items")).isEqualTo(floats(once, "input_items"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.train(fresh, keeping))
        .withMessageContaining("data was gru@");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gru", "lstm", "attention", "cnn", "autoencoder", "wide-deep"})
  void anyOfTheModelsCanGoOn(String name) {
    IncrementalTrainer<?> trainer = (IncrementalTrainer<?>)
        ModelProviders.installed().trainer(name, Map.of("epochs", "2", "batch", "16"));
    Model before = trainer.train(walks(6, 1));
    Model after = trainer.train(walks(8, 3), TrainingOptions.defaults(), Optional.of(before));
    assertThat(after.base().items().size()).isEqualTo(8);
    assertThat(Recommenders.of(after).recommend(Cart.of("i7")).scored()).isPositive();
  }

  @Test
  void aModelThatLearnsNothingMoreStaysAsItWas() {
    Model before = gru(walks(12, 1), QUICK, Optional.empty());
    Model after = gru(Clicks.of("i1"), QUICK, Optional.of(before));
    assertThat(right(after, 12, 1)).isEqualTo(right(before, 12, 1));
  }

  @Test
  void changesHowItAnswersAndWhatASetIsToName() {
    Dataset data = walks(6, 1);
    Optional<Model> before = Optional.of(gru(data, QUICK.withEpochs(1), Optional.empty()));
    Model rounded = new RecurrentTrainer(CONFIG.withItems(Precision.INT8))
        .train(data, TrainingOptions.defaults(), before);
    assertThat(rounded.tensors()).containsKey("output_bytes");
    AutoencoderConfig sets = AutoencoderConfig.defaults().withWidth(4).withBeta(0.1);
    Optional<Model> variational = Optional.of(new AutoencoderTrainer(sets).train(data));
    Model changed = new AutoencoderTrainer(sets.withBeta(0.3).withTargets(Targets.ALL))
        .train(data, TrainingOptions.defaults(), variational);
    assertThat(changed.base().provenance().config())
        .containsEntry("beta", "0.3")
        .containsEntry("targets", "all");
    WideDeepConfig wide = WideDeepConfig.defaults().withWidth(4);
    Optional<Model> additions = Optional.of(new WideDeepTrainer(wide).train(data));
    new WideDeepTrainer(wide.withWideRate(0.5)).check(additions);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AutoencoderTrainer(sets.withBeta(0)).check(variational))
        .withMessageContaining("has beta=0.1, which cannot become 0.0");
  }

  @Test
  void refusesBeforeThereIsData() {
    RecurrentTrainer frozen =
        new RecurrentTrainer(CONFIG.withLearning(QUICK.withFreeze(Freeze.LAYERS)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> frozen.check(Optional.empty()))
        .withMessage(
            "freeze is for a training that begins with a model, but this one begins by chance");
    Model before = gru(walks(6, 1), QUICK.withEpochs(1), Optional.empty());
    frozen.check(Optional.of(before));
    for (IncrementalTrainer<?> other : List.of(
        new RecurrentTrainer(CONFIG.withWidth(8)),
        new CnnTrainer(CnnConfig.defaults()),
        new AttentionTrainer(AttentionConfig.defaults()),
        new AutoencoderTrainer(AutoencoderConfig.defaults()))) {
      assertThatIllegalArgumentException().isThrownBy(() -> other.check(Optional.of(before)));
    }
  }

  @Test
  void refusesAModelOfAnotherKindOrShape() {
    Dataset data = walks(6, 1);
    Optional<Model> before = Optional.of(gru(data, QUICK.withEpochs(1), Optional.empty()));
    TrainingOptions options = TrainingOptions.defaults();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecurrentTrainer(CONFIG.withWidth(8)).train(data, options, before))
        .withMessage("the model to begin with has width=24, which cannot become 8: only how it"
            + " learns and answers can change");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CnnTrainer(CnnConfig.defaults()).train(data, options, before))
        .withMessage("the model to begin with must be cnn but is gru");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> gru(data, QUICK.withFreeze(Freeze.ITEMS), Optional.empty()))
        .withMessageStartingWith("freeze is for a training that begins with a model");
  }
}
