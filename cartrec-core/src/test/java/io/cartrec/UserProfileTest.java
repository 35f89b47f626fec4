package io.cartrec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.UserProfile.PriceBand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class UserProfileTest {

  private static final Instant NOW = Instant.parse("2024-03-01T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private static final Map<String, ItemFeatures> SHOP = Map.of(
      "milk", ItemFeatures.of("milk").inCategories(List.of(List.of("Food", "Dairy"))),
      "bread", ItemFeatures.of("bread").inCategories(List.of(List.of("Food"), List.of("Food"))),
      "soap", ItemFeatures.of("soap").inCategories(List.of(List.of("Care"))));

  private static Optional<ItemFeatures> find(String itemId) {
    return Optional.ofNullable(SHOP.get(itemId));
  }

  private static Instant daysAgo(int days) {
    return NOW.minus(DAY.multipliedBy(days));
  }

  @Test
  void aShopsOwnClassNeedsNothingButAnId() {
    UserProfile user = () -> "ann";
    assertThat(user.history()).isEmpty();
    assertThat(user.attributes()).isEmpty();
    assertThat(user.purchaseCounts()).isEmpty();
    assertThat(user.purchaseInterval("milk")).isEmpty();
    assertThat(user.recency(NOW)).isEmpty();
    assertThat(user.frequency()).isZero();
    assertThat(user.value()).isZero();
    assertThat(user.priceBand()).isEmpty();
    assertThat(user.interests(UserProfileTest::find, NOW, DAY)).isEmpty();
  }

  @Test
  void countsBasketsNotLinesInOrderOfFirstPurchase() {
    UserProfile user = UserProfile.of("ann")
        .bought(Basket.of("milk", "milk", "bread"))
        .bought(Basket.of("soap", "milk"));
    assertThat(user.purchaseCounts())
        .containsExactly(entry("milk", 2), entry("bread", 1), entry("soap", 1));
    assertThat(user.frequency()).isEqualTo(2);
  }

  @Test
  void purchaseIntervalIsTheMeanTimeBetweenDatedPurchases() {
    UserProfile user = UserProfile.of("ann")
        .bought(
            Basket.of("milk").at(daysAgo(10)),
            Basket.of("milk"),
            Basket.of("milk").at(daysAgo(9)),
            Basket.of("bread").at(daysAgo(7)),
            Basket.of("milk").at(daysAgo(4)));
    assertThat(user.purchaseInterval("milk")).contains(Duration.ofDays(3));
    assertThat(user.purchaseInterval("bread")).isEmpty();
  }

  @Test
  void recencyCountsFromTheLastDatedBasket() {
    UserProfile user = UserProfile.of("ann")
        .bought(Basket.of("milk").at(daysAgo(9)), Basket.of("milk").at(daysAgo(2)), Basket.of("x"));
    assertThat(user.recency(NOW)).contains(Duration.ofDays(2));
  }

  @Test
  void valueIsWhatWasSpentOnLinesWithAPrice() {
    Basket basket = new Basket(
        List.of(CartLine.of("milk", 2, 1.5), CartLine.of("bread"), CartLine.of("cheese", 0.5, 20)),
        Optional.empty());
    assertThat(UserProfile.of("ann").bought(basket, basket).value()).isEqualTo(26);
  }

  @Test
  void priceBandIsTheMiddleHalfOfThePrices() {
    List<CartLine> lines = List.of(
        CartLine.of("a", 1, 5),
        CartLine.of("b", 1, 1),
        CartLine.of("c", 1, 4),
        CartLine.of("d", 1, 2),
        CartLine.of("e", 1, 3),
        new CartLine("f", 1, OptionalDouble.empty()));
    UserProfile user = UserProfile.of("ann").bought(new Basket(lines, Optional.empty()));
    assertThat(user.priceBand()).contains(new PriceBand(2, 4));
    UserProfile once =
        UserProfile.of("bob").bought(new Basket(lines.subList(0, 1), Optional.empty()));
    assertThat(once.priceBand()).contains(new PriceBand(5, 5));
  }

  @Test
  void interestsHalveWithEveryHalfLife() {
    UserProfile user = UserProfile.of("ann")
        .bought(Basket.of("milk").at(daysAgo(2)), Basket.of("soap", "unknown").at(daysAgo(1)));
    // Food 1/4, Dairy 1/4, Care 1/2: already a sum of 1
    Map<String, Double> interests = user.interests(UserProfileTest::find, NOW, DAY);
    assertThat(interests.keySet()).containsExactly("Care", "Dairy", "Food");
    assertThat(interests.get("Care")).isCloseTo(0.5, within(1e-12));
    assertThat(interests.get("Dairy")).isCloseTo(0.25, within(1e-12));
    assertThat(interests.get("Food")).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void interestsCountUndatedAndFutureBasketsInFullAndACategoryOnceALine() {
    UserProfile user =
        UserProfile.of("ann").bought(Basket.of("bread"), Basket.of("soap").at(daysAgo(-3)));
    assertThat(user.interests(UserProfileTest::find, NOW, DAY))
        .containsExactly(entry("Care", 0.5), entry("Food", 0.5));
  }

  @Test
  void interestsOfALongForgottenPastAreNumbersStill() {
    UserProfile user = UserProfile.of("ann")
        .bought(
            Basket.of("milk").at(daysAgo(40_001)),
            Basket.of("soap").at(daysAgo(40_000)),
            Basket.of("unknown").at(NOW));
    Map<String, Double> interests = user.interests(UserProfileTest::find, NOW, DAY);
    assertThat(interests.get("Care")).isCloseTo(0.5, within(1e-9));
    assertThat(interests.get("Food")).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void interestsTakeAnyPositiveHalfLife() {
    UserProfile user = UserProfile.of("ann").bought(Basket.of("soap").at(NOW));
    assertThat(user.interests(UserProfileTest::find, NOW, Duration.ofNanos(1)))
        .containsExactly(entry("Care", 1.0));
    assertThat(user.interests(UserProfileTest::find, NOW, Duration.ofSeconds(Long.MAX_VALUE)))
        .containsExactly(entry("Care", 1.0));
    for (Duration halfLife : List.of(Duration.ZERO, DAY.negated())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> user.interests(UserProfileTest::find, NOW, halfLife))
          .withMessage("halfLife must be > 0 but was " + halfLife);
    }
  }

  @Test
  void attributesAddUp() {
    assertThat(
            UserProfile.of("ann").with("region", "north").with("age", "30-39").attributes())
        .containsOnly(entry("region", "north"), entry("age", "30-39"));
  }
}
