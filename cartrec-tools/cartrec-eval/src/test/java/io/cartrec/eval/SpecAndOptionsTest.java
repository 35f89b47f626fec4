package io.cartrec.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cartrec.RepeatPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecAndOptionsTest {

  @Test
  void readsAModelWithParameters() {
    ModelSpec spec = ModelSpec.parse("item-knn:neighbors=50, shrinkage = 10");
    assertThat(spec.name()).isEqualTo("item-knn");
    assertThat(spec.parameters())
        .containsExactly(Map.entry("neighbors", "50"), Map.entry("shrinkage", "10"));
    assertThat(spec).hasToString("item-knn:neighbors=50,shrinkage=10");
  }

  @Test
  void readsAModelWithoutParameters() {
    assertThat(ModelSpec.parse("popularity")).hasToString("popularity");
  }

  @Test
  void refusesWhatIsNoModel() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelSpec.parse("item-knn:neighbors"))
        .withMessage(
            "model 'item-knn:neighbors' must read NAME:key=value,key=value but has 'neighbors'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelSpec.parse("item-knn:a=1,a=2"))
        .withMessage("model 'item-knn:a=1,a=2' names a twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelSpec.parse(":a=1"))
        .withMessageStartingWith("a model needs a name");
  }

  @Test
  void findsTasksByWord() {
    for (Task task : Task.values()) {
      assertThat(Task.named(task.word())).isEqualTo(task);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Task.named("guess"))
        .withMessageStartingWith("unknown task 'guess'; there are: next-item, cart-completion");
  }

  @Test
  void headlinesStandAtTheFullLength() {
    ProtocolOptions options = ProtocolOptions.defaults().withKs(List.of(50, 5));
    assertThat(Task.NEXT_ITEM.headlines(options)).containsExactly("HR@50", "MRR@50");
    assertThat(Task.RATING.headlines(options)).containsExactly("RMSE", "MAE");
  }

  @Test
  void optionsSortTheirKs() {
    assertThat(ProtocolOptions.defaults().withKs(List.of(20, 5, 20)).ks()).containsExactly(5, 20);
  }

  @Test
  void optionsChangeOneAtATime() {
    ProtocolOptions options = ProtocolOptions.defaults()
        .withRepeats(RepeatPolicy.EXCLUDE_LAST)
        .withMaxBasket(30)
        .withMinRating(4)
        .withMinPrefix(2);
    assertThat(options.repeats()).contains(RepeatPolicy.EXCLUDE_LAST);
    assertThat(options.maxBasket()).isEqualTo(30);
    assertThat(options.minRating()).hasValue(4);
    assertThat(options.minPrefix()).isEqualTo(2);
  }

  @Test
  void onlyCartCompletionFillsListsUpUnlessToldOtherwise() {
    ProtocolOptions options = ProtocolOptions.defaults();
    assertThat(Arrays.stream(Task.values()).filter(task -> task.isFilled(options)))
        .containsExactly(Task.CART_COMPLETION);
    assertThat(Task.TOP_N.isFilled(options.withFilled(true))).isTrue();
    assertThat(Task.CLICK.isFilled(options.withFilled(true))).isFalse();
    assertThat(Task.RATING.isFilled(options.withFilled(true))).isFalse();
    assertThat(Task.CART_COMPLETION.isFilled(options.withFilled(false))).isFalse();
  }

  @Test
  void reportsThoseOptionsThatTheTaskReads() {
    ProtocolOptions options = ProtocolOptions.defaults().withMinRating(4);
    assertThat(Facts.ofProtocol(Task.NEXT_ITEM, options, false).keySet())
        .containsExactly("repeats", "min_prefix", "unknown_targets", "k", "filled");
    assertThat(Facts.ofProtocol(Task.NEXT_ITEM, options, true)).containsEntry("order", "file");
    assertThat(Facts.ofProtocol(Task.TOP_N, options, true))
        .containsEntry("min_rating", "4.0")
        .containsEntry("repeats", "exclude-owned");
    assertThat(Facts.ofProtocol(Task.RATING, options, true)).isEmpty();
  }

  @Test
  void refusesOptionsThatMakeNoSense() {
    ProtocolOptions options = ProtocolOptions.defaults();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.withKs(List.of()))
        .withMessage("ks must name at least one length of the list");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.withKs(List.of(0)))
        .withMessage("k must be > 0 but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.withMaxBasket(1))
        .withMessage("maxBasket must be >= 2 but was 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunOptions.defaults().withEvaluationThreads(0))
        .withMessage("evaluationThreads must be > 0 but was 0");
  }

  @Test
  void measuresAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("events.csv");
    Files.writeString(file, "abc");
    assertThat(InputFile.of("train", file))
        .isEqualTo(new InputFile(
            "train",
            file.toString(),
            3,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
  }
}
