package io.cartrec.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.RepeatPolicy;
import io.cartrec.data.Dataset;
import io.cartrec.eval.ProtocolOptions.UnknownTargets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NextItemTest {

  private final ProtocolOptions options = ProtocolOptions.defaults();
  private final EvaluationData data = EvaluationData.of(TestEvents.sessions("1: a b", "2: b c"))
      .withTest(TestEvents.sessions("3: a b a x c", "4: b", "5: x a"));

  @Test
  void asksEveryPrefixForAllThatFollows() {
    assertThat(asked(options))
        .containsExactly("a -> b a x c", "a b -> a x c", "a b a -> x c", "a b a x -> c", "x -> a");
  }

  @Test
  void asksOnlyPrefixesThatAreLongEnough() {
    assertThat(asked(options.withMinPrefix(3))).containsExactly("a b a -> x c", "a b a x -> c");
  }

  @Test
  void dropsUnknownItemsBeforeItAsks() {
    assertThat(asked(options.withUnknownTargets(UnknownTargets.DROP)))
        .containsExactly("a -> b a c", "a b -> a c", "a b a -> c");
  }

  @Test
  void thePrefixIsTheSessionAndMayComeBackUnlessToldOtherwise() {
    Case first = cases(options).at(0);
    assertThat(first.request().cart().isEmpty()).isTrue();
    assertThat(first.request().repeats()).isEqualTo(RepeatPolicy.ALLOW);
    assertThat(cases(options.withRepeats(RepeatPolicy.EXCLUDE_LAST))
            .at(0)
            .request()
            .repeats())
        .isEqualTo(RepeatPolicy.EXCLUDE_LAST);
  }

  @Test
  void asksAsOfTheLastEvent() {
    EvaluationData timed = EvaluationData.of(TestEvents.sessions("1: a b"))
        .withTest(Dataset.of(List.of(TestEvents.at(5, "2", "a"), TestEvents.at(7, "2", "b"))));
    Case only = new NextItem(options).trials(timed).get(0).cases().at(0);
    assertThat(only.request().time()).contains(Instant.ofEpochSecond(5));
  }

  @Test
  void whatWasOnlyShownOrGivenBackIsNoItemOfASession() {
    EvaluationData shown = EvaluationData.of(TestEvents.sessions("1: a b"))
        .withTest(Dataset.of(List.of(
            TestEvents.typed("2", EventType.VIEW, "a"),
            TestEvents.typed("2", EventType.IMPRESSION, "b"),
            TestEvents.typed("2", EventType.PURCHASE, "b").times(-1),
            TestEvents.typed("2", EventType.CLICK, "c"))));
    Case only = new NextItem(options).trials(shown).get(0).cases().at(0);
    assertThat(only.truth()).containsExactly("c");
  }

  @Test
  void aUsersRowsAreASessionWhereNoneIsNamed() {
    EvaluationData users =
        EvaluationData.of(TestEvents.users("1: a b")).withTest(TestEvents.users("2: a b c"));
    assertThat(new NextItem(options).trials(users).get(0).cases().size()).isEqualTo(2);
  }

  @Test
  void refusesDataThatAsksNothing() {
    EvaluationData nothing = EvaluationData.of(TestEvents.sessions("1: a b"))
        .withTest(TestEvents.sessions("2: a", "3: b"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NextItem(options).trials(nothing))
        .withMessageStartingWith("the test part asks no question under these options");
  }

  private Cases cases(ProtocolOptions changed) {
    return new NextItem(changed).trials(data).get(0).cases();
  }

  private List<String> asked(ProtocolOptions changed) {
    Cases cases = cases(changed);
    List<String> asked = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      List<String> prefix =
          cases.at(i).request().session().stream().map(Event::itemId).toList();
      asked.add(String.join(" ", prefix) + " -> " + String.join(" ", cases.at(i).truth()));
    }
    return asked;
  }
}
