package io.cartrec.neighbors.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.Recommendation;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.RepeatPolicy;
import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.TrainingOptions;
import io.cartrec.neighbors.session.SessionKnnConfig.Carts;
import io.cartrec.neighbors.session.SessionKnnConfig.Decay;
import io.cartrec.recommend.Recommenders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionKnnTest {

  /** The sums of VMIS-kNN without idf. */
  private static final SessionKnnConfig PLAIN = SessionKnnConfig.vmisKnn().withIdf(0);

  private static final List<Decay> DECAYS = List.of(Decay.values());
  private static final Instant START = Instant.parse("2024-03-01T09:00:00Z");

  @Test
  void scoresBySharedItemsAndTheNewestOfThem() {
    Dataset data = sessions("a b c", "b d", "a e", "x y");
    // query a, b: weights 1/2 and 1; the newest shared item is b (0.9) or a (0.8)
    // a b c: 1.5 * 0.9; b d: 1 * 0.9; a e: 0.5 * 0.8
    Map<String, Double> scores = scores(PLAIN, data, "a", "b");
    assertThat(scores).containsOnlyKeys("a", "b", "c", "d", "e");
    assertThat(scores.get("c")).isCloseTo(1.35, within(1e-6));
    assertThat(scores.get("d")).isCloseTo(0.9, within(1e-6));
    assertThat(scores.get("e")).isCloseTo(0.4, within(1e-6));
    assertThat(scores.get("b")).isCloseTo(1.35 + 0.9, within(1e-6));
  }

  @Test
  void countsRepeatedItemsAtTheirNewestPosition() {
    Dataset data = sessions("a c", "b d");
    // a is newest of three entries, b the second newest
    Map<String, Double> scores = scores(PLAIN, data, "a", "b", "a");
    assertThat(scores.get("c")).isCloseTo(0.9, within(1e-6));
    assertThat(scores.get("d")).isCloseTo(2.0 / 3 * 0.8, within(1e-6));
  }

  @Test
  void looksAtTheNewestEntriesOnly() {
    Dataset data = sessions("a c", "b d");
    assertThat(scores(PLAIN.withLastItems(1), data, "a", "b")).containsOnlyKeys("b", "d");
  }

  @Test
  void votesOnlyWithTheMostSimilarAndOfThoseTheMostRecent() {
    Dataset data = sessions("a b c", "a d", "a e");
    assertThat(scores(PLAIN.withNeighbors(1), data, "a", "b")).containsOnlyKeys("a", "b", "c");
    assertThat(scores(PLAIN.withNeighbors(2), data, "a", "b")).containsOnlyKeys("a", "b", "c", "e");
  }

  @Test
  void samplesTheMostRecentSessions() {
    Dataset data = sessions("a b c", "a d", "b e");
    assertThat(scores(PLAIN.withSample(2), data, "a", "b")).containsOnlyKeys("a", "b", "d", "e");
    assertThat(scores(PLAIN.withItemSample(1), data, "a", "b"))
        .containsOnlyKeys("a", "b", "d", "e");
  }

  @Test
  void ordersSessionsByTheirLastEventThatCounts() {
    List<Event> events = new ArrayList<>();
    events.add(Event.of("a").inSession("late").at(START));
    events.add(Event.of("a").inSession("early").at(START.plusSeconds(1)));
    events.add(Event.of("d").inSession("early").at(START.plusSeconds(2)));
    events.add(Event.of("c").inSession("late").at(START.plusSeconds(3)));
    events.add(Event.of("z", EventType.IMPRESSION).inSession("early").at(START.plusSeconds(4)));
    events.add(Event.of("z", EventType.IMPRESSION).inSession("empty").at(START.plusSeconds(5)));
    assertThat(scores(PLAIN.withNeighbors(1), Dataset.of(events), "a")).containsOnlyKeys("a", "c");
  }

  @Test
  void weighsRareItemsMoreOnBothSides() {
    Dataset data = sessions("a c", "a d", "b d", "b d");
    // |H| = 4: a, b 2, c 1, d 3
    Map<String, Double> scores =
        scores(PLAIN.withIdf(2).withContextIdf(3).withDecay(Decay.NONE), data, "a");
    double similarity = 1 + 3 * Math.log(2);
    assertThat(scores.get("c")).isCloseTo(similarity * (1 + 2 * Math.log(4)), within(1e-5));
    assertThat(scores.get("d")).isCloseTo(similarity * (1 + 2 * Math.log(4 / 3.0)), within(1e-5));
  }

  @Test
  void weighsItemsByTheirDistanceFromTheSharedOne() {
    Dataset data = sessions("c d a e f");
    SessionKnnConfig config = PLAIN.withDecay(Decay.NONE).withDistanceDecay(1).withBackward(0.5);
    assertThat(scores(config, data, "a"))
        .isEqualTo(Map.of("a", 1.0, "e", 1.0, "f", 0.5, "d", 0.5, "c", 0.25));
  }

  @Test
  void dividesByTheRootOfTheLengthForTheCosine() {
    Dataset data = sessions("a b c d");
    SessionKnnConfig config = PLAIN.withDecay(Decay.NONE);
    assertThat(scores(config.withCosine(true), data, "a")).containsEntry("b", 0.5);
    assertThat(scores(config, data, "a")).containsEntry("b", 1.0);
  }

  @Test
  void takesACartForASetUnlessToldOtherwise() {
    Dataset data = sessions("c a d b", "b e");
    SessionKnnConfig config =
        SessionKnnConfig.defaults().withIdf(0).withContextIdf(0).withDistanceDecay(1);
    Map<String, Double> set = scores(config, data, "a", "b");
    assertThat(set).isEqualTo(scores(config, data, "b", "a", "b"));
    assertThat(set).containsEntry("c", 1.0).containsEntry("d", 1.0);
    assertThat(scores(config.withCarts(Carts.SEQUENCE), data, "a", "b"))
        .isNotEqualTo(scores(config.withCarts(Carts.SEQUENCE), data, "b", "a"));
  }

  @Test
  void takesASessionForASequence() {
    Dataset data = sessions("a c", "b d");
    Model model = new SessionKnnTrainer(SessionKnnConfig.defaults()).train(data);
    assertThat(afterViewing(model, "a", "b").get(0)).isEqualTo("d");
    assertThat(afterViewing(model, "b", "a").get(0)).isEqualTo("c");
  }

  @Test
  void lowersWhatIsOldWhenAgeCounts() {
    List<Event> events = List.of(
        Event.of("a").inSession("old").at(START),
        Event.of("b").inSession("old").at(START),
        Event.of("a").inSession("new").at(START.plus(Duration.ofDays(3))),
        Event.of("c").inSession("new").at(START.plus(Duration.ofDays(3))));
    Map<String, Double> scores =
        scores(PLAIN.withDecay(Decay.NONE).withRecency(3), Dataset.of(events), "a");
    assertThat(scores.get("c")).isCloseTo(1, within(1e-6));
    assertThat(scores.get("b")).isCloseTo(Math.exp(-1), within(1e-6));
  }

  @Test
  void keepsTheSignOfSessionsFromLongAgo() {
    List<Event> events = List.of(
        Event.of("a").inSession("old").at(START.minus(Duration.ofDays(40_000))),
        Event.of("b").inSession("old").at(START.minus(Duration.ofDays(40_000))),
        Event.of("c").inSession("new").at(START));
    assertThat(scores(PLAIN.withRecency(1), Dataset.of(events), "a")).containsKeys("a", "b");
  }

  @Test
  void refusesToCountAgeWithoutTimes() {
    Dataset data = sessions("a b");
    SessionKnnTrainer trainer = new SessionKnnTrainer(PLAIN.withRecency(1));
    assertThatThrownBy(() -> trainer.train(data))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("recency needs events with a time");
  }

  @Test
  void refusesDataWithoutSessionsAndUsers() {
    Dataset data = Dataset.of(List.of(Event.of("a"), Event.of("b")));
    SessionKnnTrainer trainer = new SessionKnnTrainer(PLAIN);
    assertThatThrownBy(() -> trainer.train(data))
        .hasMessageContaining("session")
        .hasMessageContaining("user");
  }

  @Test
  void hasNothingToSayWithoutEventsThatCount() {
    Dataset data = Dataset.of(List.of(Event.of("a", EventType.IMPRESSION).inSession("s")));
    assertThat(scores(PLAIN, data, "a")).isEmpty();
  }

  @Test
  void keepsTheNewestItemsOfALongSession() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      events.add(Event.of("i" + i).inSession("s"));
      events.add(Event.of("i" + i).inSession("s"));
    }
    SessionKnnConfig config = PLAIN.withDecay(Decay.NONE);
    Map<String, Double> scores = scores(config, Dataset.of(events), "i299");
    assertThat(scores).hasSize(SessionIndex.LONGEST_SESSION).containsKeys("i44", "i299");
    assertThat(scores(config, Dataset.of(events), "i43")).isEmpty();
  }

  @Test
  void comparesTheRarestItemsOfALargeCart() {
    List<String> baskets = new ArrayList<>();
    List<String> cart = new ArrayList<>();
    for (int i = 0; i <= SessionContext.LARGEST_SET; i++) {
      baskets.add("i" + i + " next" + i);
      cart.add("i" + i);
    }
    baskets.add("i7 other");
    Dataset data = sessions(baskets.toArray(new String[0]));
    SessionKnnConfig config = SessionKnnConfig.defaults();
    Map<String, Double> scores = scores(config, data, cart.toArray(new String[0]));
    assertThat(scores).doesNotContainKeys("other", "next7").containsKeys("next0", "next100");
    Collections.shuffle(cart, new Random(1));
    assertThat(scores(config, data, cart.toArray(new String[0]))).isEqualTo(scores);
  }

  @Test
  void explainsAScoreByTheItemsThatFoundTheSessions() {
    Dataset data = sessions("a b c", "b c");
    SessionKnnConfig config = PLAIN.withDecay(Decay.NONE);
    Recommendations answer = Recommenders.of(new SessionKnnTrainer(config).train(data))
        .recommend(RecommendationRequest.of(Cart.of("a", "b")).limit(1).withReasons());
    // 2 votes of the first session, half by a, half by b, and 1 of the second by b
    assertThat(answer.items().get(0).explanation().text())
        .isEqualTo("because of b (67 %), a (33 %)");
  }

  @Test
  void refusesValuesOutsideTheirRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PLAIN.withNeighbors(0))
        .withMessageContaining("neighbors must be > 0 but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PLAIN.withBackward(1.5))
        .withMessageContaining("backward must be in [0.0, 1.0] but was 1.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PLAIN.withDecayScale(Double.NaN))
        .withMessageContaining("decayScale");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void agreesWithASlowReadingOfThePaper(long seed) {
    Random random = new Random(seed);
    SessionKnnConfig config = new SessionKnnConfig(
        1 + random.nextInt(30),
        1 + random.nextInt(60),
        1 + random.nextInt(60),
        1 + random.nextInt(6),
        DECAYS.get(random.nextInt(DECAYS.size())),
        1 + random.nextInt(3),
        random.nextInt(3),
        random.nextInt(3) / 2.0,
        random.nextInt(3),
        random.nextInt(3),
        random.nextBoolean(),
        0,
        random.nextBoolean() ? Carts.SET : Carts.SEQUENCE);
    List<List<String>> sessions = new ArrayList<>();
    for (int s = 0; s < 120; s++) {
      sessions.add(some(1 + random.nextInt(6), random));
    }
    Dataset data = sessions(sessions.stream().map(s -> String.join(" ", s)).toArray(String[]::new));
    Model model = new SessionKnnTrainer(config)
        .train(data, TrainingOptions.defaults().withThreads(1 + random.nextInt(3)));
    SessionKnnOracle oracle = new SessionKnnOracle(config, sessions);
    for (int q = 0; q < 20; q++) {
      List<String> cart = some(1 + random.nextInt(8), random);
      Map<String, Double> expected = oracle.scores(cart);
      Map<String, Double> actual = scores(model, cart.toArray(new String[0]));
      assertThat(actual.keySet()).as("%s for %s", config, cart).isEqualTo(expected.keySet());
      expected.forEach((item, score) ->
          assertThat(actual.get(item)).as(item).isCloseTo(score, within(1e-5 * (1 + score))));
    }
  }

  private static List<String> some(int count, Random random) {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add("i" + (int) (15 * random.nextDouble() * random.nextDouble()));
    }
    return items;
  }

  private static List<String> afterViewing(Model model, String... items) {
    List<Event> events =
        Arrays.stream(items).map(id -> Event.of(id, EventType.VIEW)).toList();
    return Recommenders.of(model)
        .recommend(RecommendationRequest.of(Cart.empty()).session(events))
        .itemIds();
  }

  private static Map<String, Double> scores(SessionKnnConfig config, Dataset data, String... cart) {
    return scores(new SessionKnnTrainer(config).train(data), cart);
  }

  private static Map<String, Double> scores(Model model, String... cart) {
    Recommendations answer = Recommenders.of(model)
        .recommend(RecommendationRequest.of(Cart.of(cart))
            .repeats(RepeatPolicy.ALLOW)
            .limit(1000)
            .unfilled());
    Map<String, Double> scores = new TreeMap<>();
    for (Recommendation recommendation : answer) {
      scores.put(recommendation.itemId(), recommendation.score());
    }
    return scores;
  }

  /** Sessions of items, the oldest first. */
  private static Dataset sessions(String... sessions) {
    List<Event> events = new ArrayList<>();
    for (int s = 0; s < sessions.length; s++) {
      for (String item : sessions[s].split(" ", -1)) {
        events.add(Event.of(item).inSession("s" + s));
      }
    }
    return Dataset.of(events);
  }
}
