package io.cartrec.neighbors.nextbasket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.RecommendationRequest;
import io.cartrec.RepeatPolicy;
import io.cartrec.data.Dataset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpCfTest {

  private static final UpCfConfig COSINE = new UpCfConfig(2, 1, 0.5, 1, 10);
  private static final Dataset SHOP = Shoppers.dataset("a b | a", "b c", "a c | a d");

  @Test
  void sumsTheSharesOfBasketsTimesSimilarity() {
    // shares: first (a 1, b 1/2), second (b 1, c 1), third (a 1, c 1/2, d 1/2)
    // the shopper has (a 1/2, b 1/2), of squared norm 1/2
    double first = (1.0 / 2 + 1.0 / 4) / Math.sqrt(1.0 / 2 * 5 / 4);
    double second = 1.0 / 2 / Math.sqrt(1.0 / 2 * 2);
    double third = 1.0 / 2 / Math.sqrt(1.0 / 2 * 3 / 2);
    Map<String, Double> scores = scores(COSINE, SHOP, "a | b");
    assertThat(scores.get("a")).isCloseTo(0.5 + first + third, within(1e-6));
    assertThat(scores.get("b")).isCloseTo(0.5 + first / 2 + second, within(1e-6));
    assertThat(scores.get("c")).isCloseTo(second + third / 2, within(1e-6));
    assertThat(scores.get("d")).isCloseTo(third / 2, within(1e-6));
  }

  @Test
  void raisesSimilaritiesToTheLocality() {
    double second = 1.0 / 2 / Math.sqrt(1.0 / 2 * 2);
    double third = 1.0 / 2 / Math.sqrt(1.0 / 2 * 3 / 2);
    Map<String, Double> scores = scores(COSINE.withLocality(3), SHOP, "a | b");
    assertThat(scores.get("c"))
        .isCloseTo(Math.pow(second, 3) + Math.pow(third, 3) / 2, within(1e-6));
  }

  @Test
  void dividesByTheShoppersNormAloneAtAsymmetryOne() {
    assertThat(scores(COSINE.withAsymmetry(1), SHOP, "a | b").get("d"))
        .isCloseTo((1.0 / 2) / (1.0 / 2) / 2, within(1e-6));
    assertThat(scores(COSINE.withAsymmetry(0), SHOP, "a | b").get("d"))
        .isCloseTo((1.0 / 2) / (3.0 / 2) / 2, within(1e-6));
  }

  @Test
  void looksAtTheNewestBasketsOnlyAndLessAtTheOlderOfThem() {
    Dataset shop = Shoppers.dataset("x", "y", "a b c d");
    UpCfConfig config = COSINE.withRecency(3).withDecay(0.5).withNeighbors(1).withLocality(1000);
    // of d, c and b: 1/3, 1/6 and 1/12; the neighbour is too far for this locality
    Map<String, Double> scores = scores(config, shop, "a | b | c | d");
    assertThat(scores.get("d")).isCloseTo(1.0 / 3, within(1e-6));
    assertThat(scores.get("c")).isCloseTo(1.0 / 6, within(1e-6));
    assertThat(scores.get("b")).isCloseTo(1.0 / 12, within(1e-6));
    assertThat(scores.getOrDefault("a", 0.0)).isCloseTo(0, within(1e-6));
  }

  @Test
  void asksTheNearestOnly() {
    // the first user is nearest
    assertThat(scores(COSINE.withNeighbors(1), SHOP, "a | b")).containsOnlyKeys("a", "b");
    assertThat(scores(COSINE.withNeighbors(2), SHOP, "a | b")).containsOnlyKeys("a", "b", "c", "d");
  }

  @Test
  void leavesOutWhoIsTheShopper() {
    Dataset shop = Shoppers.dataset("a b | a", "a b | a", "b c");
    Map<String, Double> scores = scores(COSINE.withNeighbors(1), shop, "a | a b");
    assertThat(scores.get("a")).isEqualTo(1);
    assertThat(scores).containsKey("c");
  }

  @Test
  void countsTheCartAsTheNewestBasket() {
    UpCfModel model = new UpCfTrainer(UpCfConfig.defaults()).train(SHOP);
    Map<String, Double> expected =
        Shoppers.scores(model, Shoppers.request(Shoppers.baskets("a | a b | c d")));
    assertThat(Shoppers.scores(model, Shoppers.request(Shoppers.baskets("a | a b"), "c", "?", "d")))
        .isEqualTo(expected);
    assertThat(Shoppers.scores(model, Shoppers.request(List.of(), "c")))
        .isEqualTo(Shoppers.scores(model, Shoppers.request(Shoppers.baskets("c"))));
  }

  @Test
  void hasNothingToSayOfAnUnknownShopper() {
    UpCfModel model = new UpCfTrainer(COSINE).train(SHOP);
    assertThat(Shoppers.scores(model, Shoppers.request(List.of()))).isEmpty();
    assertThat(Shoppers.scores(model, Shoppers.request(Shoppers.baskets("? | !"))))
        .isEmpty();
    RecommendationRequest anonymous = RecommendationRequest.of(Cart.empty()).unfilled();
    assertThat(Shoppers.scores(model, anonymous)).isEmpty();
  }

  @Test
  void answersWhatToBuyAgainAndWhatToDiscover() {
    UpCfModel model = new UpCfTrainer(COSINE).train(SHOP);
    RecommendationRequest request = Shoppers.request(Shoppers.baskets("a | b"));
    assertThat(Shoppers.scores(model, request.repeats(RepeatPolicy.ONLY_OWNED)))
        .containsOnlyKeys("a", "b");
    assertThat(Shoppers.scores(model, request.repeats(RepeatPolicy.EXCLUDE_OWNED)))
        .containsOnlyKeys("c", "d");
  }

  @Test
  void refusesValuesOutsideTheirRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> COSINE.withRecency(0))
        .withMessageContaining("recency must be > 0 but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> COSINE.withDecay(1.1))
        .withMessageContaining("decay must be in [0.0, 1.0] but was 1.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> COSINE.withAsymmetry(Double.NaN))
        .withMessageContaining("asymmetry");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> COSINE.withLocality(Double.POSITIVE_INFINITY))
        .withMessageContaining("locality must be finite and >= 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> COSINE.withNeighbors(-1))
        .withMessageContaining("neighbors must be > 0 but was -1");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithASlowOracleOnRandomHistories(long seed) {
    Random random = new Random(seed);
    List<List<List<String>>> histories = Shoppers.random(random, 30);
    UpCfConfig config = new UpCfConfig(
        1 + random.nextInt(12),
        random.nextInt(5) / 4.0,
        random.nextInt(5) / 4.0,
        random.nextInt(4),
        1000);
    UpCfModel model = new UpCfTrainer(config).train(Shoppers.dataset(histories));
    List<List<List<String>>> shoppers = new ArrayList<>(histories.subList(0, 10));
    shoppers.addAll(Shoppers.random(random, 10));
    for (List<List<String>> shopper : shoppers) {
      Map<String, Double> expected = oracle(config, histories, shopper);
      Map<String, Double> actual = Shoppers.scores(model, Shoppers.request(shopper));
      assertThat(actual.keySet()).isEqualTo(expected.keySet());
      expected.forEach((item, score) ->
          assertThat(actual.get(item)).as(item).isCloseTo(score, within(1e-5 * (1 + score))));
    }
  }

  /** The scores straight from the formulas. */
  private static Map<String, Double> oracle(
      UpCfConfig config, List<List<List<String>>> histories, List<List<String>> shopper) {
    Map<String, Double> own = shares(config, shopper);
    Map<String, Double> scores = new HashMap<>(own);
    for (List<List<String>> history : histories) {
      Map<String, Double> other = shares(config, history);
      double product = dot(own, other);
      if (product > 0 && !isSame(own, other)) {
        double similarity = product
            / Math.pow(Math.sqrt(dot(own, own)), 2 * config.asymmetry())
            / Math.pow(Math.sqrt(dot(other, other)), 2 * (1 - config.asymmetry()));
        double weight = Math.pow(similarity, config.locality());
        other.forEach((item, share) -> scores.merge(item, weight * share, Double::sum));
      }
    }
    return scores;
  }

  private static Map<String, Double> shares(UpCfConfig config, List<List<String>> history) {
    Map<String, Double> shares = new HashMap<>();
    int counted = Math.min(config.recency(), history.size());
    for (int age = 0; age < counted; age++) {
      double share = Math.pow(config.decay(), age) / counted;
      for (String item : new HashSet<>(history.get(history.size() - 1 - age))) {
        shares.merge(item, share, Double::sum);
      }
    }
    shares.values().removeIf(share -> share == 0);
    return shares;
  }

  private static double dot(Map<String, Double> a, Map<String, Double> b) {
    return a.entrySet().stream()
        .mapToDouble(entry -> entry.getValue() * b.getOrDefault(entry.getKey(), 0.0))
        .sum();
  }

  private static boolean isSame(Map<String, Double> a, Map<String, Double> b) {
    return dot(a, a) + dot(b, b) - 2 * dot(a, b) < 1e-9;
  }

  private static Map<String, Double> scores(UpCfConfig config, Dataset shop, String history) {
    UpCfModel model = new UpCfTrainer(config).train(shop);
    return Shoppers.scores(model, Shoppers.request(Shoppers.baskets(history)));
  }
}
