package io.cartrec.neighbors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.Recommendation;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.data.Dataset;
import io.cartrec.model.TrainingOptions;
import io.cartrec.neighbors.ItemKnnConfig.Prediction;
import io.cartrec.neighbors.ItemKnnConfig.Similarity;
import io.cartrec.neighbors.ItemKnnConfig.Values;
import io.cartrec.recommend.Recommenders;
import io.cartrec.testkit.SmallShop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemKnnTest {

  private static final ItemKnnConfig COSINE = ItemKnnConfig.cosine();
  private static final ItemKnnConfig DEFAULTS = ItemKnnConfig.defaults();
  private static final Instant START = Instant.parse("2024-03-01T09:00:00Z");

  @Test
  void scoresACartByTheSumOfItsCosines() {
    Dataset shop = Dataset.of(SmallShop.events());
    Map<String, Double> scores = scores(COSINE, shop, "milk", "bread");
    assertThat(scores.get("butter")).isCloseTo(1.0 / 2 + 3.0 / 4, within(1e-6));
    assertThat(scores.get("beer")).isCloseTo(1.0 / 3, within(1e-6));
    assertThat(scores.get("eggs")).isCloseTo(1.0 / 3, within(1e-6));
    assertThat(scores).doesNotContainKeys("milk", "bread", "tea");
  }

  @Test
  void shrinksSimilaritiesThatRestOnFewBaskets() {
    Dataset shop = Dataset.of(SmallShop.events());
    Map<String, Double> scores = scores(COSINE.withShrinkage(2), shop, "milk");
    assertThat(scores.get("bread")).isCloseTo(1.0 / 2 * 3 / (3 + 2), within(1e-6));
    assertThat(scores.get("eggs")).isCloseTo(1.0 / 3 * 1 / (1 + 2), within(1e-6));
  }

  @Test
  void dampsBothSidesByTheirOwnExponent() {
    Dataset shop = Dataset.of(SmallShop.events());
    // milk is in 9 baskets, beer in 4, both in 2
    Map<String, Double> confidence =
        scores(COSINE.withContextDamping(1).withPopularityDamping(0), shop, "milk");
    assertThat(confidence.get("beer")).isCloseTo(2.0 / 9, within(1e-6));
    Map<String, Double> back =
        scores(COSINE.withContextDamping(0).withPopularityDamping(1), shop, "milk");
    assertThat(back.get("beer")).isCloseTo(2.0 / 4, within(1e-6));
  }

  @Test
  void keepsOnlyTheStrongestNeighbours() {
    Dataset shop = Dataset.of(SmallShop.events());
    // milk's neighbours: bread and butter 1/2, the others 1/3; bread comes before butter by code
    assertThat(scores(COSINE.withNeighbors(1), shop, "milk")).containsOnlyKeys("bread");
    assertThat(scores(COSINE.withNeighbors(2), shop, "milk")).containsOnlyKeys("bread", "butter");
  }

  @Test
  void countsRepeatedItemsWhenAsked() {
    Dataset data =
        Dataset.of(sessions(List.of(List.of("a", "a", "b"), List.of("a"), List.of("b", "c"))));
    // a = (2, 1, 0), b = (1, 0, 1): cosine 2 / sqrt(5 * 2)
    Map<String, Double> counted = scores(COSINE.withValues(Values.COUNT), data, "a");
    assertThat(counted.get("b")).isCloseTo(2 / Math.sqrt(10), within(1e-6));
    // binary: a = (1, 1, 0), b = (1, 0, 1): cosine 1 / 2
    assertThat(scores(COSINE, data, "a").get("b")).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void dividesByTheNormOfTheScoredItemsSimilaritiesWhenNormalized() {
    Dataset shop = Dataset.of(SmallShop.events());
    // beer's similarities: milk 1/3, chips 3/4, tea 1/2
    double norm = Math.sqrt(1.0 / 9 + 9.0 / 16 + 1.0 / 4);
    Map<String, Double> scores =
        scores(COSINE.withPrediction(Prediction.NORMALIZED), shop, "milk", "chips");
    assertThat(scores.get("beer")).isCloseTo((1.0 / 3 + 3.0 / 4) / norm, within(1e-6));
  }

  @Test
  void splitsTheVoteOfEachCartItemAmongItsNeighbors() {
    Dataset data =
        Dataset.of(sessions(List.of(List.of("a", "b"), List.of("a", "b"), List.of("a", "c"))));
    // cosines from a: b 2 / sqrt(3 * 2), c 1 / sqrt(3 * 1)
    double b = 2 / Math.sqrt(6);
    double c = 1 / Math.sqrt(3);
    Map<String, Double> scores = scores(COSINE.withPrediction(Prediction.VOTES), data, "a");
    assertThat(scores.get("b")).isCloseTo(b / (b + c), within(1e-6));
    assertThat(scores.get("c")).isCloseTo(c / (b + c), within(1e-6));
  }

  @Test
  void countsShortBasketsMoreByIdf() {
    Dataset data = Dataset.of(sessions(List.of(List.of("a", "b"), List.of("a", "b", "c", "d"))));
    // idf of the baskets: ln(1 + 4 / 2), ln(1 + 4 / 4); a and b are in both, c in the second
    double first = Math.pow(Math.log(3), 2);
    double second = Math.pow(Math.log(2), 2);
    Map<String, Double> scores = scores(COSINE.withValues(Values.IDF), data, "a");
    assertThat(scores.get("b")).isCloseTo(1, within(1e-6));
    assertThat(scores.get("c"))
        .isCloseTo(second / Math.sqrt((first + second) * second), within(1e-6));
  }

  @Test
  void countsABasketHalfAsMuchForEachHalfLifeOfItsAge() {
    Dataset data = Dataset.of(List.of(
        Event.of("a").inSession("old").at(START),
        Event.of("b").inSession("old").at(START),
        Event.of("a").inSession("new").at(START.plus(Duration.ofDays(10))),
        Event.of("c").inSession("new").at(START.plus(Duration.ofDays(10)))));
    // with half-life 10 the old basket counts 0.5: c_aa 1.5, c_ab = c_bb 0.5, c_ac = c_cc 1
    Map<String, Double> scores = scores(COSINE.withHalfLife(10), data, "a");
    assertThat(scores.get("b")).isCloseTo(0.5 / Math.sqrt(1.5 * 0.5), within(1e-6));
    assertThat(scores.get("c")).isCloseTo(1 / Math.sqrt(1.5), within(1e-6));
  }

  @Test
  void staysSoundWhenAHalfLifeIsAMomentAgainstTheAgeOfTheData() {
    Dataset data = Dataset.of(sessions(List.of(List.of("a", "b"), List.of("a", "c"))));
    assertThat(scores(DEFAULTS.withHalfLife(1e-9), data, "a")).containsOnlyKeys("c");
  }

  @Test
  void refusesAHalfLifeWithoutTimes() {
    Dataset shop = Dataset.of(List.of(Event.of("a").inSession("s")));
    ItemKnnTrainer trainer = new ItemKnnTrainer(DEFAULTS.withHalfLife(30));
    assertThatThrownBy(() -> trainer.train(shop))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("half-life must be 0 but is 30.0")
        .hasMessageContaining("timestamp");
  }

  @Test
  void refusesSettingsThatHaveNoMeaningTogether() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> COSINE.withSimilarity(Similarity.JACCARD))
        .withMessageContaining("jaccard has no dampings");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withValues(Values.COUNT).withSimilarity(Similarity.LLR))
        .withMessageContaining("values must be binary or idf");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withHalfLife(7).withSimilarity(Similarity.PEARSON))
        .withMessageContaining("compare ratings");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS
            .withSimilarity(Similarity.ADJUSTED_COSINE)
            .withPrediction(Prediction.NORMALIZED))
        .withMessageContaining("prediction at sum or votes");
  }

  @Test
  void explainsAScoreByTheItemsOfTheCart() {
    Dataset shop = Dataset.of(SmallShop.events());
    Recommendations answer = Recommenders.of(new ItemKnnTrainer(COSINE).train(shop))
        .recommend(RecommendationRequest.of(Cart.of("milk", "bread")).limit(1).withReasons());
    assertThat(answer.items().get(0).itemId()).isEqualTo("butter");
    assertThat(answer.items().get(0).explanation().text())
        .isEqualTo("because of bread (60 %), milk (40 %)");
  }

  @Test
  void treatsAUsersItemsAsOneBasketWithoutSessions() {
    Dataset data = Dataset.of(List.of(
        Event.of("a").byUser("u"), Event.of("b").byUser("u"), Event.of("c").byUser("v")));
    assertThat(scores(COSINE, data, "a")).containsOnlyKeys("b");
  }

  @Test
  void refusesDataWithoutSessionsAndUsers() {
    Dataset data = Dataset.of(List.of(Event.of("a"), Event.of("b")));
    ItemKnnTrainer trainer = new ItemKnnTrainer(COSINE);
    assertThatThrownBy(() -> trainer.train(data))
        .hasMessageContaining("session")
        .hasMessageContaining("user");
  }

  @Test
  void stopsWhenTheListenerSaysSo() {
    Dataset shop = Dataset.of(SmallShop.events());
    TrainingOptions options = TrainingOptions.defaults()
        .withThreads(2)
        .withListener((phase, done, total) -> {
          throw new CancellationException("enough");
        });
    ItemKnnTrainer trainer = new ItemKnnTrainer(COSINE);
    assertThatThrownBy(() -> trainer.train(shop, options))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void refusesValuesOutsideTheirRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> COSINE.withNeighbors(0))
        .withMessageContaining("neighbors must be > 0 but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> COSINE.withShrinkage(Double.NaN))
        .withMessageContaining("shrinkage");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> COSINE.withPopularityDamping(1.5))
        .withMessageContaining("in [0.0, 1.0]");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithASlowOracleOnRandomBaskets(long seed) {
    Random random = new Random(seed);
    List<List<String>> baskets = baskets(random);
    ItemKnnConfig config = COSINE
        .withNeighbors(1000)
        .withShrinkage(random.nextInt(4))
        .withContextDamping(random.nextInt(5) / 4.0)
        .withPopularityDamping(random.nextInt(5) / 4.0);
    for (Values values : Values.values()) {
      for (Prediction prediction : Prediction.values()) {
        ItemKnnConfig chosen = config
            .withValues(values)
            .withPrediction(prediction)
            .withHalfLife(20 * random.nextInt(2));
        compareWithOracle(chosen, baskets);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Similarity.class,
      names = {"JACCARD", "LIFT", "LLR"})
  void comparesBasketsInOtherWaysAsASlowOracleDoes(Similarity similarity) {
    List<List<String>> baskets = baskets(new Random(9));
    for (Values values : List.of(Values.BINARY, Values.IDF)) {
      ItemKnnConfig config = ItemKnnConfig.defaults()
          .withNeighbors(1000)
          .withShrinkage(2)
          .withValues(values)
          .withSimilarity(similarity);
      compareWithOracle(config, baskets);
      compareWithOracle(config.withHalfLife(15), baskets);
    }
  }

  private static List<List<String>> baskets(Random random) {
    List<List<String>> baskets = new ArrayList<>();
    for (int b = 0; b < 60; b++) {
      List<String> basket = new ArrayList<>();
      for (int k = 1 + random.nextInt(5); k > 0; k--) {
        basket.add("i" + (int) (12 * random.nextDouble() * random.nextDouble()));
      }
      baskets.add(basket);
    }
    return baskets;
  }

  private static void compareWithOracle(ItemKnnConfig config, List<List<String>> baskets) {
    Map<String, Double> expected = new ItemKnnOracle(baskets, config).scores("i0", "i3");
    Map<String, Double> actual = scores(config, Dataset.of(sessions(baskets)), "i0", "i3");
    assertThat(actual.keySet()).as("%s", config).isEqualTo(expected.keySet());
    expected.forEach((item, score) -> assertThat(actual.get(item))
        .as("%s by %s", item, config)
        .isCloseTo(score, within(1e-5 * (1 + score))));
  }

  private static Map<String, Double> scores(ItemKnnConfig config, Dataset data, String... cart) {
    Recommendations answer = Recommenders.of(new ItemKnnTrainer(config).train(data))
        .recommend(RecommendationRequest.of(Cart.of(cart)).limit(1000).unfilled());
    Map<String, Double> scores = new TreeMap<>();
    for (Recommendation recommendation : answer) {
      scores.put(recommendation.itemId(), recommendation.score());
    }
    return scores;
  }

  private static List<Event> sessions(List<List<String>> baskets) {
    List<Event> events = new ArrayList<>();
    for (int b = 0; b < baskets.size(); b++) {
      for (String item : baskets.get(b)) {
        events.add(Event.of(item).inSession("s" + b).at(START.plus(Duration.ofDays(b))));
      }
    }
    return events;
  }
}
