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
import io.cartrec.neighbors.UserKnnConfig.Rows;
import io.cartrec.neighbors.UserKnnConfig.Similarity;
import io.cartrec.neighbors.UserKnnConfig.Values;
import io.cartrec.recommend.Recommenders;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UserKnnTest {

  private static final UserKnnConfig PLAIN =
      new UserKnnConfig(Rows.SESSIONS, Similarity.COSINE, 1000, 0, 0.5, Values.BINARY);
  private static final List<List<String>> BASKETS =
      List.of(List.of("a", "b", "c"), List.of("a", "d"), List.of("e", "f"));

  @Test
  void addsUpTheSimilaritiesOfTheRowsThatHadAnItem() {
    Map<String, Double> scores = scores(PLAIN, sessions(BASKETS), "a", "b");
    // the query shares two items with the first row, one with the second
    assertThat(scores.get("c")).isCloseTo(2 / Math.sqrt(2 * 3), within(1e-6));
    assertThat(scores.get("d")).isCloseTo(1 / Math.sqrt(2 * 2), within(1e-6));
    assertThat(scores).containsOnlyKeys("c", "d");
  }

  @Test
  void comparesSetsByJaccardAndPearson() {
    Map<String, Double> jaccard =
        scores(PLAIN.withSimilarity(Similarity.JACCARD), sessions(BASKETS), "a", "b");
    assertThat(jaccard.get("c")).isCloseTo(2.0 / 3, within(1e-6));
    assertThat(jaccard.get("d")).isCloseTo(1.0 / 3, within(1e-6));
    // six items: (6 * 2 - 2 * 3) / sqrt(2 * 4 * 3 * 3), (6 * 1 - 2 * 2) / sqrt(2 * 4 * 2 * 4)
    Map<String, Double> pearson =
        scores(PLAIN.withSimilarity(Similarity.PEARSON), sessions(BASKETS), "a", "b");
    assertThat(pearson.get("c")).isCloseTo(6 / Math.sqrt(72), within(1e-6));
    assertThat(pearson.get("d")).isCloseTo(2.0 / 8, within(1e-6));
  }

  @Test
  void comparesSetsByLiftAndLogLikelihoodRatio() {
    // six items: 6 * 2 / (2 * 3), 6 * 1 / (2 * 2)
    Map<String, Double> lift =
        scores(PLAIN.withSimilarity(Similarity.LIFT), sessions(BASKETS), "a", "b");
    assertThat(lift.get("c")).isCloseTo(2, within(1e-6));
    assertThat(lift.get("d")).isCloseTo(1.5, within(1e-6));
    // both, only the query, only the row, neither: 2 0 1 3, and 1 1 1 3
    Map<String, Double> llr =
        scores(PLAIN.withSimilarity(Similarity.LLR), sessions(BASKETS), "a", "b");
    assertThat(llr.get("c"))
        .isCloseTo(
            2 * (2 * Math.log(2 * 6 / 6.0) + Math.log(6 / 12.0) + 3 * Math.log(3 * 6 / 12.0)),
            within(1e-5));
    assertThat(llr.get("d"))
        .isCloseTo(
            2 * (Math.log(6 / 4.0) + 2 * Math.log(6 / 8.0) + 3 * Math.log(3 * 6 / 16.0)),
            within(1e-5));
  }

  @Test
  void countsRareItemsMoreByIdf() {
    Map<String, Double> scores = scores(PLAIN.withValues(Values.IDF), sessions(BASKETS), "a", "b");
    // three rows: a is in two of them, the others in one
    double a = Math.pow(Math.log(1 + 3.0 / 2), 2);
    double b = Math.pow(Math.log(1 + 3.0), 2);
    assertThat(scores.get("c")).isCloseTo((a + b) / Math.sqrt((a + b) * (a + 2 * b)), within(1e-6));
    assertThat(scores.get("d")).isCloseTo(a / Math.sqrt((a + b) * (a + b)), within(1e-6));
  }

  @Test
  void shrinksAndDampsWhenAsked() {
    Map<String, Double> scores =
        scores(PLAIN.withShrinkage(2).withLengthDamping(1), sessions(BASKETS), "a", "b");
    assertThat(scores.get("c")).isCloseTo(2 / (Math.sqrt(2) * 3) * 2 / 4, within(1e-6));
    assertThat(scores.get("d")).isCloseTo(1 / (Math.sqrt(2) * 2) * 1 / 3, within(1e-6));
  }

  @Test
  void asksTheNearestRowsAndAmongEqualsTheFirst() {
    List<Event> events = sessions(List.of(List.of("a", "b"), List.of("a", "c"), List.of("a", "d")));
    assertThat(scores(PLAIN.withNeighbors(2), events, "a")).containsOnlyKeys("b", "c");
    assertThat(scores(PLAIN.withNeighbors(2), events, "a", "d")).containsOnlyKeys("b");
  }

  @Test
  void weighsItemsByTheRatingsOfTheNeighbors() {
    List<Event> events = List.of(
        Event.of("a").byUser("u").rated(5),
        Event.of("b").byUser("u").rated(4),
        Event.of("c").byUser("u").rated(-2));
    Map<String, Double> scores = scores(PLAIN, events, "a");
    assertThat(scores.get("b")).isCloseTo(4 / Math.sqrt(3), within(1e-6));
    assertThat(scores).doesNotContainKey("c");
  }

  @Test
  void takesAnUnratedEntryAmongRatedOnesForAverage() {
    List<Event> events = List.of(
        Event.of("a").byUser("u").rated(5),
        Event.of("b").byUser("v").rated(3),
        Event.of("a").byUser("v"));
    // mean 4, b_a = 1 / 6, b_b = -1 / 6, b_v = -(1 - 1 / 6) / 6
    double expected = 4 + 1.0 / 6 - 5.0 / 36;
    assertThat(scores(PLAIN, events, "b").get("a"))
        .isCloseTo(expected / Math.sqrt(2), within(1e-6));
  }

  @Test
  void comparesWithUsersOrSessions() {
    List<Event> events = List.of(
        Event.of("a").inSession("1").byUser("u"),
        Event.of("b").inSession("1").byUser("u"),
        Event.of("c").inSession("2").byUser("u"));
    assertThat(scores(PLAIN, events, "a")).containsOnlyKeys("b");
    assertThat(scores(PLAIN.withRows(Rows.USERS), events, "a")).containsOnlyKeys("b", "c");
    List<Event> sessions = sessions(BASKETS);
    assertThat(scores(PLAIN.withRows(Rows.USERS), sessions, "a", "b"))
        .isEqualTo(scores(PLAIN, sessions, "a", "b"));
    UserKnnTrainer trainer = new UserKnnTrainer(PLAIN);
    Dataset nobody = Dataset.of(List.of(Event.of("a")));
    assertThatThrownBy(() -> trainer.train(nobody))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("session");
  }

  @Test
  void explainsAScoreByTheItemsSharedWithNeighbors() {
    Recommendations answer = Recommenders.of(
            new UserKnnTrainer(PLAIN).train(Dataset.of(sessions(BASKETS))))
        .recommend(RecommendationRequest.of(Cart.of("a", "b", "e")).limit(1).withReasons());
    assertThat(answer.itemIds()).containsExactly("c");
    assertThat(answer.items().get(0).explanation().text())
        .isEqualTo("because of a (50 %), b (50 %)");
  }

  @Test
  void offersTheNumberOfNeighborsToASearch() {
    assertThat(new UserKnnProvider().parameters().describe())
        .filteredOn(parameter -> parameter.name().equals("neighbors"))
        .singleElement()
        .satisfies(parameter -> assertThat(parameter.range()).isPresent());
  }

  @Test
  void refusesSettingsWithoutMeaning() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PLAIN.withNeighbors(0))
        .withMessageContaining("neighbors must be > 0 but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PLAIN.withShrinkage(Double.POSITIVE_INFINITY))
        .withMessageContaining("shrinkage");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PLAIN.withLengthDamping(0.3).withSimilarity(Similarity.JACCARD))
        .withMessageContaining("leave length-damping at 0.5");
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithASlowOracleOnRandomBaskets(Similarity similarity) {
    for (int seed = 0; seed < 6; seed++) {
      List<List<String>> baskets = baskets(new Random(seed));
      boolean weighed = similarity == Similarity.COSINE || similarity == Similarity.JACCARD;
      boolean idf = weighed && seed % 2 == 0;
      UserKnnConfig config = PLAIN
          .withSimilarity(similarity)
          .withShrinkage(seed)
          .withValues(idf ? Values.IDF : Values.BINARY);
      Map<String, Double> expected = oracle(config, baskets, Set.of("i0", "i3"));
      Map<String, Double> actual = scores(config, sessions(baskets), "i0", "i3");
      assertThat(actual.keySet()).as("%s", config).isEqualTo(expected.keySet());
      expected.forEach((item, score) -> assertThat(actual.get(item))
          .as("%s by %s", item, config)
          .isCloseTo(score, within(1e-5 * (1 + score))));
    }
  }

  private static List<List<String>> baskets(Random random) {
    List<List<String>> baskets = new ArrayList<>();
    for (int b = 0; b < 60; b++) {
      Set<String> basket = new TreeSet<>();
      for (int k = 1 + random.nextInt(5); k > 0; k--) {
        basket.add("i" + (int) (12 * random.nextDouble() * random.nextDouble()));
      }
      baskets.add(new ArrayList<>(basket));
    }
    return baskets;
  }

  private static Map<String, Double> oracle(
      UserKnnConfig config, List<List<String>> baskets, Set<String> query) {
    Map<String, Double> squares = new TreeMap<>();
    baskets.forEach(basket -> basket.forEach(item -> squares.merge(item, 1.0, Double::sum)));
    double items = squares.size();
    squares.replaceAll((item, frequency) -> config.values() == Values.BINARY
        ? 1
        : Math.pow(Math.log(1 + baskets.size() / frequency), 2));
    Map<String, Double> scores = new TreeMap<>();
    for (List<String> basket : baskets) {
      Set<String> shared = new HashSet<>(basket);
      shared.retainAll(query);
      double n = shared.size();
      double q = sum(query, squares);
      double v = sum(basket, squares);
      double both = sum(shared, squares);
      double similarity = switch (config.similarity()) {
        case COSINE -> both / Math.sqrt(q * v);
        case JACCARD -> both / (q + v - both);
        case LIFT -> items * n / (q * v);
        case LLR -> ratio(n, q, v, items);
        case PEARSON -> (items * n - q * v) / Math.sqrt(q * (items - q) * v * (items - v));
      };
      similarity *= n == 0 ? 0 : n / (n + config.shrinkage());
      for (String item : basket) {
        if (similarity > 0 && !query.contains(item)) {
          scores.merge(item, similarity, Double::sum);
        }
      }
    }
    return scores;
  }

  /** Twice the log of the likelihood that items of the two go together over that they do not. */
  private static double ratio(double both, double q, double v, double items) {
    if (items * both <= q * v) {
      return 0;
    }
    double dependent =
        likelihood(both, q, both / q) + likelihood(v - both, items - q, (v - both) / (items - q));
    double independent =
        likelihood(both, q, v / items) + likelihood(v - both, items - q, v / items);
    return 2 * (dependent - independent);
  }

  private static double likelihood(double hits, double trials, double chance) {
    return (hits == 0 ? 0 : hits * Math.log(chance))
        + (hits == trials ? 0 : (trials - hits) * Math.log(1 - chance));
  }

  private static double sum(Iterable<String> items, Map<String, Double> values) {
    double sum = 0;
    for (String item : items) {
      sum += values.getOrDefault(item, 0.0);
    }
    return sum;
  }

  private static Map<String, Double> scores(
      UserKnnConfig config, List<Event> events, String... cart) {
    Map<String, Double> scores = new TreeMap<>();
    for (Recommendation recommendation : Recommenders.of(
            new UserKnnTrainer(config).train(Dataset.of(events)))
        .recommend(RecommendationRequest.of(Cart.of(cart)).limit(1000).unfilled())) {
      scores.put(recommendation.itemId(), recommendation.score());
    }
    return scores;
  }

  private static List<Event> sessions(List<List<String>> baskets) {
    List<Event> events = new ArrayList<>();
    for (int b = 0; b < baskets.size(); b++) {
      for (String item : baskets.get(b)) {
        events.add(Event.of(item).inSession("s" + b));
      }
    }
    return events;
  }
}
