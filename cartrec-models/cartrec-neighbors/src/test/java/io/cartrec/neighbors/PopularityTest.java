package io.cartrec.neighbors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.data.Dataset;
import io.cartrec.model.Query;
import io.cartrec.recommend.Recommenders;
import io.cartrec.testkit.SmallShop;
import java.util.List;
import org.junit.jupiter.api.Test;

class PopularityTest {

  @Test
  void ranksByNumberOfEventsThenByFirstAppearance() {
    Recommendations answer = Recommenders.of(train(SmallShop.events())).recommend(Cart.of("milk"));
    assertThat(answer.itemIds()).containsExactly("bread", "butter", "beer", "chips", "eggs", "tea");
    assertThat(answer.items().get(0).score()).isEqualTo(4);
    assertThat(answer.scored()).isEqualTo(6);
  }

  @Test
  void predictsTheMeanRatingOfAnItem() {
    PopularityModel model = train(List.of(
        Event.of("a").byUser("u").rated(5),
        Event.of("a").byUser("v").rated(2),
        Event.of("b").byUser("u").rated(1),
        Event.of("b").byUser("v").rated(5).times(-1), // given back
        Event.of("c").byUser("u")));
    Query query = new Query(RecommendationRequest.of(Cart.empty()), model.base().items());
    assertThat(model.predictRating(query, 0)).isCloseTo(3.5, within(1e-6));
    assertThat(model.predictRating(query, 2))
        .as("unrated: the mean of all")
        .isCloseTo(8.0 / 3, within(1e-6));
  }

  @Test
  void refusesToPredictRatingsItNeverSaw() {
    PopularityModel model = train(SmallShop.events());
    Query query = new Query(RecommendationRequest.of(Cart.empty()), model.base().items());
    assertThatIllegalStateException()
        .isThrownBy(() -> model.predictRating(query, 0))
        .withMessageContaining("without ratings");
  }

  private static PopularityModel train(List<Event> events) {
    return new PopularityTrainer(PopularityConfig.defaults()).train(Dataset.of(events));
  }
}
