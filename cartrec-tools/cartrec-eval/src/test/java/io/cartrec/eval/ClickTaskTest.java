package io.cartrec.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.Explanation;
import io.cartrec.Recommendation;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.data.Dataset;
import io.cartrec.model.AdditionPredictor;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.neighbors.PopularityProvider;
import io.cartrec.recommend.Additions;
import io.cartrec.spi.ModelProviders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClickTaskTest {

  private final Dataset shown = Dataset.of(List.of(
      TestEvents.typed("s", EventType.VIEW, "x"),
      TestEvents.typed("s", EventType.IMPRESSION, "a"),
      TestEvents.typed("s", EventType.IMPRESSION, "b"),
      TestEvents.typed("s", EventType.IMPRESSION, "c"),
      TestEvents.typed("s", EventType.CLICK, "b"),
      TestEvents.typed("s", EventType.VIEW, "c"),
      TestEvents.typed("s", EventType.PURCHASE, "d"),
      TestEvents.typed("t", EventType.CLICK, "a")));

  @Test
  void asksForTheOrderOfWhatWasShown() {
    Cases cases = new ClickTask(ProtocolOptions.defaults())
        .trials(EvaluationData.of(shown).withTest(shown))
        .get(0)
        .cases();
    assertThat(cases.size()).isEqualTo(1);
    Case one = cases.at(0);
    assertThat(one.request().candidates().orElseThrow()).containsOnly("a", "b", "c");
    assertThat(one.request().session()).extracting(Event::itemId).containsExactly("x");
    assertThat(one.request().limit()).isEqualTo(3);
    assertThat(one.request().filled()).isFalse();
    assertThat(one.truth()).containsExactly("b");
  }

  @Test
  void modelsDoNotLearnFromImpressions() {
    Trial trial = new ClickTask(ProtocolOptions.defaults())
        .trials(EvaluationData.of(shown).withTest(shown))
        .get(0);
    assertThat(trial.train().rows()).isEqualTo(5);
  }

  @Test
  void aListIsOrderedByScoreThenById() {
    Shown list = list("b 4, d 2", "a", "d");
    assertThat(list.scores()).containsExactly(1, 0.5, 0, 0);
    assertThat(list.taken()).containsExactly(false, true, true, false);
    assertThat(list.takenUp(1)).isEqualTo(0);
    assertThat(list.takenUp(2)).isEqualTo(1);
    assertThat(list.takenUp(10)).isEqualTo(2);
    assertThat(list.hasTie()).isFalse();
  }

  @Test
  void aucCountsTiesHalf() {
    // taken a (0) and d (0.5); not taken b (1) and c (0): d over c, a ties with c
    assertThat(list("b 4, d 2", "a", "d").auc()).isEqualTo(1.5 / 4);
    assertThat(list("b 4").auc()).isNaN();
  }

  @Test
  void aTieIsBetweenScoredItems() {
    assertThat(list("b 4, d 4", "d").hasTie()).isTrue();
    assertThat(list("b 4", "a").hasTie()).isFalse();
  }

  @Test
  void accuracyAndLogLossReadTheProbability() {
    Shown list = list("b 4, d 2", "b");
    Logistic even = new Logistic(0, 0);
    assertThat(list.logLoss(even::of)).isCloseTo(4 * Math.log(2), within(1e-12));
    assertThat(list.right(even::of)).isEqualTo(1);
    Logistic sure = new Logistic(-50, 100);
    assertThat(list.right(sure::of)).isEqualTo(3);
  }

  @Test
  void sharesAreOfAllItemsOfAllLists() {
    ClickJudge judge = new ClickJudge(
        List.of(1),
        new ClickTask(ProtocolOptions.defaults())
            .trials(EvaluationData.of(shown).withTest(shown))
            .get(0)
            .cases());
    // columns: AUC, loss, right, shown, taken up, then for k = 1 taken up and shown
    double[] means = {0.5, 3, 2, 4, 1, 0.5, 1};
    assertThat(judge.measures())
        .extracting(Measure::name, measure -> measure.of(means))
        .containsExactly(
            tuple("AUC", 0.5),
            tuple("LogLoss", 0.75),
            tuple("Accuracy", 0.5),
            tuple("CTR", 0.25),
            tuple("CTR@1", 0.5));
  }

  @Test
  void probabilitiesOfAModelStandAsTheyAre() {
    Case question = Case.of(
        RecommendationRequest.of(Cart.empty()).among(List.of("a", "x", "b", "c")), List.of("c"));
    Model model = new Odds(ModelBase.of(
        Dataset.of(List.of(Event.of("a").byUser("u"), Event.of("b"), Event.of("c"))),
        "odds",
        Map.of()));
    Shown list = Shown.of(question, Additions.of(model).orElseThrow());
    assertThat(list.scores()).containsExactly(0.5, 0.5, 0.2, 0); // a, c, b, and x is unknown
    assertThat(list.taken()).containsExactly(false, true, false, false);
    assertThat(list.logLoss(Logistic::bounded)).isCloseTo(-Math.log(0.5 * 0.5 * 0.8), within(1e-5));
    IntColumn units = new IntColumn();
    units.add(0);
    Cases cases = new Cases(units, index -> question);
    ClickJudge judge = new ClickJudge(List.of(), cases);
    Sheet sheet = Sheet.blank(cases, judge.columns());
    judge
        .grader(Served.of(model, 0), new Trial(shown, cases, judge))
        .grade(0, sheet, new Tally(List.of(), 3));
    assertThat(sheet.at(0, 0)).isCloseTo(2.5 / 3, within(1e-12)); // AUC
    assertThat(sheet.at(0, 1)).isEqualTo(list.logLoss(Logistic::bounded));
    assertThat(sheet.at(0, 2)).isEqualTo(3); // right about c, b and x
  }

  /** The item with the code 1 has 0.2, others 0.5. */
  private record Odds(ModelBase base) implements Model, AdditionPredictor {

    @Override
    public double[] probabilities(Query query, int[] items) {
      return Arrays.stream(items).mapToDouble(item -> item == 1 ? 0.2 : 0.5).toArray();
    }

    @Override
    public Map<String, Tensor> tensors() {
      return Map.of();
    }

    @Override
    public void score(Query query, ScoreAccumulator into) {}
  }

  @Test
  void theFitFindsTheSharesOfTwoGroups() {
    List<Shown> lists = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      // of those with score 1 three in four are taken, of those with 0 one in ten
      lists.add(new Shown(new double[] {1, 0}, new boolean[] {i % 4 != 0, i % 10 == 0}));
    }
    Logistic fit = Logistic.fit(lists);
    assertThat(fit.of(1)).isCloseTo(0.75, within(1e-3));
    assertThat(fit.of(0)).isCloseTo(0.1, within(1e-3));
  }

  @Test
  void theFitStaysFiniteWhenListsSeparate() {
    Logistic fit =
        Logistic.fit(List.of(new Shown(new double[] {1, 0}, new boolean[] {true, false})));
    assertThat(fit.intercept()).isFinite();
    assertThat(fit.of(1)).isGreaterThan(0.5);
  }

  @Test
  void judgesAModelOnLists() {
    List<Event> log = new ArrayList<>();
    for (int s = 0; s < 50; s++) {
      log.add(TestEvents.typed("s" + s, EventType.IMPRESSION, "a"));
      log.add(TestEvents.typed("s" + s, EventType.IMPRESSION, "b"));
      log.add(TestEvents.typed("s" + s, EventType.CLICK, s % 5 == 0 ? "b" : "a"));
    }
    Evaluation evaluation = new Evaluator(ModelProviders.of(List.of(new PopularityProvider())))
        .evaluate(
            Task.CLICK,
            EvaluationData.of(Dataset.of(log)),
            List.of(),
            ProtocolOptions.defaults().withKs(List.of(1)),
            RunOptions.defaults());
    ModelResult result = evaluation.results().get(0);
    assertThat(result.queries()).isEqualTo(10);
    assertThat(result.figure("AUC").orElseThrow().value()).isCloseTo(0.8, within(1e-12));
    assertThat(result.figure("CTR").orElseThrow().value()).isEqualTo(0.5);
    assertThat(result.figure("CTR@1").orElseThrow().value()).isCloseTo(0.8, within(1e-12));
    assertThat(result.figure("Accuracy").orElseThrow().value()).isCloseTo(0.8, within(1e-12));
    assertThat(result.figure("LogLoss").orElseThrow().value())
        .isCloseTo(-0.8 * Math.log(0.8) - 0.2 * Math.log(0.2), within(1e-3));
  }

  @Test
  void aLongListCountsForMoreThanAShortOne() {
    List<Event> log = new ArrayList<>();
    for (int s = 0; s < 40; s++) {
      boolean longList = s % 2 == 0;
      for (String item :
          longList ? List.of("a", "b", "c", "d", "e", "f", "g", "h") : List.of("a")) {
        log.add(TestEvents.typed("s" + s, EventType.IMPRESSION, item));
      }
      log.add(TestEvents.typed("s" + s, EventType.CLICK, "a"));
    }
    ModelResult result = new Evaluator(ModelProviders.of(List.of(new PopularityProvider())))
        .evaluate(
            Task.CLICK,
            EvaluationData.of(Dataset.of(log)),
            List.of(),
            ProtocolOptions.defaults().withKs(List.of(4)),
            RunOptions.defaults())
        .results()
        .get(0);
    // 8 test lists: 4 of eight items and 4 of one, one taken up in each
    Figure ctr = result.figure("CTR").orElseThrow();
    assertThat(ctr.value()).isCloseTo(8 / 36.0, within(1e-12));
    assertThat(ctr.count()).isEqualTo(8);
    assertThat(result.figure("CTR@4").orElseThrow().value()).isCloseTo(8 / 20.0, within(1e-12));
    // a resample of m long lists and 8 - m short ones has 8 / (8 m + 8 - m)
    double longLists = (8 / ctr.low() - 8) / 7;
    assertThat(longLists).isCloseTo(Math.rint(longLists), within(1e-9)).isGreaterThan(4);
    assertThat(ctr.high()).isGreaterThan(8 / 36.0);
  }

  /** The candidates a, b, c and d, of which the model scored some. */
  private static Shown list(String scored, String... taken) {
    List<Recommendation> items = new ArrayList<>();
    for (String pair : scored.split(", ", -1)) {
      String[] parts = pair.split(" ", -1);
      items.add(new Recommendation(parts[0], Double.parseDouble(parts[1]), Explanation.none()));
    }
    Case question = Case.of(
        RecommendationRequest.of(Cart.empty()).among(List.of("a", "b", "c", "d")), List.of(taken));
    return Shown.of(question, new Recommendations(items, items.size(), "test", ""));
  }
}
