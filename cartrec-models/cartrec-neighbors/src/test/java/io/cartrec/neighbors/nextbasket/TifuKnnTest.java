package io.cartrec.neighbors.nextbasket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.RecommendationRequest;
import io.cartrec.RepeatPolicy;
import io.cartrec.data.Dataset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TifuKnnTest {

  private static final TifuKnnConfig CONFIG = new TifuKnnConfig(1, 0.5, 0.8, 2, 0.6);

  @Test
  void mixesTheShopperWithTheMeanOfTheNearest() {
    // baskets a | b c in groups: v = (0.8 a + (0.5 b + c) / 2) / 2 = 0.4 a + 0.125 b + 0.25 c
    // squared distance to a: 0.36 + 0.016 + 0.0625; to (0.5 c + c) / 2: 0.16 + 0.016 + 0.25
    Map<String, Double> scores = scores(CONFIG, Shoppers.dataset("a b", "c | c"), "a | b | c");
    assertThat(scores).containsOnlyKeys("a", "b", "c");
    assertThat(scores.get("a")).isCloseTo(0.6 * 0.4, within(1e-6));
    assertThat(scores.get("b")).isCloseTo(0.6 * 0.125, within(1e-6));
    assertThat(scores.get("c")).isCloseTo(0.6 * 0.25 + 0.4 * 0.75, within(1e-6));
  }

  @Test
  void cutsBasketsIntoAsFewGroupsAsHoldThemOfNearlyOneSize() {
    TifuKnnConfig config = new TifuKnnConfig(1, 1, 0.5, 3, 1);
    // seven baskets in three groups of 2, 2 and 3
    assertThat(config.basketWeights(7))
        .containsExactly(
            new double[] {
              0.25 / 6, 0.25 / 6, 0.5 / 6, 0.5 / 6, 1.0 / 9, 1.0 / 9, 1.0 / 9,
            },
            within(1e-12));
    assertThat(config.basketWeights(3)).containsExactly(1.0 / 3, 1.0 / 3, 1.0 / 3);
    assertThat(config.basketWeights(0)).isEmpty();
    assertThat(config.withGroupSize(Integer.MAX_VALUE).basketWeights(2)).containsExactly(0.5, 0.5);
  }

  @Test
  void asksUsersWithoutACommonItemWhenTheyAreNear() {
    Dataset shop = Shoppers.dataset("w y", "z", "p | q | r | s");
    TifuKnnConfig config = new TifuKnnConfig(2, 1, 1, 100, 0.5);
    // the shopper has (x 1/2, z 1/2), of which the model knows z: squared distances are
    // 1/4 + 2, 1/4 and 1/4 + 4/16
    assertThat(scores(config, shop, "x | z")).containsOnlyKeys("z", "p", "q", "r", "s");
    assertThat(scores(config.withNeighbors(1), shop, "x | z")).containsOnlyKeys("z");
  }

  @Test
  void asksEverybodyWhenThereAreNoMoreUsersThanNeighbors() {
    Map<String, Double> scores =
        scores(CONFIG.withNeighbors(1000), Shoppers.dataset("a b", "c | c"), "a");
    assertThat(scores.get("a")).isCloseTo(0.6 + 0.4 / 2, within(1e-6));
    assertThat(scores.get("c")).isCloseTo(0.4 * 0.75 / 2, within(1e-6));
  }

  @Test
  void countsTheCartAsTheNewestBasket() {
    TifuKnnModel model = new TifuKnnTrainer(CONFIG).train(Shoppers.dataset("a b", "c | c d"));
    assertThat(Shoppers.scores(model, Shoppers.request(Shoppers.baskets("a | a b"), "d", "?")))
        .isEqualTo(Shoppers.scores(model, Shoppers.request(Shoppers.baskets("a | a b | d"))));
    assertThat(Shoppers.scores(model, Shoppers.request(List.of(), "c")))
        .isEqualTo(Shoppers.scores(model, Shoppers.request(Shoppers.baskets("c"))));
  }

  @Test
  void hasNothingToSayOfAnUnknownShopper() {
    TifuKnnModel model = new TifuKnnTrainer(CONFIG).train(Shoppers.dataset("a b", "c | c"));
    assertThat(Shoppers.scores(model, Shoppers.request(Shoppers.baskets("? | !"))))
        .isEmpty();
    RecommendationRequest anonymous = RecommendationRequest.of(Cart.empty()).unfilled();
    assertThat(Shoppers.scores(model, anonymous)).isEmpty();
  }

  @Test
  void answersWhatToBuyAgainAndWhatToDiscover() {
    TifuKnnModel model =
        new TifuKnnTrainer(CONFIG.withNeighbors(2)).train(Shoppers.dataset("a b", "c | c"));
    RecommendationRequest request = Shoppers.request(Shoppers.baskets("b | c"));
    assertThat(Shoppers.scores(model, request.repeats(RepeatPolicy.ONLY_OWNED)))
        .containsOnlyKeys("b", "c");
    assertThat(Shoppers.scores(model, request.repeats(RepeatPolicy.EXCLUDE_OWNED)))
        .containsOnlyKeys("a");
  }

  @Test
  void refusesValuesOutsideTheirRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CONFIG.withNeighbors(0))
        .withMessageContaining("neighbors must be > 0 but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CONFIG.withBasketDecay(-0.1))
        .withMessageContaining("basketDecay must be in [0.0, 1.0] but was -0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CONFIG.withGroupDecay(Double.NaN))
        .withMessageContaining("groupDecay");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CONFIG.withGroupSize(0))
        .withMessageContaining("groupSize must be > 0 but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CONFIG.withAlpha(2))
        .withMessageContaining("alpha must be in [0.0, 1.0] but was 2.0");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithASlowOracleOnRandomHistories(long seed) {
    Random random = new Random(seed);
    List<List<List<String>>> histories = Shoppers.random(random, 40);
    TifuKnnConfig config = new TifuKnnConfig(
        1 + random.nextInt(50),
        0.5 + random.nextDouble() / 2,
        0.5 + random.nextDouble() / 2,
        1 + random.nextInt(8),
        random.nextInt(5) / 4.0);
    TifuKnnModel model = new TifuKnnTrainer(config).train(Shoppers.dataset(histories));
    int compared = 0;
    for (List<List<String>> shopper : Shoppers.random(random, 60)) {
      Oracle oracle = new Oracle(config, histories, shopper);
      if (oracle.isClear()) {
        compared++;
        Map<String, Double> expected = oracle.scores();
        Map<String, Double> actual = Shoppers.scores(model, Shoppers.request(shopper));
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach(
            (item, score) -> assertThat(actual.get(item)).as(item).isCloseTo(score, within(1e-6)));
      }
    }
    assertThat(compared).isGreaterThan(10);
  }

  /** The scores straight from the formulas. */
  private static final class Oracle {
    private final TifuKnnConfig config;
    private final Map<String, Double> shopper;
    private final List<Map<String, Double>> byDistance;

    Oracle(TifuKnnConfig config, List<List<List<String>>> histories, List<List<String>> shopper) {
      this.config = config;
      this.shopper = vector(shopper);
      this.byDistance = histories.stream()
          .map(this::vector)
          .sorted(Comparator.comparingDouble(this::distance))
          .toList();
    }

    /** Whether no neighbour is as far as one who is none. */
    boolean isClear() {
      int asked = config.neighbors();
      return asked >= byDistance.size()
          || distance(byDistance.get(asked)) - distance(byDistance.get(asked - 1)) > 1e-5;
    }

    Map<String, Double> scores() {
      Map<String, Double> scores = new HashMap<>();
      add(shopper, config.alpha(), scores);
      int asked = Math.min(config.neighbors(), byDistance.size());
      for (Map<String, Double> neighbor : byDistance.subList(0, asked)) {
        add(neighbor, (1 - config.alpha()) / asked, scores);
      }
      scores.values().removeIf(score -> score == 0);
      return scores;
    }

    private static void add(Map<String, Double> vector, double factor, Map<String, Double> scores) {
      vector.forEach((item, weight) -> scores.merge(item, factor * weight, Double::sum));
    }

    private Map<String, Double> vector(List<List<String>> history) {
      int count = (int) Math.ceil((double) history.size() / config.groupSize());
      List<List<List<String>>> groups = new ArrayList<>();
      for (int g = 0; g < count; g++) {
        groups.add(history.subList(g * history.size() / count, (g + 1) * history.size() / count));
      }
      Map<String, Double> vector = new HashMap<>();
      for (int g = 1; g <= count; g++) {
        List<List<String>> group = groups.get(g - 1);
        for (int j = 1; j <= group.size(); j++) {
          double weight = Math.pow(config.groupDecay(), count - g)
              / count
              * Math.pow(config.basketDecay(), group.size() - j)
              / group.size();
          new HashSet<>(group.get(j - 1)).forEach(item -> vector.merge(item, weight, Double::sum));
        }
      }
      return vector;
    }

    private double distance(Map<String, Double> other) {
      double distance = 0;
      HashSet<String> items = new HashSet<>(other.keySet());
      items.addAll(shopper.keySet());
      for (String item : items) {
        double difference = other.getOrDefault(item, 0.0) - shopper.getOrDefault(item, 0.0);
        distance += difference * difference;
      }
      return distance;
    }
  }

  private static Map<String, Double> scores(TifuKnnConfig config, Dataset shop, String history) {
    TifuKnnModel model = new TifuKnnTrainer(config).train(shop);
    return Shoppers.scores(model, Shoppers.request(Shoppers.baskets(history)));
  }
}
