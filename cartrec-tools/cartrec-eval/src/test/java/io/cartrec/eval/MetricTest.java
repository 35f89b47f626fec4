package io.cartrec.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Event;
import io.cartrec.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {

  // a 4 times, b twice, c once, d once: 8 events
  private static final ItemCounts COUNTS = ItemCounts.of(Dataset.of(List.of(
      Event.of("a"),
      Event.of("b"),
      Event.of("a"),
      Event.of("c"),
      Event.of("a"),
      Event.of("b"),
      Event.of("a"),
      Event.of("d"))));

  /** The list a b c d, of which b and d are true, of three true items; the target stands second. */
  private final Outcome outcome =
      new Outcome(new int[] {0, 1, 2, 3}, new boolean[] {false, true, false, true}, 3, 2, COUNTS);

  /** The same list without a hit. */
  private final Outcome miss = new Outcome(new int[] {0, 1, 2, 3}, new boolean[4], 3, 0, COUNTS);

  @Test
  void hitRateAsksWhetherTheTargetStandsAmongTheFirst() {
    assertThat(Metric.hitRate(1).of(outcome)).isEqualTo(0);
    assertThat(Metric.hitRate(2).of(outcome)).isEqualTo(1);
    assertThat(Metric.hitRate(4).of(miss)).isEqualTo(0);
  }

  @Test
  void reciprocalRankIsZeroBeyondTheCut() {
    assertThat(Metric.reciprocalRank(1).of(outcome)).isEqualTo(0);
    assertThat(Metric.reciprocalRank(4).of(outcome)).isEqualTo(0.5);
    assertThat(Metric.reciprocalRank(4).of(miss)).isEqualTo(0);
  }

  @Test
  void ndcgOfOneTargetHasIdealOne() {
    assertThat(Metric.ndcgOfTarget(4).of(outcome)).isCloseTo(1 / log2(3), within(1e-12));
    assertThat(Metric.ndcgOfTarget(1).of(outcome)).isEqualTo(0);
  }

  @Test
  void ndcgIdealIsCutAtK() {
    double gain = 1 / log2(3);
    assertThat(Metric.ndcg(2).of(outcome)).isCloseTo(gain / (1 + 1 / log2(3)), within(1e-12));
  }

  @Test
  void ndcgOfAllTruthIdealIsNotCutAtK() {
    double gain = 1 / log2(3);
    double ideal = 1 + 1 / log2(3) + 1 / log2(4);
    assertThat(Metric.ndcgOfAllTruth(2).of(outcome)).isCloseTo(gain / ideal, within(1e-12));
  }

  @Test
  void ndcgOfSerenadeWeighsTheFirstTwoPlacesAlike() {
    double ideal = 1 + 1 + 1 / log2(3);
    assertThat(Metric.ndcgOfSerenade(4).of(outcome))
        .isCloseTo((1 + 1 / log2(4)) / ideal, within(1e-12));
  }

  @Test
  void averagePrecisionAveragesOverTheHits() {
    assertThat(Metric.averagePrecision(4).of(outcome))
        .isCloseTo((1 / 2.0 + 2 / 4.0) / 3, within(1e-12));
    assertThat(Metric.averagePrecision(2).of(outcome)).isCloseTo(1 / 2.0 / 2, within(1e-12));
  }

  @Test
  void precisionDividesByTheCutEvenWhenTheListIsShorter() {
    assertThat(Metric.precision(20).of(outcome)).isEqualTo(0.1);
    assertThat(Metric.precision(2).of(outcome)).isEqualTo(0.5);
  }

  @Test
  void recallDividesByTheTruth() {
    assertThat(Metric.recall(4).of(outcome)).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(Metric.recall(1).of(outcome)).isEqualTo(0);
  }

  @Test
  void personHitRateAsksForAnyHit() {
    assertThat(Metric.personHitRate(1).of(outcome)).isEqualTo(0);
    assertThat(Metric.personHitRate(2).of(outcome)).isEqualTo(1);
  }

  @Test
  void popularityIsRelativeToTheMostFrequentItem() {
    assertThat(Metric.popularity(4).of(outcome))
        .isCloseTo((1 + 0.5 + 0.25 + 0.25) / 4, within(1e-12));
    assertThat(Metric.popularity(1).of(outcome)).isEqualTo(1);
  }

  @Test
  void noveltyIsSurpriseInBits() {
    assertThat(Metric.novelty(4).of(outcome)).isCloseTo((1 + 2 + 3 + 3) / 4.0, within(1e-12));
  }

  @Test
  void anEmptyListHasNoPopularity() {
    Outcome empty = new Outcome(new int[0], new boolean[0], 1, 0, COUNTS);
    assertThat(Metric.popularity(10).of(empty)).isEqualTo(0);
    assertThat(Metric.ndcg(10).of(empty)).isEqualTo(0);
  }

  @Test
  void aSideKeepsRanksAndDropsTheOtherHits() {
    Outcome side = outcome.only(new boolean[] {true, false, true, true}, 1);
    assertThat(side.rank()).isEqualTo(4);
    assertThat(side.hits(4)).isEqualTo(1);
    assertThat(Metric.ndcg(4).of(side)).isCloseTo(1 / log2(5), within(1e-12));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithAnOracleThatReadsTheFormulas(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 50; run++) {
      int size = 1 + random.nextInt(25);
      int k = 1 + random.nextInt(22);
      List<Integer> ranks = new ArrayList<>();
      boolean[] hit = new boolean[size];
      int[] list = new int[size];
      for (int place = 0; place < size; place++) {
        hit[place] = random.nextInt(4) == 0;
        if (hit[place] && place < k) {
          ranks.add(place + 1);
        }
      }
      int truth = 25 + random.nextInt(5);
      int rank = ranks.isEmpty() ? 0 : ranks.get(0);
      Outcome any = new Outcome(list, hit, truth, rank, COUNTS);
      assertClose(Metric.recall(k).of(any), ranks.size() / (double) truth);
      assertClose(Metric.precision(k).of(any), ranks.size() / (double) k);
      assertClose(Metric.ndcg(k).of(any), gain(ranks) / gain(upTo(Math.min(k, truth))));
      assertClose(Metric.ndcgOfAllTruth(k).of(any), gain(ranks) / gain(upTo(truth)));
      assertClose(
          Metric.ndcgOfSerenade(k).of(any), serenade(ranks) / serenade(upTo(Math.min(k, truth))));
      double precisions = 0;
      for (int n = 1; n <= ranks.size(); n++) {
        precisions += (double) n / ranks.get(n - 1);
      }
      assertClose(Metric.averagePrecision(k).of(any), precisions / Math.min(k, truth));
      assertClose(Metric.personHitRate(k).of(any), ranks.isEmpty() ? 0 : 1);
    }
  }

  private static void assertClose(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-9));
  }

  private static List<Integer> upTo(int n) {
    List<Integer> ranks = new ArrayList<>();
    for (int rank = 1; rank <= n; rank++) {
      ranks.add(rank);
    }
    return ranks;
  }

  private static double gain(List<Integer> ranks) {
    return ranks.stream().mapToDouble(rank -> 1 / log2(rank + 1)).sum();
  }

  private static double serenade(List<Integer> ranks) {
    return ranks.stream().mapToDouble(rank -> rank == 1 ? 1 : 1 / log2(rank)).sum();
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
