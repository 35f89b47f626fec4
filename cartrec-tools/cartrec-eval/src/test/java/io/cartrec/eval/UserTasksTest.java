package io.cartrec.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cartrec.Basket;
import io.cartrec.CartLine;
import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.ItemFeatures;
import io.cartrec.RepeatPolicy;
import io.cartrec.UserProfile;
import io.cartrec.data.Catalog;
import io.cartrec.data.Dataset;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tasks that ask about users: next-basket, leave-one-out, top-n, rating. */
class UserTasksTest {

  private final ProtocolOptions options = ProtocolOptions.defaults();

  private final Dataset baskets = Dataset.of(List.of(
      TestEvents.bought("u", "1", "a"),
      TestEvents.bought("u", "1", "b"),
      TestEvents.bought("v", "2", "c"),
      TestEvents.bought("u", "3", "a"),
      TestEvents.bought("u", "3", "c").times(-1)));
  private final Dataset nextBaskets = Dataset.of(List.of(
      TestEvents.bought("u", "4", "b"),
      TestEvents.bought("u", "4", "b"),
      TestEvents.bought("u", "4", "d"),
      TestEvents.bought("v", "5", "c"),
      TestEvents.bought("v", "6", "a")));

  @Test
  void nextBasketAsksWithAllBasketsSoFar() {
    Case one = nextBasket(EvaluationData.of(baskets).withTest(nextBaskets))
        .get(0)
        .cases()
        .at(0);
    assertThat(history(one)).isEqualTo("a b | a");
    assertThat(one.truth()).containsExactly("b", "d");
    assertThat(one.request().repeats()).isEqualTo(RepeatPolicy.ALLOW);
  }

  @Test
  void nextBasketTakesTheFirstOfSeveralTestBaskets() {
    Case two = nextBasket(EvaluationData.of(baskets).withTest(nextBaskets))
        .get(0)
        .cases()
        .at(1);
    assertThat(two.truth()).containsExactly("c");
  }

  @Test
  void onlyPurchasesAreBasketsInHistoryAndTruth() {
    Dataset train = Dataset.of(List.of(
        TestEvents.bought("u", "1", "a"),
        typed("u", "1", EventType.VIEW, "b"),
        typed("u", "2", EventType.ADD_TO_CART, "c")));
    Dataset test = Dataset.of(List.of(
        typed("u", "3", EventType.VIEW, "a"),
        TestEvents.bought("u", "4", "b"),
        TestEvents.bought("u", "4", "c").times(-1),
        typed("u", "4", EventType.VIEW, "d"),
        typed("v", "5", EventType.VIEW, "d")));
    Trial trial = nextBasket(EvaluationData.of(train).withTest(test)).get(0);
    assertThat(trial.train().rows()).isEqualTo(3);
    assertThat(trial.cases().size()).isEqualTo(1);
    assertThat(history(trial.cases().at(0))).isEqualTo("a");
    assertThat(trial.cases().at(0).truth()).containsExactly("b");
  }

