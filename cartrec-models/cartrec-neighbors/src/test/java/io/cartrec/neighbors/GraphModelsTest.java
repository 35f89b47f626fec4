package io.cartrec.neighbors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.Recommendation;
import io.cartrec.RecommendationRequest;
import io.cartrec.data.Dataset;
import io.cartrec.model.Trainer;
import io.cartrec.recommend.Recommenders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests rp3beta and swing. */
class GraphModelsTest {

  private static final List<Set<String>> SMALL =
      List.of(Set.of("a", "b", "c"), Set.of("a", "b"), Set.of("a", "c", "d"));

  @Test
  void rp3betaWalksOverBasketsAndDampsPopularItems() {
    Map<String, Double> scores =
        scores(new Rp3BetaTrainer(new Rp3BetaConfig(100, 1, 0.5, false)), SMALL, "a");
    // from a, one of three baskets; of it, one of three, two and three items
    assertThat(scores.get("b")).isCloseTo((1.0 / 3 + 1.0 / 2) / 3 / Math.sqrt(2), within(1e-6));
    assertThat(scores.get("d")).isCloseTo(1.0 / 3 / 3, within(1e-6));
  }

  @Test
  void swingCountsPairsOfUsersByWhatElseTheyShare() {
    Map<String, Double> scores =
        scores(new SwingTrainer(SwingConfig.defaults().withNormalized(false)), SMALL, "a");
    // a and b: the first two users, who share 2 items; a and c: the first and third, who share 2
    assertThat(scores.get("b")).isCloseTo(1 / Math.sqrt(3 * 2) / (1 + 2), within(1e-6));
    assertThat(scores.get("c")).isCloseTo(1.0 / 3 / (1 + 2), within(1e-6));
    assertThat(scores).containsOnlyKeys("b", "c");
  }

  @Test
  void dividesTheWeightsOfNeighborsByTheirSumWhenAsked() {
    Trainer<NeighborModel> walks =
        new Rp3BetaTrainer(new Rp3BetaConfig(100, 1, 0, false).withNormalized(true));
    // unlike the probabilities of P3, of which some lead back to a
    Map<String, Double> scores = scores(walks, SMALL, "a");
    assertThat(scores.get("b")).isCloseTo(5.0 / 6 / (5.0 / 6 + 2.0 / 3 + 1.0 / 3), within(1e-6));
    Map<String, Double> pairs = scores(new SwingTrainer(SwingConfig.defaults()), SMALL, "a");
    assertThat(pairs.values().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(1, within(1e-6));
  }

  @Test
  void swingPairsTheNewestUsersOnly() {
    Map<String, Double> scores =
        scores(new SwingTrainer(SwingConfig.defaults().withMaxUsers(2)), SMALL, "a");
    // of the users of a, the second and third are left, who share nothing else
    assertThat(scores).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void rp3betaAgreesWithASlowOracle(long seed) {
    List<Set<String>> baskets = baskets(new Random(seed));
    Rp3BetaConfig config = new Rp3BetaConfig(1000, seed / 4.0, seed / 5.0, false);
    Map<String, Double> expected = new TreeMap<>();
    for (Set<String> basket : baskets) {
      for (String from : List.of("i0", "i3")) {
        for (String to : basket) {
          if (basket.contains(from) && !Set.of("i0", "i3").contains(to)) {
            double step = 1.0 / frequency(baskets, from) / basket.size();
            double weight =
                Math.pow(step, config.alpha()) / Math.pow(frequency(baskets, to), config.beta());
            expected.merge(to, weight, Double::sum);
          }
        }
      }
    }
    compare(expected, scores(new Rp3BetaTrainer(config), baskets, "i0", "i3"));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void swingAgreesWithASlowOracle(long seed) {
    List<Set<String>> users = baskets(new Random(seed));
    SwingConfig config = new SwingConfig(1000, seed, 5 + (int) seed, false);
    Map<String, Double> expected = new TreeMap<>();
    for (String from : List.of("i0", "i3")) {
      List<Set<String>> with =
          users.stream().filter(user -> user.contains(from)).toList();
      with = with.subList(Math.max(0, with.size() - config.maxUsers()), with.size());
      for (int u = 0; u < with.size(); u++) {
        for (int v = u + 1; v < with.size(); v++) {
          Set<String> shared = new HashSet<>(with.get(u));
          shared.retainAll(with.get(v));
          double weight = 1
              / Math.sqrt((double) with.get(u).size() * with.get(v).size())
              / (config.alpha() + shared.size());
          shared.removeAll(Set.of("i0", "i3"));
          shared.forEach(to -> expected.merge(to, weight, Double::sum));
        }
      }
    }
    compare(expected, scores(new SwingTrainer(config), users, "i0", "i3"));
  }

  @Test
  void refuseValuesOutsideTheirRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rp3BetaConfig.defaults().withAlpha(-1))
        .withMessageContaining("alpha must be in [0.0, 2.0] but was -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rp3BetaConfig.defaults().withBeta(Double.NaN))
        .withMessageContaining("beta");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SwingConfig.defaults().withAlpha(0))
        .withMessageContaining("alpha must be finite and > 0 but was 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SwingConfig.defaults().withMaxUsers(1))
        .withMessageContaining("maxUsers must be >= 2");
  }

  @Test
  void refuseDataWithoutSessionsAndUsers() {
    Dataset data = Dataset.of(List.of(Event.of("a"), Event.of("b")));
    for (Trainer<NeighborModel> trainer : List.of(
        new Rp3BetaTrainer(Rp3BetaConfig.defaults()), new SwingTrainer(SwingConfig.defaults()))) {
      assertThatThrownBy(() -> trainer.train(data))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("session");
    }
  }

  private static void compare(Map<String, Double> expected, Map<String, Double> actual) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((item, score) ->
        assertThat(actual.get(item)).as(item).isCloseTo(score, within(1e-5 * (1 + score))));
  }

  private static double frequency(List<Set<String>> baskets, String item) {
    return baskets.stream().filter(basket -> basket.contains(item)).count();
  }

  private static List<Set<String>> baskets(Random random) {
    List<Set<String>> baskets = new ArrayList<>();
    for (int b = 0; b < 60; b++) {
      Set<String> basket = new TreeSet<>();
      for (int k = 1 + random.nextInt(5); k > 0; k--) {
        basket.add("i" + (int) (12 * random.nextDouble() * random.nextDouble()));
      }
      baskets.add(basket);
    }
    return baskets;
  }

  private static Map<String, Double> scores(
      Trainer<NeighborModel> trainer, List<Set<String>> baskets, String... cart) {
    List<Event> events = new ArrayList<>();
    for (int b = 0; b < baskets.size(); b++) {
      for (String item : new TreeSet<>(baskets.get(b))) {
        events.add(Event.of(item).inSession("s" + b));
      }
    }
    Map<String, Double> scores = new HashMap<>();
    for (Recommendation recommendation : Recommenders.of(trainer.train(Dataset.of(events)))
        .recommend(RecommendationRequest.of(Cart.of(cart)).limit(1000).unfilled())) {
      scores.put(recommendation.itemId(), recommendation.score());
    }
    return scores;
  }
}
