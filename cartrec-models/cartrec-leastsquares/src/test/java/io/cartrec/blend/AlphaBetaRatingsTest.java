package io.cartrec.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.Explanation;
import io.cartrec.RecommendationRequest;
import io.cartrec.data.Dataset;
import io.cartrec.model.Query;
import io.cartrec.model.RatingPredictor;
import io.cartrec.neighbors.ItemKnnConfig;
import io.cartrec.neighbors.ItemKnnTrainer;
import io.cartrec.neighbors.UserKnnConfig;
import io.cartrec.neighbors.UserKnnTrainer;
import io.cartrec.recommend.Recommenders;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlphaBetaRatingsTest {

  private static final AlphaBetaConfig RATINGS =
      AlphaBetaConfig.defaults().withObserved(AlphaBetaConfig.Observed.RATINGS);

  @TempDir
  Path folder;

  /** Two tastes: who likes even items dislikes odd ones. */
  private static Dataset ratings() {
    List<Event> events = new ArrayList<>();
    Random random = new Random(3);
    for (int user = 0; user < 60; user++) {
      for (int item = 0; item < 20; item++) {
        if (random.nextInt(3) > 0) {
          int rating = 3 + ((user + item) % 2 == 0 ? 1 : -1) + random.nextInt(2);
          events.add(Event.of("i" + item).byUser("u" + user).rated(rating));
        }
      }
    }
    return Dataset.of(events);
  }

  private static Query evenTaste(Dataset data) {
    List<Event> rated = new ArrayList<>();
    for (int item = 0; item < 10; item++) {
      rated.add(Event.of("i" + item).rated(item % 2 == 0 ? 5 : 2));
    }
    return new Query(RecommendationRequest.of(Cart.of()).session(rated), data.items());
  }

  @Test
  void predictsTheWeightedSumOfWhatItsSignalsPredict() throws IOException {
    Dataset data = ratings();
    BlendModel model = new AlphaBetaTrainer(RATINGS).train(data);
    RatingPredictor users =
        (RatingPredictor) new UserKnnTrainer(UserKnnConfig.defaults()).train(data);
    RatingPredictor items = new ItemKnnTrainer(ItemKnnConfig.defaults()).train(data);
    double alpha = model.blend().parts().get(0).weight();
    double beta = model.blend().parts().get(1).weight();
    assertThat(alpha + beta).isCloseTo(1, within(0.2)); // each alone predicts the scale
    assertThat(model.report()).startsWith("least squares on ").contains("user-knn", "item-knn");
    Query query = evenTaste(data);
    for (int code = 0; code < data.items().size(); code++) {
      assertThat(model.predictRating(query, code))
          .isCloseTo(
              alpha * users.predictRating(query, code) + beta * items.predictRating(query, code),
              within(1e-9));
    }
    int item = data.items().find("i14").orElseThrow();

    Path file = folder.resolve("ratings.cartrec");
    model.save(file);
    BlendModel opened = (BlendModel) ModelProviders.installed().open(file);
    assertThat(opened.predictsRatings()).isTrue();
    assertThat(opened.predictRating(query, item)).isEqualTo(model.predictRating(query, item));
  }

  @Test
  void tellsTastesApartBySignalsThatCorrelateRatings() {
    Dataset data = ratings();
    BlendModel model = new AlphaBetaTrainer(RATINGS.withSignals(
            Blend.parse("user-knn similarity=pearson + item-knn similarity=pearson")))
        .train(data);
    int even = data.items().find("i14").orElseThrow();
    int odd = data.items().find("i15").orElseThrow();
    Query query = evenTaste(data);
    assertThat(model.predictRating(query, even))
        .isGreaterThan(model.predictRating(query, odd) + 0.5);
  }

  @Test
  void anInterceptTakesUpWhatTheSignalsLeave() {
    Dataset data = ratings();
    BlendModel model = new AlphaBetaTrainer(RATINGS.withIntercept(true)).train(data);
    assertThat(model.report()).contains("intercept");
    Query query = evenTaste(data);
    int item = data.items().find("i14").orElseThrow();
    assertThat(model.predictRating(query, item)).isBetween(3.0, 5.5);
  }

  @Test
  void givesEqualWeightsWhereThereIsTooLittleToFitOn() {
    Dataset data = Dataset.of(List.of(
        Event.of("a").byUser("u").rated(4),
        Event.of("b").byUser("u").rated(2),
        Event.of("a").byUser("v").rated(5)));
    BlendModel model = new AlphaBetaTrainer(RATINGS.withIntercept(true)).train(data);
    assertThat(model.blend()).hasToString("0.5 user-knn + 0.5 item-knn");
    assertThat(model.report()).contains("fewer than 20: equal coefficients");
    assertThat(model.predictRating(evenTaste(data), 0)).isBetween(2.0, 5.0);
  }

  @Test
  void refusesSignalsThatPredictNoRatings() {
    AlphaBetaTrainer trainer =
        new AlphaBetaTrainer(RATINGS.withSignals(Blend.parse("item-knn + co-occurrence")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.train(ratings()))
        .withMessageContaining("the signal co-occurrence predicts no ratings");
  }

  @Test
  void refusesSignalsThatWereNotTrainedToPredictRatings() {
    AlphaBetaTrainer trainer =
        new AlphaBetaTrainer(RATINGS.withSignals(Blend.parse("item-knn + alpha-beta")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.train(ratings()))
        .withMessageContaining("the signal alpha-beta predicts no ratings");
  }

  @Test
  void refusesDataWithoutRatings() {
    Dataset data = Dataset.of(List.of(
        Event.of("a").byUser("u"),
        Event.of("b").byUser("u"),
        Event.of("a").byUser("v").rated(3).times(-1)));
    AlphaBetaTrainer trainer = new AlphaBetaTrainer(RATINGS);
    assertThatIllegalStateException()
        .isThrownBy(() -> trainer.train(data))
        .withMessageContaining("observed=ratings needs events with a rating");
  }

  @Test
  void asksNothingAboutWhatWasGivenBack() {
    List<Event> events = new ArrayList<>();
    for (int user = 0; user < 30; user++) {
      events.add(Event.of(user % 2 == 0 ? "a" : "b").byUser("u" + user).rated(1 + user % 5));
      events.add(Event.of(user % 2 == 0 ? "b" : "a").byUser("u" + user).rated(5 - user % 5));
      events.add(Event.of("a").byUser("u" + user).rated(1000).times(-1));
    }
    HeldRatings held = HeldRatings.of(Dataset.of(events));
    for (int question = 0; question < held.size(); question++) {
      assertThat(held.rating(question)).isLessThanOrEqualTo(5);
    }
    assertThat(held.size()).isEqualTo(30);
  }

  @Test
  void predictsNoRatingsWhenFittedToCarts() {
    Dataset data = ratings();
    BlendModel model = new AlphaBetaTrainer(AlphaBetaConfig.defaults()).train(data);
    assertThat(model.predictsRatings()).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(() -> model.predictRating(evenTaste(data), 0))
        .withMessageContaining("observed=ratings");
  }

  @Test
  void saysWhatEachSignalAddsToAScore() {
    Dataset data = ratings();
    BlendModel model = new AlphaBetaTrainer(AlphaBetaConfig.defaults()).train(data);
    Explanation explanation = Recommenders.of(model)
        .recommend(RecommendationRequest.of(Cart.of("i2", "i4")).withReasons())
        .items()
        .get(0)
        .explanation();
    assertThat(explanation.parts())
        .extracting(Explanation.Part::model)
        .containsExactly("user-knn", "item-knn");
    assertThat(explanation.parts().stream().mapToDouble(Explanation.Part::share).sum())
        .isCloseTo(1, within(1e-6));
    assertThat(explanation.text()).contains("because of i", ", by user-knn (");
  }
}
