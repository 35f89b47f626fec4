package io.cartrec.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cartrec.Event;
import io.cartrec.data.Dataset;
import io.cartrec.neighbors.CoOccurrenceProvider;
import io.cartrec.neighbors.ItemKnnProvider;
import io.cartrec.neighbors.PopularityProvider;
import io.cartrec.spi.ModelProviders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

  private static final ModelProviders PROVIDERS =
      ModelProviders.of(List.of(new PopularityProvider(), new ItemKnnProvider()));
  private static final ProtocolOptions OPTIONS = ProtocolOptions.defaults().withKs(List.of(2, 5));
  private static final EvaluationData DATA = EvaluationData.of(pairs(400));

  private final Evaluator evaluator = new Evaluator(PROVIDERS);

  @Test
  void popularityAndItemKnnAreAlwaysThere() {
    assertThat(carts(ModelSpec.parse("item-knn:neighbors=1")).results())
        .extracting(ModelResult::model)
        .containsExactly("popularity", "item-knn", "item-knn:neighbors=1");
    assertThat(carts(ModelSpec.parse("item-knn"), ModelSpec.parse("popularity")).results())
        .extracting(ModelResult::model)
        .containsExactly("popularity", "item-knn");
    assertThat(carts().results())
        .extracting(ModelResult::model)
        .containsExactly("popularity", "item-knn");
  }

  @Test
  void saysWhenABaselineIsMissing() {
    Evaluation evaluation = new Evaluator(ModelProviders.of(List.of(new PopularityProvider())))
        .evaluate(Task.CART_COMPLETION, DATA, List.of(), OPTIONS, RunOptions.defaults());
    assertThat(evaluation.warnings())
        .contains("no item-knn to compare with: its module is not on the class path");
  }

  @Test
  void aModelThatKnowsPairsFindsThem() {
    Evaluation evaluation = carts();
    ModelResult popularity = evaluation.results().get(0);
    ModelResult knn = evaluation.results().get(1);
    assertThat(knn.figure("HR@2").orElseThrow().value()).isEqualTo(1);
    assertThat(popularity.figure("HR@2").orElseThrow().value()).isLessThan(0.6);
    assertThat(knn.queries()).isEqualTo(80);
    assertThat(knn.p99Micros()).isGreaterThanOrEqualTo(knn.p50Micros()).isPositive();
    assertThat(evaluation.comparisons())
        .extracting(Comparison::metric)
        .containsExactly("HR@5", "MRR@5");
    assertThat(evaluation.comparisons()).allMatch(Comparison::isSignificant);
    assertThat(evaluation.comparisons().get(0).first()).isEqualTo("item-knn");
  }

  @Test
  void theNumberOfThreadsChangesNoFigure() {
    Evaluation one = carts();
    Evaluation four = evaluator.evaluate(
        Task.CART_COMPLETION,
        DATA,
        List.of(),
        OPTIONS,
        RunOptions.defaults().withEvaluationThreads(4).withTrainingThreads(2));
    for (int i = 0; i < one.results().size(); i++) {
      assertThat(four.results().get(i).figures()).isEqualTo(one.results().get(i).figures());
      assertThat(four.results().get(i).tiedTargets())
          .isEqualTo(one.results().get(i).tiedTargets());
    }
    assertThat(four.comparisons()).isEqualTo(one.comparisons());
  }

  @Test
  void tellsHowFarItIs() {
    ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    evaluator.evaluate(
        Task.CART_COMPLETION,
        DATA,
        List.of(),
        OPTIONS,
        RunOptions.defaults()
            .withListener((phase, done, total) -> heard.add(phase + " " + done + "/" + total)));
    assertThat(heard)
        .contains("ask popularity 64/80", "ask popularity 80/80", "ask item-knn 80/80");
    assertThat(heard).anyMatch(phase -> phase.startsWith("train item-knn: "));
  }

  @Test
  void refusesASessionInTwoParts() {
    EvaluationData shared = EvaluationData.of(TestEvents.sessions("1: a b", "2: a c"))
        .withTest(TestEvents.sessions("2: a b", "3: a b"));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            evaluator.evaluate(Task.NEXT_ITEM, shared, List.of(), OPTIONS, RunOptions.defaults()))
        .withMessage(
            "train and test share 1 sessions, such as 2, so what is asked was learnt; put each session into one file");
  }

  @Test
  void refusesAUserInTwoPartsWhereUsersStandForSessions() {
    EvaluationData shared = EvaluationData.of(TestEvents.users("u: a b", "v: a c"))
        .withTest(TestEvents.users("v: a b", "w: a b"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> evaluate(Task.NEXT_ITEM, shared))
        .withMessage(
            "train and test share 1 users, such as v, so what is asked was learnt; put each user into one file, or name sessions: without them a user's events are one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> evaluate(
            Task.CART_COMPLETION,
            EvaluationData.of(TestEvents.users("u: a b"))
                .withValid(TestEvents.users("v: a b"))
                .withTest(TestEvents.users("v: a c"))))
        .withMessageStartingWith("valid and test share 1 users, such as v");
  }

  @Test
  void aUserMayHaveSessionsInTwoParts() {
    EvaluationData data = EvaluationData.of(
            Dataset.of(List.of(TestEvents.bought("u", "1", "a"), TestEvents.bought("u", "1", "b"))))
        .withTest(Dataset.of(
            List.of(TestEvents.bought("u", "2", "a"), TestEvents.bought("u", "2", "b"))));
    assertThat(evaluate(Task.NEXT_ITEM, data).results().get(0).queries()).isEqualTo(1);
  }

  @Test
  void tasksOfUsersTakeASessionInTwoParts() {
    Dataset train = Dataset.of(List.of(
        TestEvents.bought("u", "s", "a").rated(4),
        TestEvents.bought("u", "s", "b").rated(2)));
    Dataset test = Dataset.of(List.of(TestEvents.bought("u", "s", "c").rated(3)));
    for (Task task : List.of(Task.LEAVE_ONE_OUT, Task.TOP_N, Task.NEXT_BASKET, Task.RATING)) {
      Evaluation evaluation = evaluate(task, EvaluationData.of(train).withTest(test));
      assertThat(evaluation.results().get(0).queries()).as(task.word()).isEqualTo(1);
    }
  }

  @Test
  void saysHowManyEventsTheCutDropped() {
    List<Event> events = new ArrayList<>();
    for (int s = 0; s < 10; s++) {
      events.add(TestEvents.at(10L * s, "s" + s, "a"));
      events.add(TestEvents.at(10L * s + 35, "s" + s, "b"));
    }
    assertThat(evaluate(Task.NEXT_ITEM, EvaluationData.of(Dataset.of(events))).warnings())
        .containsExactly(
            "cutting a test part off dropped 3 of 20 events: they are in no session, or of a training session but later than the first test event");
    Dataset someone = Dataset.of(List.of(
        Event.of("a").byUser("u"), Event.of("b").byUser("u"), Event.of("a"), Event.of("b")));
    assertThat(evaluate(Task.LEAVE_ONE_OUT, EvaluationData.of(someone)).warnings())
        .containsExactly("cutting a test part off dropped 2 of 4 events: they are by no user");
    assertThat(carts().warnings()).isEmpty();
  }

  @Test
  void warnsOfOverlappingTime() {
    Dataset train = Dataset.of(List.of(TestEvents.at(1, "1", "a"), TestEvents.at(9, "1", "b")));
    Dataset test = Dataset.of(List.of(TestEvents.at(5, "2", "a"), TestEvents.at(9, "2", "b")));
    Evaluation evaluation = evaluator.evaluate(
        Task.NEXT_ITEM,
        EvaluationData.of(train).withTest(test),
        List.of(),
        OPTIONS,
        RunOptions.defaults());
    assertThat(evaluation.warnings())
        .containsExactly(
            "train and test overlap in time: 1 of 2 test events are earlier than the last training event");
  }

  @Test
  void aSplitMadeHereLearnsNothingFromTheFuture() {
    List<Event> events = new ArrayList<>();
    for (int s = 0; s < 10; s++) {
      events.add(TestEvents.at(10L * s, "s" + s, "a"));
      events.add(TestEvents.at(10L * s + 35, "s" + s, "b"));
    }
    EvaluationData cut = new NextItem(OPTIONS).cut(EvaluationData.of(Dataset.of(events)));
    Dataset test = cut.test().orElseThrow();
    assertThat(test.sessionIds().size()).isEqualTo(2);
    assertThat(Leakage.overlappingEvents(cut.train(), test)).isEqualTo(0);
    assertThat(cut.train().rows()).isEqualTo(8 + 5);
  }

  @Test
  void aModelThatPredictsNoRatingsIsNoted() {
    Dataset train = Dataset.of(List.of(
        Event.of("a").byUser("u").rated(4),
        Event.of("a").byUser("v").rated(2),
        Event.of("b").byUser("u").rated(5)));
    Dataset test = Dataset.of(
        List.of(Event.of("b").byUser("v").rated(4), Event.of("x").byUser("u").rated(3)));
    Evaluation evaluation = new Evaluator(ModelProviders.of(
            List.of(new PopularityProvider(), new ItemKnnProvider(), new CoOccurrenceProvider())))
        .evaluate(
            Task.RATING,
            EvaluationData.of(train).withTest(test),
            List.of(ModelSpec.parse("co-occurrence")),
            OPTIONS,
            RunOptions.defaults());
    ModelResult popularity = evaluation.results().get(0);
    // predicted 5 for b and the mean 11/3 for the unknown x
    assertThat(popularity.figure("MAE").orElseThrow().value())
        .isCloseTo((1 + 2 / 3.0) / 2, within(1e-6));
    assertThat(popularity.figure("RMSE").orElseThrow().value())
        .isCloseTo(Math.sqrt((1 + 4 / 9.0) / 2), within(1e-6));
    ModelResult silent = evaluation.results().get(2);
    assertThat(silent.figures()).isEmpty();
    assertThat(evaluation.text()).contains("co-occurrence: this model predicts no ratings");
    assertThat(evaluation.page().html()).contains("co-occurrence: this model predicts no ratings");
    assertThat(evaluation.json().split("recommend_micros", -1))
        .as("of two models")
        .hasSize(3);
    assertThat(evaluation.json()).contains("\"note\" : \"this model predicts no ratings\"");
  }

  @Test
  void theTextIsATable() {
    String text = carts().text();
    assertThat(text).startsWith("cart-completion, 80 questions, 95 % confidence intervals");
    assertThat(text)
        .containsPattern(
            "HR@2 +0\\.\\d{4} \\[0\\.\\d{4}, 0\\.\\d{4}] +1\\.0000 \\[1\\.0000, 1\\.0000]");
    assertThat(text).contains("tied targets", "filled places", "training, s", "MRR@5: item-knn +");
  }

  @Test
  void theJsonHasTheShapeOfTheDesign() throws Exception {
    EvaluationData data =
        DATA.withFiles(List.of(new InputFile("train", "events.csv", 3, "ba7816bf8f01cfea00")));
    Evaluation evaluation = evaluator.evaluate(
        Task.CART_COMPLETION,
        data,
        List.of(ModelSpec.parse("item-knn:neighbors=7")),
        OPTIONS.withMaxBasket(9).withMinRating(1),
        RunOptions.defaults().withCommit("abc123").withSeed(7));
    JsonNode json = new ObjectMapper().readTree(evaluation.json());
    assertThat(json.at("/task").asText()).isEqualTo("cart-completion");
    assertThat(json.at("/data/questions").asText()).isEqualTo("80");
    assertThat(json.at("/data/files/0/bytes").asInt()).isEqualTo(3);
    assertThat(json.at("/data/train").asText()).contains("crc32c");
    assertThat(json.at("/environment/commit").asText()).isEqualTo("abc123");
    assertThat(json.at("/environment/seed").asText()).isEqualTo("7");
    assertThat(json.get("protocol"))
        .isEqualTo(new ObjectMapper()
            .valueToTree(Map.of(
                "repeats",
                "exclude-cart",
                "unknown_targets",
                "miss",
                "order",
                "file",
                "max_basket",
                "9",
                "k",
                "2,5",
                "filled",
                "true")));
    assertThat(evaluation.text() + evaluation.page().html())
        .containsSubsequence(
            "protocol: repeats exclude-cart, unknown-targets miss, order file",
            "protocol: repeats exclude-cart, unknown-targets miss, order file");
    JsonNode knn = json.at("/results/2");
    assertThat(knn.at("/model").asText()).isEqualTo("item-knn:neighbors=7");
    assertThat(knn.at("/config/neighbors").asText()).isEqualTo("7");
    assertThat(knn.at("/queries").asInt()).isEqualTo(80);
    assertThat(knn.at("/recommend_micros/p90").asDouble()).isPositive();
    assertThat(json.at("/environment/warm_up").asText()).startsWith("the first 1000 questions");
    assertThat(knn.at("/recommend_micros/p50").asDouble()).isPositive();
    assertThat(knn.get("metrics").get("HR@5").asDouble()).isEqualTo(1);
    assertThat(knn.get("intervals").get("HR@5").get(0).asDouble()).isEqualTo(1);
    assertThat(knn.get("counts").get("HR@5").asInt()).isEqualTo(80);
    assertThat(knn.at("/filled_share").asDouble()).isBetween(0.5, 0.9);
    assertThat(json.get("comparisons").size()).isEqualTo(6);
    assertThat(evaluation.page().html()).contains("events.csv", "ba7816bf8f01cfea", "abc123");
  }

  @Test
  void thePageNamesTheBest() {
    String html = carts().page().html();
    assertThat(html).contains("By HR@5 the best is item-knn with 1.0000.");
    assertThat(html).contains("Is the difference real?", "What the figures mean");
  }

  @Test
  void thePageNamesNoBestWhereTheTestSeparatesNone() {
    Evaluation evaluation = carts(ModelSpec.parse("item-knn:neighbors=7"));
    assertThat(evaluation.leaders("HR@5"))
        .extracting(ModelResult::model)
        .containsExactly("item-knn", "item-knn:neighbors=7");
    assertThat(evaluation.page().html())
        .contains(
            "By HR@5 no model is clearly the best. Tied, as what separates them from the first may be chance, are item-knn (1.0000), item-knn:neighbors=7 (1.0000).")
        .doesNotContain("the best is");
  }

  private Evaluation evaluate(Task task, EvaluationData data) {
    return evaluator.evaluate(task, data, List.of(), OPTIONS, RunOptions.defaults());
  }

  private Evaluation carts(ModelSpec... models) {
    return evaluator.evaluate(
        Task.CART_COMPLETION, DATA, List.of(models), OPTIONS, RunOptions.defaults());
  }

  /** Baskets of two items that always go together, out of ten such pairs. */
  private static Dataset pairs(int baskets) {
    Random random = new Random(1);
    List<Event> events = new ArrayList<>();
    for (int b = 0; b < baskets; b++) {
      int pair = Math.min(random.nextInt(10), random.nextInt(10));
      events.add(Event.of("left" + pair).inSession("b" + b));
      events.add(Event.of("right" + pair).inSession("b" + b));
    }
    return Dataset.of(events);
  }
}
