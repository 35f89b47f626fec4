package io.cartrec.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.Basket;
import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.RecommendationRequest;
import io.cartrec.UserProfile;
import io.cartrec.data.IdIndex;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QueryTest {

  private static final IdIndex IDS = IdIndex.of(List.of("a", "b", "c", "d"));
  private static final UserProfile ANN =
      UserProfile.of("ann").bought(Basket.of("d", "x", "a"), Basket.of("x"), Basket.of("c", "d"));
  private static final List<Event> SESSION = List.of(Event.of("c"), Event.of("x"), Event.of("b"));

  private static Query query(RecommendationRequest request) {
    return new Query(request, IDS);
  }

  @Test
  void theCartIsTheContextWhateverElseIsKnown() {
    RecommendationRequest request =
        RecommendationRequest.of(Cart.of("b", "x", "a", "b")).session(SESSION).forUser(ANN);
    assertThat(query(request).sequence()).containsExactly(1, 0, 1);
    assertThat(query(request).items()).containsExactly(0, 1);
    assertThat(query(request).request()).isSameAs(request);
  }

  @Test
  void withoutCartLinesTheSessionIs() {
    Query query = query(RecommendationRequest.of(Cart.empty()).session(SESSION).forUser(ANN));
    assertThat(query.sequence()).containsExactly(2, 1);
    assertThat(query.items()).containsExactly(1, 2);
  }

  @Test
  void withoutBothTheHistoryIs() {
    Query query = query(RecommendationRequest.of(Cart.empty()).forUser(ANN));
    assertThat(query.sequence()).containsExactly(3, 0, 2, 3);
    assertThat(query.items()).containsExactly(0, 2, 3);
  }

  @Test
  void withoutAnythingThereIsNone() {
    Query query = query(RecommendationRequest.of(Cart.empty()));
    assertThat(query.sequence()).isEmpty();
    assertThat(query.items()).isEmpty();
    assertThat(query.history()).isEmpty();
  }

  @Test
  void aCartOfUnknownItemsFallsBack() {
    RecommendationRequest unknown = RecommendationRequest.of(Cart.of("x"));
    assertThat(query(unknown.session(SESSION)).sequence()).containsExactly(2, 1);
    assertThat(query(unknown.session(List.of(Event.of("y"))).forUser(ANN)).sequence())
        .containsExactly(3, 0, 2, 3);
  }

  @Test
  void whatWasOnlyShownOrWasRemovedDoesNotCount() {
    List<Event> session = List.of(
        Event.of("a", EventType.IMPRESSION),
        Event.of("b", EventType.VIEW),
        Event.of("c", EventType.REMOVE_FROM_CART),
        Event.of("a").times(-1));
    assertThat(query(RecommendationRequest.of(Cart.empty()).session(session)).sequence())
        .containsExactly(1);
  }

  @Test
  void historyKeepsItsBaskets() {
    Query query = query(RecommendationRequest.of(Cart.of("b")).forUser(ANN));
    assertThat(query.history()).containsExactly(new int[] {3, 0}, new int[] {}, new int[] {2, 3});
  }

  @Test
  void onlyTheNewestThousandEntriesCount() {
    List<String> old = Collections.nCopies(10_000, "a");
    List<String> all = Stream.concat(
            old.stream(), IntStream.range(0, 1000).mapToObj(i -> i % 2 == 0 ? "b" : "x"))
        .toList();
    List<Event> session = all.stream().map(Event::of).toList();
    UserProfile user =
        UserProfile.of("ann").bought(Basket.of(old), Basket.of(all), Basket.of("b", "c"));
    RecommendationRequest empty = RecommendationRequest.of(Cart.empty());
    assertThat(query(RecommendationRequest.of(Cart.of(all))).sequence())
        .hasSize(500)
        .containsOnly(1);
    assertThat(query(empty.session(session)).sequence()).hasSize(500).containsOnly(1);
    int[] history = query(empty.forUser(user)).sequence();
    assertThat(history).hasSize(501).endsWith(1, 1, 2);
    assertThat(query(empty.forUser(user)).history().get(1)).hasSize(10_500);
  }
}