  @Test
  void nextBasketRefusesALogWithoutPurchases() {
    Dataset views = Dataset.of(List.of(typed("u", "1", EventType.VIEW, "a")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nextBasket(EvaluationData.of(baskets).withTest(views)))
        .withMessage(
            "next-basket needs purchases of a quantity above 0, and the test part of 1 events has none");
  }

  @Test
  void eachFoldAsksItsTestUsers() {
    List<Trial> trials = nextBasket(EvaluationData.of(baskets)
        .withTest(nextBaskets)
        .withFold(Map.of("u", "train", "v", "test"))
        .withFold(Map.of("u", "test", "v", "valid")));
    assertThat(trials).hasSize(2).allMatch(trial -> trial.cases().size() == 1);
    assertThat(trials.get(0).cases().at(0).truth()).containsExactly("c");
    assertThat(trials.get(1).cases().at(0).truth()).containsExactly("b", "d");
    assertThat(trials.get(0).train()).isSameAs(trials.get(1).train());
  }

  @Test
  void refusesAPartThatNoFoldHas() {
    EvaluationData data = EvaluationData.of(baskets).withFold(Map.of("u", "train"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.withFold(Map.of("v", "tset")))
        .withMessage("fold 1 must put user v into train, valid or test but puts it into 'tset'");
  }

  @Test
  void nextBasketCutsOffTheLastBasket() {
    EvaluationData cut = new NextBasket(options).cut(EvaluationData.of(baskets));
    assertThat(cut.train().rows()).isEqualTo(3);
    assertThat(cut.test().orElseThrow().sessionIds().id(0)).isEqualTo("3");
  }

  @Test
  void basketsWithoutSessionsAreToldApartByTime() {
    Event event = Event.of("a").byUser("u");
    Dataset timed = Dataset.of(List.of(
        event.at(Instant.ofEpochSecond(1)),
        Event.of("b").byUser("u").at(Instant.ofEpochSecond(1)),
        event.at(Instant.ofEpochSecond(2))));
    Case one = nextBasket(EvaluationData.of(timed).withTest(nextBaskets))
        .get(0)
        .cases()
        .at(0);
    assertThat(history(one)).isEqualTo("a b | a");
  }

  @Test
  void refusesBasketsThatCannotBeToldApart() {
    Dataset flat = TestEvents.users("u: a b");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NextBasket(options).cut(EvaluationData.of(flat)))
        .withMessageContaining("an event on item a has neither");
  }

  @Test
  void leaveOneOutAsksWithTrainingAndValidationRowsInOrder() {
    EvaluationData data = EvaluationData.of(TestEvents.users("u: a b", "v: c"))
        .withValid(TestEvents.users("u: d", "v: a"))
        .withTest(TestEvents.users("v: b", "u: c"));
    Trial trial = new LeaveOneOut(options).trials(data).get(0);
    assertThat(trial.train().rows()).isEqualTo(5);
    assertThat(trial.cases().size()).isEqualTo(2);
    assertThat(history(trial.cases().at(1))).isEqualTo("a | b | d");
    assertThat(trial.cases().at(1).truth()).containsExactly("c");
    assertThat(trial.cases().at(1).request().repeats()).isEqualTo(RepeatPolicy.EXCLUDE_OWNED);
  }

  @Test
  void leaveOneOutTellsModelsAndRequestsWhatIsKnown() {
    Catalog catalog = Catalog.of(List.of(ItemFeatures.of("a").branded("Alma")));
    Dataset train = TestEvents.users("u: a b")
        .withCatalog(catalog)
        .withProfiles(List.of(UserProfile.of("u").with("age", "20")));
    EvaluationData data = EvaluationData.of(train)
        .withValid(TestEvents.users("u: d"))
        .withTest(TestEvents.users("u: c"));
    Trial trial = new LeaveOneOut(options).trials(data).get(0);
    assertThat(trial.train().catalog()).isSameAs(catalog);
    assertThat(trial.cases().at(0).request().user().orElseThrow().attributes())
        .isEqualTo(Map.of("age", "20"));
  }

  @Test
  void trainingRowsComeBeforeValidationRowsWhicheverHaveTimes() {
    Event timed = Event.of("b").byUser("u").at(Instant.ofEpochSecond(5));
    Dataset test = TestEvents.users("u: c");
    EvaluationData lateTimes = EvaluationData.of(TestEvents.users("u: a"))
        .withValid(Dataset.of(List.of(timed)))
        .withTest(test);
    EvaluationData earlyTimes = EvaluationData.of(Dataset.of(List.of(timed)))
        .withValid(TestEvents.users("u: a"))
        .withTest(test);
    EvaluationData allTimes = EvaluationData.of(Dataset.of(List.of(timed)))
        .withValid(Dataset.of(List.of(timed.at(Instant.ofEpochSecond(6)))))
        .withTest(test);
    Trial late = new LeaveOneOut(options).trials(lateTimes).get(0);
    assertThat(history(late.cases().at(0))).isEqualTo("a | b");
    assertThat(late.train().event(0).itemId()).isEqualTo("a");
    assertThat(
            history(new LeaveOneOut(options).trials(earlyTimes).get(0).cases().at(0)))
        .isEqualTo("b | a");
    assertThat(new LeaveOneOut(options).trials(allTimes).get(0).train().isTimed())
        .isTrue();
  }

  @Test
  void leaveOneOutCutsOffTheLastRow() {
    EvaluationData cut =
        new LeaveOneOut(options).cut(EvaluationData.of(TestEvents.users("u: a b c", "v: c")));
    assertThat(cut.train().rows()).isEqualTo(3);
    assertThat(cut.test().orElseThrow().items().id(0)).isEqualTo("c");
    assertThat(cut.test().orElseThrow().rows()).isEqualTo(1);
  }

  @Test
  void leaveOneOutRefusesSeveralTestRows() {
    EvaluationData data =
        EvaluationData.of(TestEvents.users("u: a")).withTest(TestEvents.users("u: b c"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LeaveOneOut(options).trials(data))
        .withMessage(
            "leave-one-out needs one test event a user, but user u has 2; use top-n instead");
  }

  @Test
  void topItemsAsksUsersWithTruth() {
    EvaluationData data = EvaluationData.of(rated("u a 1", "v b 2"))
        .withTest(rated("u b 5", "u c 3", "u b 4", "v c 1"));
    Cases all = new TopItems(options).trials(data).get(0).cases();
    assertThat(all.size()).isEqualTo(2);
    assertThat(all.at(0).truth()).containsExactly("b", "c");
    assertThat(history(all.at(0))).isEqualTo("a");
    Cases liked = new TopItems(options.withMinRating(4)).trials(data).get(0).cases();
    assertThat(liked.size()).isEqualTo(1);
    assertThat(liked.at(0).truth()).containsExactly("b");
  }

  @Test
  void topItemsCutsOffTheLastFifth() {
    EvaluationData cut =
        new TopItems(options).cut(EvaluationData.of(TestEvents.users("u: a b c d e f", "v: g")));
    assertThat(cut.train().rows()).isEqualTo(5);
    assertThat(cut.test().orElseThrow().rows()).isEqualTo(2);
  }

  @Test
  void ratingAsksForEachRatedTestRow() {
    EvaluationData data =
        EvaluationData.of(rated("u a 1", "v b 2", "u c 4")).withTest(rated("u b 5", "w a 3"));
    Cases cases = new RatingTask(options).trials(data).get(0).cases();
    assertThat(cases.size()).isEqualTo(2);
    assertThat(cases.at(0).rating()).hasValue(5);
    assertThat(cases.at(0).truth()).containsExactly("b");
    assertThat(cases.at(0).request().session())
        .extracting(event -> event.rating().orElseThrow())
        .containsExactly(1.0, 4.0);
    assertThat(history(cases.at(1))).isEmpty();
  }

  @Test
  void ratingCutsOffTheLastFifthOfAllRows() {
    EvaluationData cut = new RatingTask(options)
        .cut(EvaluationData.of(rated("u a 1", "v b 2", "u c 4", "v d 3", "u e 5")));
    assertThat(cut.train().rows()).isEqualTo(4);
    assertThat(cut.test().orElseThrow().items().id(0)).isEqualTo("e");
  }

  @Test
  void ratingNeedsRatings() {
    EvaluationData data = EvaluationData.of(TestEvents.users("u: a")).withTest(rated("u b 5"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RatingTask(options).trials(data))
        .withMessage("rating needs training events with ratings, and none has one");
  }

  @Test
  void refusesToCutTooLittle() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LeaveOneOut(options).cut(EvaluationData.of(TestEvents.users("u: a"))))
        .withMessageStartingWith(
            "the training part is too small to cut a test part off it: 1 events");
  }

  private List<Trial> nextBasket(EvaluationData data) {
    return new NextBasket(options).trials(data);
  }

  private static Event typed(String user, String session, EventType type, String item) {
    return Event.of(item, type).byUser(user).inSession(session);
  }

  private static String history(Case one) {
    return one.request().user().orElseThrow().history().stream()
        .map(UserTasksTest::items)
        .collect(Collectors.joining(" | "));
  }

  private static String items(Basket basket) {
    return basket.lines().stream().map(CartLine::itemId).collect(Collectors.joining(" "));
  }

  private static Dataset rated(String... rows) {
    var builder = Dataset.builder();
    for (String row : rows) {
      String[] cells = row.split(" ", -1);
      builder.add(Event.of(cells[1]).byUser(cells[0]).rated(Double.parseDouble(cells[2])));
    }
    return builder.build();
  }
}
