package io.cartrec.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cartrec.Event;
import io.cartrec.data.Dataset;
import io.cartrec.neighbors.ItemKnnProvider;
import io.cartrec.neighbors.PopularityProvider;
import io.cartrec.spi.ModelProviders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TunerTest {

  private static final ModelProviders PROVIDERS =
      ModelProviders.of(List.of(new PopularityProvider(), new ItemKnnProvider()));
  private static final ProtocolOptions OPTIONS = ProtocolOptions.defaults().withKs(List.of(1));

  /** A pair beside two of five popular items: who favours popular items does not find the pair. */
  private static Dataset baskets(int from, int to) {
    List<Event> events = new ArrayList<>();
    Random random = new Random(from);
    for (int basket = from; basket < to; basket++) {
      int pair = 1 + random.nextInt(20);
      int popular = random.nextInt(5);
      for (String item : List.of(
          "a" + pair,
          "popular" + popular,
          "b" + pair,
          "popular" + (popular + 1 + basket % 4) % 5)) {
        events.add(Event.of(item).inSession("basket " + basket));
      }
    }
    return Dataset.of(events);
  }

  private static Tuning tune(EvaluationData data, String model, int budget, int halving) {
    return new Tuner(PROVIDERS)
        .tune(
            Task.CART_COMPLETION,
            data,
            ModelSpec.parse(model),
            budget,
            halving,
            Optional.empty(),
            OPTIONS,
            RunOptions.defaults());
  }

  private static double value(ModelResult result) {
    return result.figure("HR@1").orElseThrow().value();
  }

  @Test
  void findsBetterSettingsThanThoseItBeganWith() {
    EvaluationData data = EvaluationData.of(baskets(0, 400)).withValid(baskets(400, 500));
    String bad =
        "item-knn:prediction=sum,values=binary,neighbors=100,context-damping=0,shrinkage=0,popularity-damping=0";
    String open =
        "item-knn:prediction=sum,values=binary,neighbors=100,context-damping=0,shrinkage=0";
    Tuning tuning = tune(data, open, 12, 0);
    assertThat(tuning.tried()).isEqualTo(12);
    assertThat(tuning.rounds()).hasSize(1);
    assertThat(tuning.best().parameters()).containsEntry("context-damping", "0");
    assertThat(tuning.ranking())
        .extracting(ModelResult::model)
        .contains(tuning.best().toString());
    double worst = value(new Evaluator(PROVIDERS)
        .evaluate(
            Task.CART_COMPLETION,
            EvaluationData.of(data.train()).withTest(baskets(400, 500)),
            List.of(ModelSpec.parse(bad)),
            OPTIONS,
            RunOptions.defaults())
        .results()
        .get(2));
    assertThat(value(tuning.ranking().get(0))).isGreaterThan(worst + 0.2);
    assertThat(tune(data, open, 12, 0).best()).isEqualTo(tuning.best());
  }

  @Test
  void neverLooksAtTheTestPart() {
    EvaluationData data = EvaluationData.of(baskets(0, 200)).withValid(baskets(200, 260));
    Dataset other = Dataset.of(
        List.of(Event.of("strange").inSession("x"), Event.of("stranger").inSession("x")));
    assertThat(tune(data.withTest(other), "item-knn", 5, 0).best())
        .isEqualTo(tune(data, "item-knn", 5, 0).best());
  }

  @Test
  void withoutAValidationPartOneIsCutOff() {
    Tuning tuning = tune(EvaluationData.of(baskets(0, 200)), "item-knn", 3, 0);
    assertThat(tuning.ranking().get(0).queries()).isEqualTo(40);
  }

  @Test
  void halvingJudgesManySettingsOnLittleAndFewOnAll() {
    EvaluationData data = EvaluationData.of(baskets(0, 900)).withValid(baskets(900, 1200));
    Tuning tuning = tune(data, "item-knn", 9, 2);
    assertThat(tuning.tried()).isEqualTo(9);
    assertThat(tuning.rounds()).extracting(round -> own(round).size()).containsExactly(9, 3, 1);
    List<Long> asked =
        tuning.rounds().stream().map(round -> own(round).get(0).queries()).toList();
    assertThat(asked.get(2)).isEqualTo(300);
    assertThat(asked.get(1)).isBetween(70L, 130L);
    assertThat(asked.get(0)).isBetween(15L, 55L);
  }

  /** The results without the two baselines. */
  private static List<ModelResult> own(Evaluation round) {
    // the setting as given is item-knn's default: it is a baseline and a setting at once
    return round.results().stream()
        .filter(result -> !result.model().equals("popularity"))
        .filter(result -> round.results().size() != 3 || !result.model().equals("item-knn"))
        .toList();
  }

  @Test
  void foldsAreJudgedByTheirValidationUsers() {
    List<Event> before = new ArrayList<>();
    List<Event> after = new ArrayList<>();
    Map<String, String> fold = new HashMap<>();
    for (int user = 0; user < 12; user++) {
      for (int item = 0; item < 4; item++) {
        Event event = Event.of("i" + (user + item) % 6).byUser("u" + user);
        before.add(event.inSession("before " + user));
        after.add(event.inSession("after " + user));
      }
      fold.put("u" + user, user < 3 ? "valid" : user < 8 ? "test" : "train");
    }
    Tuning tuning = new Tuner(PROVIDERS)
        .tune(
            Task.NEXT_BASKET,
            EvaluationData.of(Dataset.of(before)).withTest(Dataset.of(after)).withFold(fold),
            ModelSpec.parse("item-knn"),
            2,
            0,
            Optional.of("PHR@1"),
            OPTIONS,
            RunOptions.defaults());
    assertThat(tuning.metric()).isEqualTo("PHR@1");
    assertThat(tuning.ranking().get(0).queries()).isEqualTo(3);
  }

  @Test
  void saysWhatCannotBeTuned() {
    EvaluationData data = EvaluationData.of(baskets(0, 50));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tune(data, "popularity", 3, 0))
        .withMessageContaining("there is nothing to tune in popularity");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tune(data, "item-knn", 0, 0))
        .withMessageContaining("budget");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tuner(PROVIDERS)
            .tune(
                Task.CART_COMPLETION,
                data,
                ModelSpec.parse("item-knn"),
                2,
                0,
                Optional.of("RMSE"),
                OPTIONS,
                RunOptions.defaults()))
        .withMessageContaining("cart-completion has no figure RMSE; there are: ");
  }
}
