package io.cartrec.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartrec.Event;
import io.cartrec.data.Dataset;
import io.cartrec.data.IdIndex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelBaseTest {

  private static final Dataset DATA =
      Dataset.of(List.of("b", "a", "c", "a", "c", "d").stream().map(Event::of).toList());

  @Test
  void popularityIsCountedInEventsAndTiesStandByCode() {
    Popularity popularity = ModelBase.of(DATA, "tiny", Map.of()).popularity();
    // codes: b 0, a 1, c 2, d 3
    assertThat(popularity.size()).isEqualTo(4);
    assertThat(IntStream.range(0, 4).map(popularity::count)).containsExactly(1, 2, 2, 1);
    assertThat(IntStream.range(0, 4).map(popularity::item)).containsExactly(1, 2, 0, 3);
    assertThat(popularity.isOrdered()).isTrue();
  }

  @Test
  void aWrongOrderIsFound() {
    for (int[] order : new int[][] {{0, 1, 2}, {1, 2, 0}, {1, 1, 0}, {2, 1, 0}}) {
      boolean right = order[0] == 2;
      assertThat(new Popularity(Tensor.of(1, 5, 6), Tensor.of(order)).isOrdered())
          .isEqualTo(right);
    }
    assertThat(new Popularity(Tensor.of(5, 5), Tensor.of(1, 0)).isOrdered()).isFalse();
    assertThat(new Popularity(Tensor.of(5, 5), Tensor.of(0, 0)).isOrdered()).isFalse();
  }

  @Test
  void anUpdatedModelKeepsItsCodesAndCountsTheEventsOfBoth() {
    ModelBase before = ModelBase.of(DATA, "tiny", Map.of("k", "1"));
    Dataset fresh = Dataset.of(List.of(Event.of("e"), Event.of("d"), Event.of("e")));
    ModelBase after = before.updated(fresh, Map.of("k", "2"));
    assertThat(IntStream.range(0, 5).mapToObj(after.items()::id))
        .containsExactly("b", "a", "c", "d", "e");
    Popularity popularity = after.popularity();
    assertThat(IntStream.range(0, 5).map(popularity::count)).containsExactly(1, 2, 2, 2, 2);
    assertThat(popularity.isOrdered()).isTrue();
    assertThat(after.provenance().config()).containsExactly(Map.entry("k", "2"));
    assertThat(after.provenance().data())
        .isEqualTo(before.provenance().modelVersion() + " and " + fresh.fingerprint());
  }

  @Test
  void theSameWeightsForOtherItemsAreAnotherModel() {
    ModelBase base = imported("a", "bc");
    assertThat(base.provenance().data()).matches("weights of items [0-9a-f]{8}");
    assertThat(base.popularity().count(0)).isZero();
    assertThat(imported("a", "bc").provenance()).isEqualTo(base.provenance());
    for (ModelBase other : List.of(imported("bc", "a"), imported("ab", "c"), imported("a"))) {
      assertThat(other.provenance().modelVersion())
          .isNotEqualTo(base.provenance().modelVersion());
    }
  }

  private static ModelBase imported(String... ids) {
    return ModelBase.imported(IdIndex.of(List.of(ids)), "tiny", Map.of(), "weights");
  }

  @Test
  void provenanceNamesLibraryAndData() {
    ModelProvenance provenance = ModelBase.of(DATA, "tiny", Map.of("k", "1")).provenance();
    assertThat(provenance.algorithm()).isEqualTo("tiny");
    assertThat(provenance.data()).isEqualTo(DATA.fingerprint());
    assertThat(provenance.library()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
  }

  @Test
  void theVersionChangesWithEveryPartOfTheProvenance() {
    Map<String, String> config = new HashMap<>(Map.of("k", "1", "seed", "2"));
    ModelProvenance provenance = new ModelProvenance("tiny", config, "data", "1.0.0");
    String version = provenance.modelVersion();
    config.clear();
    assertThat(version).matches("tiny@[0-9a-f]{8}").isEqualTo(provenance.modelVersion());
    assertThat(List.of(
            new ModelProvenance("tiny", Map.of("seed", "2", "k", "2"), "data", "1.0.0"),
            new ModelProvenance("tiny", provenance.config(), "date", "1.0.0"),
            new ModelProvenance("tiny", provenance.config(), "data", "1.0.1")))
        .allMatch(other -> !other.modelVersion().equals(version));
    assertThatThrownBy(() -> provenance.config().put("k", "3"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void trainingOptionsKeepTheListenerAndTheThreads() {
    TrainingListener listener = (phase, done, total) -> {
      throw new IllegalStateException(phase);
    };
    TrainingOptions options = TrainingOptions.defaults().withThreads(3).withListener(listener);
    assertThat(options).isEqualTo(new TrainingOptions(3, listener, Optional.empty()));
    assertThat(TrainingOptions.defaults().threads()).isEqualTo(1);
    TrainingOptions.defaults().listener().progress("any", 1, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.withThreads(0))
        .withMessage("threads must be > 0 but was 0");
  }

  @Test
  void aTrainerTrainsOnTheCallingThreadUnlessToldOtherwise() {
    Trainer<TinyModel> trainer = (data, options) -> {
      assertThat(options.threads()).isEqualTo(1);
      return TinyModel.of("a b");
    };
    assertThat(trainer.train(DATA).base().items().size()).isEqualTo(2);
  }
}
