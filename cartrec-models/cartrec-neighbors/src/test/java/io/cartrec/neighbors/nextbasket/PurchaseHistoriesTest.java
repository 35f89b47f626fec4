package io.cartrec.neighbors.nextbasket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.data.Dataset;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PurchaseHistoriesTest {

  private static final Instant DAY = Instant.parse("2024-03-01T00:00:00Z");

  @Test
  void makesABasketOfEachSessionInOrderOfItsFirstRow() {
    Dataset data = Dataset.of(List.of(
        Event.of("x").byUser("bob").inSession("2"),
        Event.of("a").byUser("ann").inSession("3"),
        Event.of("b").byUser("ann").inSession("1"),
        Event.of("c").byUser("ann").inSession("3"),
        Event.of("d").byUser("ann").inSession("2"), // a session number that bob has, too
        Event.of("a").byUser("ann").inSession("3")));
    assertThat(histories(data, "ann")).containsExactly("a c a", "b", "d");
    assertThat(histories(data, "bob")).containsExactly("x");
  }

  @Test
  void makesABasketOfEachMomentWithoutSessions() {
    Dataset data = Dataset.of(List.of(
        Event.of("a").byUser("ann").at(DAY),
        Event.of("x").byUser("bob").at(DAY),
        Event.of("b").byUser("ann").at(DAY),
        Event.of("c").byUser("ann").at(DAY.plusSeconds(1)),
        Event.of("d").byUser("ann"),
        Event.of("e").byUser("ann")));
    assertThat(histories(data, "ann")).containsExactly("a b", "c", "d e");
    assertThat(histories(data, "bob")).containsExactly("x");
  }

  @Test
  void keepsTheOrderWhereSomeEventsNameASession() {
    Dataset data = Dataset.of(List.of(
        Event.of("a").byUser("ann").at(DAY),
        Event.of("b").byUser("ann").at(DAY).inSession("1"),
        Event.of("c").byUser("ann").at(DAY),
        Event.of("d").byUser("ann").at(DAY.plusSeconds(1)).inSession("2")));
    assertThat(histories(data, "ann")).containsExactly("a c", "b", "d");
  }

  @Test
  void countsPurchasesAndRatingsOnly() {
    Dataset data = Dataset.of(List.of(
        Event.of("a", EventType.VIEW).byUser("ann").inSession("1"),
        Event.of("b", EventType.ADD_TO_CART).byUser("ann").inSession("1"),
        Event.of("c", EventType.PURCHASE).byUser("ann").inSession("1"),
        Event.of("d", EventType.RATING).byUser("ann").inSession("1").rated(3),
        Event.of("e", EventType.PURCHASE).byUser("ann").inSession("1").times(-1),
        Event.of("f", EventType.PURCHASE).inSession("1"),
        Event.of("g", EventType.VIEW).byUser("eve").inSession("2")));
    assertThat(histories(data, "ann")).containsExactly("c d");
    assertThat(histories(data, "eve")).isEmpty();
  }

  @Test
  void refusesDataInWhichNobodyBuys() {
    List<Dataset> without = List.of(
        Dataset.of(List.of()),
        Dataset.of(List.of(Event.of("a").inSession("1"))),
        Dataset.of(List.of(Event.of("a", EventType.VIEW).byUser("ann").inSession("1"))));
    for (Dataset data : without) {
      assertThatIllegalStateException()
          .isThrownBy(() -> new UpCfTrainer(UpCfConfig.defaults()).train(data))
          .withMessage("up-cf needs purchases or ratings by named users, and none of the "
              + data.rows() + " events is one");
      assertThatIllegalStateException()
          .isThrownBy(() -> new TifuKnnTrainer(TifuKnnConfig.defaults()).train(data))
          .withMessageStartingWith("tifu-knn needs purchases or ratings by named users");
    }
  }

  private static List<String> histories(Dataset data, String user) {
    return PurchaseHistories.of(data, "a model").of(data.users().find(user).orElseThrow()).stream()
        .map(basket -> String.join(
            " ", Arrays.stream(basket).mapToObj(item -> data.items().id(item)).toList()))
        .toList();
  }
}
