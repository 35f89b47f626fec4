package io.cartrec.eval;

import io.cartrec.recommend.Additions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * Judges how a model orders and rates the items of a list that was shown. A candidate that the model does
 * not score has score 0; equal scores stand in order of item id.
 *
 * <ul>
 *   <li>CTR = taken up / shown, the same for every model: what the lists had as they were shown
 *   <li>CTR@k = taken up among the model's first k of each list / items that stand there
 *   <li>AUC = share of the pairs (taken up, not taken up) of a list whose taken-up item has the higher
 *       score, equal scores counting half, averaged over the lists that have both kinds
 *   <li>Accuracy = share of the items for which the probability is at least 1/2 exactly when taken up
 *   <li>LogLoss = mean over the items of -ln(probability given to what happened)
 * </ul>
 *
 * <p>All but AUC are over the items of all lists together, so a long list counts for more than a short
 * one; intervals and tests still draw whole lists.
 *
 * <p>Scores are no probabilities, so one is fitted: {@code 1 / (1 + exp(-a - b x))}, x = score / highest
 * score of the list, on other lists (Platt, 1999). Without such lists there is no accuracy or log-loss. A
 * model that predicts additions is judged by its probabilities instead, as they are. Immutable and
 * thread-safe.
 */
final class ClickJudge implements Judge {

  private static final int MOST_CALIBRATION_LISTS = 10_000;

  private static final int AUC = 0;
  private static final int LOSS = 1;
  private static final int RIGHT = 2;
  private static final int SHOWN = 3;
  private static final int TAKEN = 4;

  /** Here begin pairs of columns, one for each k: taken up among the first k, and how many stand there. */
  private static final int PER_K = 5;

  private final List<Integer> ks;
  private final Cases calibration;

  /**
   * @param ks at which lengths CTR@k is taken
   * @param calibration lists to fit probabilities on; may have none
   */
  ClickJudge(List<Integer> ks, Cases calibration) {
    this.ks = List.copyOf(ks);
    this.calibration = calibration;
  }

  @Override
  public int columns() {
    return PER_K + 2 * ks.size();
  }

  @Override
  public List<Measure> measures() {
    List<Measure> measures = new ArrayList<>();
    measures.add(Measure.mean(
        "AUC",
        "share of the pairs of a list, one taken up and one not, that the scores put in the right order; mean over lists",
        AUC));
    measures.add(Measure.ratio(
        "LogLoss",
        "mean over all items shown of -ln of the probability of what happened, fitted where the model has none",
        LOSS,
        SHOWN));
    measures.add(Measure.ratio(
        "Accuracy",
        "share of all items shown whose probability lies on the right side of 1/2",
        RIGHT,
        SHOWN));
    measures.add(Measure.ratio(
        "CTR",
        "taken up / shown, over all lists as they stood; the same for every model",
        TAKEN,
        SHOWN));
    for (int i = 0; i < ks.size(); i++) {
      measures.add(Measure.ratio(
          "CTR@" + ks.get(i),
          "taken up / shown, among the model's first k of all lists",
          PER_K + 2 * i,
          PER_K + 2 * i + 1));
    }
    return measures;
  }

  @Override
  public Grader grader(Served served, Trial trial) {
    Optional<Additions> additions = Additions.of(served.model());
    if (additions.isPresent()) {
      return grader(
          trial,
          (question, tally) -> {
            long start = System.nanoTime();
            Shown shown = Shown.of(question, additions.get());
            tally.took(System.nanoTime() - start);
            return shown;
          },
          Optional.of(Logistic::bounded));
    }
    List<Shown> known = new ArrayList<>();
    for (int i = 0; i < Math.min(calibration.size(), MOST_CALIBRATION_LISTS); i++) {
      Case question = calibration.at(i);
      known.add(Shown.of(question, served.recommender().recommend(question.request())));
    }
    Logistic fit = Logistic.fit(known);
    return grader(
        trial,
        (question, tally) ->
            Shown.of(question, tally.ask(served.recommender(), question.request())),
        known.isEmpty() ? Optional.empty() : Optional.of(fit::of));
  }

  /**
   * Grades lists.
   *
   * @param asked gives a list in the order of the model, and takes the time
   * @param probability makes probabilities of its scores; empty where there are none
   */
  private Grader grader(
      Trial trial,
      BiFunction<Case, Tally, Shown> asked,
      Optional<DoubleUnaryOperator> probability) {
    return (index, sheet, tally) -> {
      Shown shown = asked.apply(trial.cases().at(index), tally);
      if (shown.hasTie()) {
        tally.tie();
      }
      sheet.set(index, AUC, shown.auc());
      if (probability.isPresent()) {
        sheet.set(index, LOSS, shown.logLoss(probability.get()));
        sheet.set(index, RIGHT, shown.right(probability.get()));
      }
      sheet.set(index, SHOWN, shown.size());
      sheet.set(index, TAKEN, shown.takenUp(shown.size()));
      for (int i = 0; i < ks.size(); i++) {
        sheet.set(index, PER_K + 2 * i, shown.takenUp(ks.get(i)));
        sheet.set(index, PER_K + 2 * i + 1, Math.min(ks.get(i), shown.size()));
      }
    };
  }
}
