package io.cartrec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class RecommendationRequestTest {

  private static final Predicate<ItemFeatures> IN_STOCK = ItemFeatures::isInStock;
  private static final Predicate<ItemFeatures> SOLD_OUT = Predicate.not(IN_STOCK);

  @Test
  void asksForTenItemsNotInTheCartUnlessToldOtherwise() {
    RecommendationRequest request = RecommendationRequest.of(Cart.of("milk"));
    assertThat(request)
        .isEqualTo(new RecommendationRequest(
            Cart.of("milk"),
            Optional.empty(),
            List.of(),
            10,
            RepeatPolicy.EXCLUDE_CART,
            Set.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            false,
            true));
  }

  @Test
  void everyChangeKeepsAllOthers() {
    UserProfile ann = UserProfile.of("ann");
    List<Event> session = List.of(Event.of("bread", EventType.VIEW));
    RecommendationRequest request = RecommendationRequest.of(Cart.of("milk"))
        .unfilled()
        .withReasons()
        .at(Instant.EPOCH)
        .where(IN_STOCK)
        .where(SOLD_OUT)
        .among(List.of("a", "b", "a"))
        .excluding("beer")
        .excluding(List.of("wine", "beer"))
        .repeats(RepeatPolicy.ALLOW)
        .limit(3)
        .session(session)
        .forUser(ann);
    RecommendationRequest expected = new RecommendationRequest(
        Cart.of("milk"),
        Optional.of(ann),
        session,
        3,
        RepeatPolicy.ALLOW,
        Set.of("beer", "wine"),
        Optional.of(Set.of("a", "b")),
        List.of(IN_STOCK, SOLD_OUT),
        Optional.of(Instant.EPOCH),
        true,
        false);
    assertThat(request).isEqualTo(expected);
    // and in the opposite order
    assertThat(RecommendationRequest.of(Cart.of("milk"))
            .forUser(ann)
            .session(session)
            .limit(3)
            .repeats(RepeatPolicy.ALLOW)
            .excluding(List.of("wine"))
            .excluding("beer")
            .among(Set.of("a", "b"))
            .where(IN_STOCK)
            .where(SOLD_OUT)
            .at(Instant.EPOCH)
            .withReasons()
            .unfilled())
        .isEqualTo(expected);
  }

  @Test
  void rejectsNegativeLimit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecommendationRequest.of(Cart.empty()).limit(-1))
        .withMessage("limit must be >= 0 but was -1");
  }

  @Test
  void aRecommenderAnswersAPlainCartWithThePlainRequest() {
    Recommender echo = request -> new Recommendations(List.of(), 0, "m", request.toString());
    assertThat(echo.recommend(Cart.of("milk")).note())
        .isEqualTo(RecommendationRequest.of(Cart.of("milk")).toString());
  }
}
