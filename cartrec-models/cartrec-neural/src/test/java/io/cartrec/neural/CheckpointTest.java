package io.cartrec.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartrec.Cart;
import io.cartrec.Recommendations;
import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.ModelProvenance;
import io.cartrec.model.Tensor;
import io.cartrec.model.TrainingListener;
import io.cartrec.model.TrainingOptions;
import io.cartrec.model.Verification;
import io.cartrec.neural.Learning.Optimizer;
import io.cartrec.neural.kernel.TensorKernels;
import io.cartrec.recommend.Recommenders;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

  private static final Dataset DATA = Clicks.rings(20, 60);
  private static final Map<String, String> SMALL =
      Map.of("epochs", "4", "batch", "32", "negatives", "8", "width", "12");

  @TempDir
  private Path folder;

  private static Model train(String name, Map<String, String> parameters, TrainingOptions options) {
    return ModelProviders.installed().trainer(name, parameters).train(DATA, options);
  }

  private static Map<String, String> with(String key, String value) {
    Map<String, String> parameters = new TreeMap<>(SMALL);
    parameters.put(key, value);
    return parameters;
  }

  private TrainingOptions keeping(int threads) {
    return TrainingOptions.defaults().withThreads(threads).withCheckpoint(folder.resolve("run"));
  }

  /** Stops at the {@code calls}-th call. */
  private static TrainingListener stopping(int calls) {
    int[] left = {calls};
    return (phase, done, total) -> {
      if (--left[0] == 0) {
        throw new IllegalStateException("enough");
      }
    };
  }

  private byte[] bytes(Model model) throws IOException {
    Path file = folder.resolve("model");
    model.save(file);
    return Files.readAllBytes(file);
  }

  @ParameterizedTest
  @CsvSource({
    "gru, 0, 1",
    "gru, 0, 9",
    "gru, 0.2, 12",
    "gru, 0.2, 25",
    "gru, 0, 31",
    "lstm, 0, 14",
    "cnn, 0.2, 20",
    "autoencoder, 0.2, 7",
    "autoencoder, 0, 5"
  })
  void aRunThatWasInterruptedEndsAsOneThatWasNot(String name, String validation, int calls)
      throws IOException {
    Map<String, String> parameters = with("validation", validation);
    byte[] whole = bytes(train(name, parameters, TrainingOptions.defaults()));
    TrainingOptions stopped = keeping(1).withListener(stopping(calls));
    assertThatThrownBy(() -> train(name, parameters, stopped)).hasMessage("enough");
    assertThat(bytes(train(name, parameters, keeping(3)))).isEqualTo(whole);
    assertThat(bytes(train(name, parameters, keeping(1)))).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.2"})
  void aWideAndDeepRunGoesOnAsIfNothingHadHappened(String validation) throws IOException {
    Map<String, String> parameters = with("validation", validation);
    byte[] whole = bytes(train("wide-deep", parameters, TrainingOptions.defaults()));
    TrainingOptions stopped = keeping(1).withListener(stopping(6));
    assertThatThrownBy(() -> train("wide-deep", parameters, stopped)).hasMessage("enough");
    assertThat(bytes(train("wide-deep", parameters, keeping(3)))).isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource({"gru, binary", "gru, product", "autoencoder, binary"})
  void aRunWithAHeadGoesOnAsIfNothingHadHappened(String name, String head) throws IOException {
    Map<String, String> parameters = with("head", head);
    byte[] whole = bytes(train(name, parameters, TrainingOptions.defaults()));
    TrainingOptions stopped = keeping(1).withListener(stopping(10));
    assertThatThrownBy(() -> train(name, parameters, stopped)).hasMessage("enough");
    assertThat(bytes(train(name, parameters, keeping(3)))).isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource({"gru, 12", "lstm, 9", "cnn, 17"})
  void aRunWithNoiseAndAnAdversaryEndsAsOneThatWasNotInterrupted(String name, int calls)
      throws IOException {
    Map<String, String> parameters = with("validation", "0.1");
    parameters.putAll(Map.of("crop", "0.3", "mask", "0.2", "reorder", "0.5", "adversary", "0.3"));
    if (name.equals("lstm")) {
      parameters.put("direction", "both");
      parameters.remove("reorder");
    }
    byte[] whole = bytes(train(name, parameters, TrainingOptions.defaults()));
    TrainingOptions stopped = keeping(2).withListener(stopping(calls));
    assertThatThrownBy(() -> train(name, parameters, stopped)).hasMessage("enough");
    assertThat(bytes(train(name, parameters, keeping(1)))).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"crop", "mask", "reorder", "adversary"})
  void noiseLeadsElsewhere(String noise) {
    assertThat(states(noise, "0.5"))
        .isNotEqualTo(states(noise, "0"))
        .isNotEqualTo(states(noise, "0.9"));
  }

  private static float[] states(String key, String value) {
    Model model = train("gru", with(key, value), TrainingOptions.defaults());
    Tensor tensor = Objects.requireNonNull(model.tensors().get("layer0.state"));
    float[] numbers = new float[tensor.length()];
    tensor.floats().get(numbers);
    return numbers;
  }

  @Test
  void aRunInterruptedAgainAndAgainGetsThere() throws IOException {
    Map<String, String> attention = new TreeMap<>(SMALL);
    attention.remove("width");
    attention.put("head-width", "6");
    byte[] whole = bytes(train("attention", attention, TrainingOptions.defaults()));
    List<String> phases = new ArrayList<>();
    for (int epoch = 0; epoch < 4; epoch++) {
      TrainingOptions stopped = keeping(1 + epoch % 2).withListener((phase, done, total) -> {
        phases.add(phase);
        if (done == total && phase.contains("behind us")) {
          throw new IllegalStateException(phase);
        }
      });
      assertThatThrownBy(() -> train("attention", attention, stopped))
          .hasMessageStartingWith("epoch " + (epoch + 1) + " of 4 behind us");
    }
    assertThat(phases).contains("first epoch", "going on after epoch 3 of 4");
    assertThat(bytes(train("attention", attention, keeping(1)))).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"float", "int8"})
  void isAModelOfWhatHasBeenLearnedSoFar(String items) throws IOException {
    Model trained = train("gru", with("items", items), keeping(1));
    Model opened = ModelProviders.installed().open(folder.resolve("run"));
    Recommendations answer = Recommenders.of(opened).recommend(Cart.of("i3"));
    assertThat(answer.scored()).isPositive();
    assertThat(answer.items())
        .isEqualTo(Recommenders.of(trained).recommend(Cart.of("i3")).items());
  }

  @Test
  void saysAfterWhichEpochItWasTaken() throws IOException {
    Model trained = train("gru", SMALL, keeping(1));
    ModelProvenance end = trained.base().provenance();
    ModelProvenance taken =
        ModelProviders.installed().open(folder.resolve("run")).base().provenance();
    assertThat(taken.data()).isEqualTo(end.data() + " after epoch 4");
    assertThat(taken.config()).isEqualTo(end.config());
    assertThat(taken.modelVersion()).isNotEqualTo(end.modelVersion());
  }

  @ParameterizedTest
  @CsvSource({"adam, true", "adagrad, false"})
  void holdsWhatItsOptimizerRemembersAndNoMore(String optimizer, boolean hasMeans)
      throws IOException {
    Map<String, String> parameters = with("optimizer", optimizer);
    byte[] whole = bytes(train("gru", parameters, TrainingOptions.defaults()));
    assertThatThrownBy(() -> train("gru", parameters, keeping(1).withListener(stopping(20))))
        .hasMessage("enough");
    Map<String, Tensor> tensors =
        ModelFile.open(folder.resolve("run"), Verification.FULL).tensors();
    assertThat(tensors).containsKey("training.second.layer0.state");
    assertThat(tensors.containsKey("training.first.layer0.state")).isEqualTo(hasMeans);
    assertThat(bytes(train("gru", parameters, keeping(1)))).isEqualTo(whole);
  }

  @Test
  void ofAnotherTrainingIsRefused() throws IOException {
    train("gru", SMALL, keeping(1));
    byte[] before = Files.readAllBytes(folder.resolve("run"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> train("gru", with("rate", "0.5"), keeping(1)))
        .withMessage(
            "%s is the checkpoint of another training: rate was 0.006, not 0.5; name"
                + " another file",
            folder.resolve("run"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> train("lstm", SMALL, keeping(1)))
        .withMessageContaining("model was gru, not lstm");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelProviders.installed()
            .trainer("gru", SMALL)
            .train(Clicks.rings(20, 61), keeping(1)))
        .withMessageContaining("data was ");
    assertThat(Files.readAllBytes(folder.resolve("run"))).isEqualTo(before);
  }

  @Test
  void aModelIsNoCheckpointAndStaysAsItIs() throws IOException {
    byte[] model = bytes(train("gru", SMALL, TrainingOptions.defaults()));
    TrainingOptions options = TrainingOptions.defaults().withCheckpoint(folder.resolve("model"));
    assertThatThrownBy(() -> train("gru", SMALL, options))
        .isInstanceOf(UncheckedIOException.class)
        .cause()
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("is no checkpoint of a training");
    assertThat(Files.readAllBytes(folder.resolve("model"))).isEqualTo(model);
  }

  @Test
  void aScoreThatIsNoNumberIsRefused() {
    Checkpoint checkpoint =
        new Checkpoint(folder.resolve("run"), ModelBase.of(DATA, "net", Map.of()), Map.of());
    Map<String, Tensor> best = Map.of(Epochs.LEARNED, Tensor.of(1));
    checkpoint.write(new Reached(2, 8, 1, Double.NaN, Optional.of(best)), best, Map.of());
    assertThatThrownBy(checkpoint::read)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("training.score: is no number");
    checkpoint.write(new Reached(2, 8, 1, -0.1, Optional.of(best)), best, Map.of());
    assertThat(checkpoint.read().score()).isEqualTo(-0.1);
  }

  @Test
  void aDamagedOneIsRefused() throws IOException {
    train("gru", SMALL, keeping(1));
    byte[] bytes = Files.readAllBytes(folder.resolve("run"));
    bytes[bytes.length - 3] ^= 4;
    Files.write(folder.resolve("run"), bytes);
    assertThatThrownBy(() -> train("gru", SMALL, keeping(1)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void aRunThatGoesAstraySaysWhereTheLastGoodOneIs() throws IOException {
    Start start = Start.of(DATA, Optional.empty(), "net", Map.of());
    Epochs epochs = new Epochs(start, Learning.defaults(), keeping(1), 1, Map.of(), Map.of());
    assertThatThrownBy(() -> epochs.run(
            epoch -> List.of(new Epochs.Step(1, rule -> epoch < 2 ? 1 : Double.NaN)),
            Optional::empty))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the loss is NaN in step 1 of epoch 3 at learning rate 0.004666666666666667; lower the"
                + " rate; %s holds the model after epoch 2",
            folder.resolve("run"));
    assertThat(ModelFile.open(folder.resolve("run"), Verification.FULL)
            .base()
            .items()
            .size())
        .isEqualTo(20);
  }

  @Test
  void aMomentThatIsNotFiniteEndsTheRunBeforeItIsWritten() throws IOException {
    try (TensorKernels kernels = TensorKernels.cpu(1)) {
      Parameter parameter = new Parameter(kernels, Optimizer.ADAM, 1, 1, 0.5, 1);
      Start start = Start.of(DATA, Optional.empty(), "net", Map.of());
      Map<String, Parameter> parameters = Map.of("weight", parameter);
      Epochs epochs = new Epochs(start, Learning.defaults(), keeping(1), 1, parameters, Map.of());
      assertThatThrownBy(() -> epochs.run(
              epoch -> List.of(new Epochs.Step(1, rule -> {
                kernels.upload(new float[] {epoch < 1 ? 1 : 1e25f}, parameter.gradient());
                parameter.learn(rule);
                return 1;
              })),
              Optional::empty))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "a number of training.second.weight is Infinity after an epoch; lower the rate; %s"
                  + " holds the model after epoch 1",
              folder.resolve("run"));
    }
    assertThat(ModelFile.open(folder.resolve("run"), Verification.FULL)
            .finite("training.second.weight", 1)
            .floats()
            .get(0))
        .isLessThan(1);
  }

  @Test
  void sayWhereTheyCannotBeWritten() {
    TrainingOptions options =
        TrainingOptions.defaults().withCheckpoint(folder.resolve("nowhere").resolve("run"));
    assertThatThrownBy(() -> train("gru", SMALL, options))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("its folder does not exist");
  }
}
