package io.cartrec.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.CartLine;
import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.RepeatPolicy;
import io.cartrec.data.Dataset;
import io.cartrec.data.DatasetBuilder;
import io.cartrec.eval.ProtocolOptions.Order;
import io.cartrec.eval.ProtocolOptions.UnknownTargets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CartCompletionTest {

  private final ProtocolOptions options = ProtocolOptions.defaults();

  // of 11 baskets, floor(8.8) train
  private final Dataset baskets = TestEvents.sessions(
      "1: a b",
      "2: b c",
      "3: a",
      "4: c d",
      "5: a b a",
      "6: b",
      "7: c",
      "8: a d c b",
      "9: a b c",
      "10: a",
      "11: x b c d");

  @Test
  void hidesThePositionThatTheNumberSays() {
    assertThat(asked(options)).containsExactly("b c -> a", "x b d -> c");
  }

  @Test
  void trainsOnDistinctItemsOfTheFirstFourFifths() {
    Dataset train = trial(options).train();
    assertThat(train.sessionIds().size()).isEqualTo(8);
    assertThat(train.rows()).isEqualTo(15);
  }

  @Test
  void leavesLargeBasketsOutButKeepsTheirNumbers() {
    Trial trial = trial(options.withMaxBasket(3));
    assertThat(asked(trial)).containsExactly("b c -> a");
    assertThat(trial.train().sessionIds().size()).isEqualTo(7);
  }

  @Test
  void dropsUnknownTargetsWhenTold() {
    Dataset unknown = TestEvents.sessions("1: a b", "2: a", "3: b", "4: a", "5: x a");
    EvaluationData data = EvaluationData.of(unknown);
    EvaluationData more = data.withTest(TestEvents.sessions("6: x a", "7: a b"));
    assertThat(new CartCompletion(options).trials(more).get(0).cases().size()).isEqualTo(2);
    assertThat(asked(new CartCompletion(options.withUnknownTargets(UnknownTargets.DROP))
            .trials(EvaluationData.of(TestEvents.sessions("1: a b"))
                .withTest(TestEvents.sessions("6: x a", "7: a b")))
            .get(0)))
        .containsExactly("a -> b");
  }

  @Test
  void ordersBasketsByTimeThenByIdAsText() {
    Dataset timed = Dataset.of(List.of(
        TestEvents.at(9, "z", "a"), TestEvents.at(9, "z", "b"),
        TestEvents.at(9, "10", "b"), TestEvents.at(9, "10", "c"),
        TestEvents.at(9, "9", "c"), TestEvents.at(9, "9", "d"),
        TestEvents.at(1, "y", "a"), TestEvents.at(1, "x", "a")));
    CartCompletion protocol = new CartCompletion(options.withOrder(Order.TIME));
    EvaluationData cut = protocol.cut(EvaluationData.of(timed));
    assertThat(cut.train().sessionIds().contains("9")).isTrue();
    assertThat(cut.test().orElseThrow().sessionIds().id(0)).isEqualTo("z");
  }

  @Test
  void theContextIsTheCart() {
    Case first = trial(options).cases().at(0);
    assertThat(first.request().repeats()).isEqualTo(RepeatPolicy.EXCLUDE_CART);
    assertThat(first.request().session()).isEmpty();
  }

  @Test
  @Timeout(10)
  void makesReadyInTimeThatGrowsWithTheRows() {
    // with a set of all rows for each session, this took minutes
    DatasetBuilder builder = Dataset.builder();
    for (int s = 0; s < 200_000; s++) {
      builder.add(Event.of("a").inSession("s" + s));
      builder.add(Event.of("b").inSession("s" + s));
    }
    EvaluationData large =
        EvaluationData.of(builder.build()).withTest(TestEvents.sessions("t: a b"));
    assertThat(new CartCompletion(options).trials(large).get(0).train().rows()).isEqualTo(400_000);
  }

  @Test
  void whatWasShownTakenOutOrGivenBackIsInNoBasket() {
    Dataset mixed = Dataset.of(List.of(
        TestEvents.typed("1", EventType.ADD_TO_CART, "a"),
        TestEvents.typed("1", EventType.IMPRESSION, "b"),
        TestEvents.typed("1", EventType.REMOVE_FROM_CART, "c"),
        TestEvents.typed("1", EventType.PURCHASE, "d"),
        TestEvents.typed("1", EventType.PURCHASE, "e").times(-1)));
    Trial trial = new CartCompletion(options)
        .trials(EvaluationData.of(mixed).withTest(mixed))
        .get(0);
    assertThat(trial.train().rows()).isEqualTo(2);
    assertThat(asked(trial)).containsExactly("d -> a");
  }

  private Trial trial(ProtocolOptions changed) {
    CartCompletion protocol = new CartCompletion(changed);
    return protocol.trials(protocol.cut(EvaluationData.of(baskets))).get(0);
  }

  private List<String> asked(ProtocolOptions changed) {
    return asked(trial(changed));
  }

  private static List<String> asked(Trial trial) {
    List<String> asked = new ArrayList<>();
    for (int i = 0; i < trial.cases().size(); i++) {
      Case one = trial.cases().at(i);
      List<String> cart =
          one.request().cart().lines().stream().map(CartLine::itemId).toList();
      asked.add(String.join(" ", cart) + " -> " + String.join(" ", one.truth()));
    }
    return asked;
  }
}
