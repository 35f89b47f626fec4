package io.cartrec.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.Basket;
import io.cartrec.Cart;
import io.cartrec.Explanation;
import io.cartrec.Recommendation;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.UserProfile;
import io.cartrec.data.Dataset;
import io.cartrec.eval.ListJudge.Target;
import io.cartrec.neighbors.PopularityConfig;
import io.cartrec.neighbors.PopularityTrainer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How targets are ranked, in answers that are written down here. */
class ListJudgeTest {

  private static final Dataset TRAIN = TestEvents.sessions("1: a b c d e f");
  private static final int K = 4;

  /** Scores of all items, best first; what has none was filled in. */
  private final List<Recommendation> world = new ArrayList<>();

  @Test
  void nextRanksTheFirstOfTheTruthByPlace() {
    score("a", 3, "b", 2, "c", 2);
    assertThat(rank(Target.NEXT, "c", "a")).isEqualTo(3);
    assertThat(rank(Target.NEXT, "unknown", "a")).isEqualTo(0);
  }

  @Test
  void anyRanksTheBestOfTheTruth() {
    score("a", 3, "b", 2, "c", 2);
    assertThat(rank(Target.ANY, "c", "b")).isEqualTo(2);
  }

  @Test
  void strictIsTheBestRankOfATie() {
    score("a", 3, "b", 2, "c", 2);
    assertThat(rank(Target.STRICT, "c")).isEqualTo(2);
    assertThat(rank(Target.STRICT, "a")).isEqualTo(1);
  }

  @Test
  void strictLooksBeyondTheListWhenTheTargetTiesWithItsLast() {
    score("a", 3, "b", 2, "c", 2, "d", 2, "e", 2, "f", 1);
    assertThat(rank(Target.STRICT, "e")).isEqualTo(2);
    assertThat(rank(Target.STRICT, "f")).isEqualTo(0);
  }

  @Test
  void strictRanksFilledInItemsByPlace() {
    score("a", 3, "b", 0, "c", 0);
    assertThat(rank(Target.STRICT, "c")).isEqualTo(3);
    assertThat(rank(Target.STRICT, "d")).isEqualTo(0);
  }

  @Test
  void unfilledListsHoldOnlyWhatTheModelScored() {
    score("a", 3, "b", 0);
    List<Metric> metrics = List.of(Metric.hitRate(K));
    ListJudge judge = ListJudge.of(TRAIN, List.of(K), false, Target.NEXT, metrics);
    assertThat(grade(judge, question("b"), new Tally(List.of(), 0))).containsExactly(0);
  }

  @Test
  void countsThePlacesThatWereFilled() {
    score("a", 3, "b", 0, "c", 0);
    Tally tally = new Tally(List.of(), 0);
    grade(judge(Target.NEXT), question("a"), tally);
    assertThat(tally.filledShare()).isEqualTo(2 / 3.0);
  }

  @Test
  void countsTargetsThatShareTheirScore() {
    score("a", 3, "b", 2, "c", 2, "d", 1);
    assertThat(ties(Target.NEXT, "a")).isEqualTo(0);
    assertThat(ties(Target.NEXT, "b")).isEqualTo(1);
    assertThat(ties(Target.STRICT, "c")).isEqualTo(1);
    assertThat(ties(Target.NEXT, "f")).isEqualTo(0);
  }

  @Test
  void aTieWithAnItemBeyondTheListIsATie() {
    score("a", 3, "b", 2, "c", 2, "d", 2, "e", 2);
    assertThat(ties(Target.STRICT, "e")).isEqualTo(1);
  }

  @Test
  void filledInItemsAreNotTied() {
    score("a", 0, "b", 0);
    assertThat(ties(Target.NEXT, "b")).isEqualTo(0);
  }

  @Test
  void splitsByWhatTheUserHadBought() {
    score("a", 3, "b", 2, "c", 1);
    ListJudge judge = ListJudge.of(
            TRAIN, List.of(K), true, Target.ANY, List.of(Metric.recall(K), Metric.personHitRate(K)))
        .split();
    assertThat(judge.measures())
        .extracting(Measure::name)
        .containsExactly(
            "Recall@4",
            "PHR@4",
            "Recall@4 repeat",
            "PHR@4 repeat",
            "Recall@4 explore",
            "PHR@4 explore");
    UserProfile user = UserProfile.of("u").bought(Basket.of("a", "e"));
    Case question =
        Case.of(RecommendationRequest.of(Cart.empty()).forUser(user), List.of("a", "e", "b", "f"));
    assertThat(grade(judge, question, new Tally(List.of(), 0)))
        .containsExactly(0.5, 1, 0.5, 1, 0.5, 1);
    Case onlyNew = Case.of(question.request(), List.of("f"));
    assertThat(grade(judge, onlyNew, new Tally(List.of(), 0)))
        .containsExactly(0, 0, Double.NaN, Double.NaN, 0, 0);
  }

  @Test
  void harmonicMeansComeWithPrecisionAndRecall() {
    ListJudge judge = ListJudge.of(
        TRAIN, List.of(K), true, Target.ANY, List.of(Metric.precision(K), Metric.recall(K)));
    assertThat(judge.measures())
        .extracting(Measure::name)
        .containsExactly("Precision@4", "Recall@4", "F1@4");
  }

  private void score(Object... pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      double score = ((Number) pairs[i + 1]).doubleValue();
      world.add(new Recommendation((String) pairs[i], score, Explanation.none()));
    }
  }

  private int rank(Target target, String... truth) {
    ListJudge judge = judge(target);
    double reciprocal = grade(judge, question(truth), new Tally(List.of(), 0))[0];
    return reciprocal == 0 ? 0 : (int) Math.round(1 / reciprocal);
  }

  private long ties(Target target, String... truth) {
    Tally tally = new Tally(List.of(), 0);
    grade(judge(target), question(truth), tally);
    return tally.tied();
  }

  private static ListJudge judge(Target target) {
    return ListJudge.of(TRAIN, List.of(K), true, target, List.of(Metric.reciprocalRank(K)));
  }

  private static Case question(String... truth) {
    return Case.of(RecommendationRequest.of(Cart.empty()), List.of(truth));
  }

  private double[] grade(ListJudge judge, Case question, Tally tally) {
    Served served = new Served(
        new PopularityTrainer(PopularityConfig.defaults()).train(TRAIN), this::answer, 0);
    IntColumn unit = new IntColumn();
    unit.add(0);
    Trial trial = new Trial(TRAIN, new Cases(unit, index -> question), judge);
    Sheet sheet = Sheet.blank(trial.cases(), judge.columns());
    judge.grader(served, trial).grade(0, sheet, tally);
    return sheet.values();
  }

  private Recommendations answer(RecommendationRequest request) {
    List<Recommendation> allowed = world.stream()
        .filter(
            item -> request.candidates().map(set -> set.contains(item.itemId())).orElse(true))
        .filter(item -> request.filled() || item.score() > 0)
        .limit(request.limit())
        .toList();
    long scored = allowed.stream().filter(item -> item.score() > 0).count();
    return new Recommendations(allowed, (int) scored, "world", "");
  }
}
