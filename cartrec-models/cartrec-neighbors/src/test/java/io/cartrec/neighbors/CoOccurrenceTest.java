package io.cartrec.neighbors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.Recommendation;
import io.cartrec.RecommendationRequest;
import io.cartrec.data.Dataset;
import io.cartrec.neighbors.CoOccurrenceConfig.Measure;
import io.cartrec.recommend.Recommenders;
import io.cartrec.testkit.SharedData;
import io.cartrec.testkit.SmallShop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class CoOccurrenceTest {

  private static final CoOccurrenceConfig DEFAULTS = CoOccurrenceConfig.defaults();

  @Test
  void countsBasketsWithBoth() {
    Map<String, Double> scores = scores(DEFAULTS.withMeasure(Measure.COUNT), "milk");
    assertThat(scores)
        .containsEntry("bread", 3.0)
        .containsEntry("beer", 2.0)
        .containsEntry("eggs", 1.0);
  }

  @Test
  void confidenceIsTheShareOfBasketsThatAlsoHoldTheOther() {
    Map<String, Double> scores = scores(DEFAULTS, "milk");
    assertThat(scores.get("bread")).isCloseTo(1.0 / 3, within(1e-6));
    assertThat(scores.get("eggs")).isCloseTo(1.0 / 9, within(1e-6));
  }

  @Test
  void liftComparesWithChance() {
    Map<String, Double> scores = scores(DEFAULTS.withMeasure(Measure.LIFT), "beer");
    assertThat(scores.get("milk")).isCloseTo(2.0 / 3, within(1e-6));
    assertThat(scores.get("tea")).isCloseTo(3.0, within(1e-6));
  }

  @Test
  void countsNoBasketWithoutItems() {
    Dataset data = Dataset.of(List.of(
        Event.of("a").inSession("1"),
        Event.of("b").inSession("1"),
        Event.of("c").inSession("2"),
        Event.of("a").inSession("returned").times(-1)));
    assertThat(scores(DEFAULTS.withMeasure(Measure.LIFT), data, "a"))
        .isEqualTo(Map.of("b", 2 * 1 / (1.0 * 1)));
  }

  @Test
  void logLikelihoodRatioIsThatOfTheTwoByTwoTable() {
    // beer 4, chips 4, both 3, of 12: the table is 3 1 / 1 7
    double expected = 2
        * (3 * Math.log(3 * 12 / 16.0)
            + 2 * 1 * Math.log(1 * 12 / 32.0)
            + 7 * Math.log(7 * 12 / 64.0));
    Map<String, Double> scores = scores(DEFAULTS.withMeasure(Measure.LLR), "beer");
    assertThat(scores.get("chips")).isCloseTo(expected, within(1e-5));
  }

  @Test
  void logLikelihoodRatioIgnoresPairsThatAvoidEachOther() {
    // milk and beer: lift 2/3
    assertThat(scores(DEFAULTS.withMeasure(Measure.LLR), "beer")).doesNotContainKey("milk");
  }

  @Test
  void ignoresPairsBelowTheSupport() {
    assertThat(scores(DEFAULTS.withMinSupport(3), "milk")).containsOnlyKeys("bread", "butter");
  }

  @Test
  void refusesValuesOutsideTheirRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withMinSupport(0))
        .withMessageContaining("minSupport must be > 0 but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withNeighbors(-3))
        .withMessageContaining("neighbors must be > 0 but was -3");
  }

  @Test
  void countsEveryPublishedPairOfTheBelgianSupermarket() throws IOException {
    Path folder = SharedData.assumePresent("fimi_retail");
    Dataset data = Dataset.of(supermarket(folder.resolve("events.csv.gz")));
    PairCounter pairs = new PairCounter(data.baskets());
    PairCounter.Row row = pairs.row();
    int checked = 0;
    for (String line : lines(folder.resolve("itemsets_min_support_100.dat.gz"))) {
      String[] words = line.trim().split("\\s+", -1);
      int published = Integer.parseInt(words[words.length - 1].replaceAll("[()]", ""));
      int first = data.items().find(words[0]).orElseThrow();
      if (words.length == 2) {
        assertThat(pairs.square(first)).as(line).isEqualTo(published);
        checked++;
      } else if (words.length == 3) {
        row.count(first);
        assertThat(row.product(data.items().find(words[1]).orElseThrow()))
            .as(line)
            .isEqualTo(published);
        checked++;
      }
    }
    assertThat(checked).isEqualTo(1857 + 2782);
  }

  private static Map<String, Double> scores(CoOccurrenceConfig config, String... cart) {
    return scores(config, Dataset.of(SmallShop.events()), cart);
  }

  private static Map<String, Double> scores(
      CoOccurrenceConfig config, Dataset shop, String... cart) {
    Map<String, Double> scores = new TreeMap<>();
    for (Recommendation recommendation : Recommenders.of(
            new CoOccurrenceTrainer(config).train(shop))
        .recommend(RecommendationRequest.of(Cart.of(cart)).limit(100).unfilled())) {
      scores.put(recommendation.itemId(), recommendation.score());
    }
    return scores;
  }

  private static List<Event> supermarket(Path file) throws IOException {
    List<Event> events = new ArrayList<>();
    for (String line : lines(file)) {
      String[] cells = line.split(",", -1);
      if (!cells[0].equals("session")) {
        events.add(Event.of(cells[1]).inSession(cells[0]));
      }
    }
    return events;
  }

  private static List<String> lines(Path file) throws IOException {
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(
        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
