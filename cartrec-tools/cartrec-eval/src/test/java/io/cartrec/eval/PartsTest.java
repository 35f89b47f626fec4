package io.cartrec.eval;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.data.Dataset;
import io.cartrec.neighbors.ItemKnnProvider;
import io.cartrec.neighbors.PopularityProvider;
import io.cartrec.spi.ModelProviders;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is refused before anything is trained. */
class PartsTest {

  private static final Dataset NOTHING = Dataset.of(List.of());
  private static final Dataset GOOD =
      Dataset.of(List.of(TestEvents.bought("u", "1", "a"), TestEvents.bought("u", "1", "b")));
  private static final Dataset BARE = Dataset.of(List.of(Event.of("a"), Event.of("b")));

  @ParameterizedTest
  @EnumSource(Task.class)
  void refusesEmptyParts(Task task) {
    refuses(
        task,
        EvaluationData.of(NOTHING),
        task.word() + " needs events, and the train part has none");
    refuses(
        task,
        EvaluationData.of(GOOD).withTest(NOTHING),
        task.word() + " needs events, and the test part has none");
    refuses(
        task,
        EvaluationData.of(GOOD).withValid(NOTHING).withTest(GOOD),
        task.word() + " needs events, and the valid part has none");
  }

  @ParameterizedTest
  @EnumSource(Task.class)
  void refusesPartsWithoutSessionsAndUsers(Task task) {
    String named = task.isOfSessions() ? "a session or a user" : "a user";
    refuses(
        task,
        EvaluationData.of(BARE),
        task.word() + " needs events that name " + named
            + ", and none of the 2 events of the train part does");
    refuses(
        task,
        EvaluationData.of(GOOD).withTest(BARE),
        task.word() + " needs events that name " + named
            + ", and none of the 2 events of the test part does");
  }

  @Test
  void tasksOfUsersNeedUsers() {
    refuses(
        Task.TOP_N,
        EvaluationData.of(TestEvents.sessions("1: a b")),
        "top-n needs events that name a user, and none of the 2 events of the train part does");
  }

  @Test
  void refusesPartsWithoutBaskets() {
    Dataset shown = Dataset.of(List.of(TestEvents.typed("s", EventType.IMPRESSION, "a")));
    String needs =
        "cart-completion needs events that put an item into a basket, in a quantity above 0, ";
    refuses(
        Task.CART_COMPLETION,
        EvaluationData.of(shown),
        needs + "and the train part of 1 events has none");
    refuses(
        Task.CART_COMPLETION,
        EvaluationData.of(GOOD).withTest(shown),
        needs + "and the test part of 1 events has none");
    Dataset chosenBySomebody =
        Dataset.of(List.of(TestEvents.typed("s", EventType.IMPRESSION, "a"), Event.of("b")));
    refuses(
        Task.CART_COMPLETION,
        EvaluationData.of(chosenBySomebody),
        "cart-completion needs events that name a session or a user, and none of the 1 events of the train part does");
  }

  @Test
  void refusesToLearnFromNothing() {
    Dataset shown = Dataset.of(List.of(TestEvents.typed("s", EventType.IMPRESSION, "a")));
    Dataset clicked = Dataset.of(List.of(TestEvents.typed("t", EventType.IMPRESSION, "a")));
    refuses(
        Task.CLICK,
        EvaluationData.of(shown).withTest(clicked),
        "the train part leaves nothing to learn from under these options: no event of a session or user; check its columns (session, user, event)");
  }

  private static void refuses(Task task, EvaluationData data, String message) {
    Evaluator evaluator =
        new Evaluator(ModelProviders.of(List.of(new PopularityProvider(), new ItemKnnProvider())));
    RunOptions run = RunOptions.defaults().withListener((phase, done, total) -> {
      throw new AssertionError("nothing is trained");
    });
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> evaluator.evaluate(task, data, List.of(), ProtocolOptions.defaults(), run))
        .withMessage(message);
  }
}
