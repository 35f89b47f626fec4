package io.cartrec.neighbors.nextbasket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.RecommendationRequest;
import io.cartrec.RepeatPolicy;
import io.cartrec.data.Dataset;
import io.cartrec.recommend.Recommenders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GpTopTest {

  // popularity: tea 3, milk 2, bread 2, salt 1, by code milk, bread, tea, salt
  private static final Dataset SHOP =
      Shoppers.dataset("milk bread | tea", "tea | milk bread", "tea | salt");
  private static final GpTopModel MODEL = new GpTopTrainer(GpTopConfig.defaults()).train(SHOP);

  @Test
  void ranksByCountThenFirstPurchaseThenPopularity() {
    assertThat(Shoppers.scores(MODEL, Shoppers.request(Shoppers.baskets("salt | bread | bread"))))
        .containsExactly(
            entry("bread", 2 + 1 / 2.0), // in two baskets; the second of two distinct items
            entry("salt", 1 + 1.0),
            entry("tea", 3 / 4.0), // of all but one more than the most popular
            entry("milk", 2 / 4.0));
  }

  @Test
  void countsAnItemOncePerBasket() {
    assertThat(Shoppers.scores(MODEL, Shoppers.request(Shoppers.baskets("salt salt | tea | tea"))))
        .containsKeys("tea", "salt")
        .extractingByKey("tea")
        .isEqualTo(2 + 1 / 2.0);
  }

  @Test
  void followsTheUsersOwnItemsByAsManyPopularOnesAsAsked() {
    GpTopModel model = new GpTopTrainer(new GpTopConfig(1)).train(SHOP);
    assertThat(Shoppers.scores(model, Shoppers.request(Shoppers.baskets("salt"))))
        .containsOnlyKeys("salt", "tea");
    GpTopModel personal = new GpTopTrainer(GpTopConfig.defaults().withFill(0)).train(SHOP);
    assertThat(Shoppers.scores(personal, Shoppers.request(Shoppers.baskets("salt"))))
        .containsOnlyKeys("salt");
  }

  @Test
  void hasNothingToSayToAUserWithoutHistory() {
    RecommendationRequest request = RecommendationRequest.of(Cart.of("milk"));
    assertThat(Shoppers.scores(MODEL, request.unfilled())).isEmpty();
    assertThat(Shoppers.scores(MODEL, Shoppers.request(List.of(List.of("unknown")))))
        .isEmpty();
    assertThat(Recommenders.of(MODEL).recommend(request).itemIds())
        .containsExactly("tea", "bread", "salt");
  }

  @Test
  void answersWhatToBuyAgainAndWhatToDiscover() {
    RecommendationRequest request = Shoppers.request(Shoppers.baskets("salt | bread"), "salt");
    assertThat(Shoppers.scores(MODEL, request.repeats(RepeatPolicy.ONLY_OWNED)))
        .containsOnlyKeys("bread");
    assertThat(Shoppers.scores(MODEL, request.repeats(RepeatPolicy.EXCLUDE_OWNED)))
        .containsOnlyKeys("tea", "milk");
  }

  @Test
  void needsNoUserInTheData() {
    GpTopModel model =
        new GpTopTrainer(GpTopConfig.defaults()).train(Dataset.of(List.of(Event.of("milk"))));
    assertThat(Shoppers.scores(model, Shoppers.request(List.of(List.of("milk")))))
        .containsOnlyKeys("milk");
  }

  @Test
  void refusesANegativeFill() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GpTopConfig(-1))
        .withMessageContaining("fill must be >= 0 but was -1");
  }

  private static Map.Entry<String, Double> entry(String item, double score) {
    return Map.entry(item, score);
  }
}
