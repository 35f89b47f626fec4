package io.cartrec.eval;

import java.util.ArrayList;
import java.util.List;

/**
 * Judges how a model orders and rates the items of a list that was shown. A candidate that the model does
 * not score has score 0; equal scores stand in order of item id.
 *
 * <ul>
 *   <li>CTR = taken up / shown, the same for every model: what the list had as it was shown
 *   <li>CTR@k = taken up among the model's first k / min(k, shown)
 *   <li>AUC = share of the pairs (taken up, not taken up) of a list whose taken-up item has the higher
 *       score, equal scores counting half; only lists with both kinds have one
 *   <li>Accuracy = share of the items for which the probability is at least 1/2 exactly when taken up
 *   <li>LogLoss = mean of -ln(probability given to what happened)
 * </ul>
 *
 * <p>Scores are no probabilities, so one is fitted: {@code 1 / (1 + exp(-a - b x))}, x = score / highest
 * score of the list, on other lists (Platt, 1999). Without such lists there is no accuracy or log-loss.
 * Immutable and thread-safe.
 */
final class ClickJudge implements Judge {

  private static final int MOST_CALIBRATION_LISTS = 10_000;

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
    return 4 + ks.size();
  }

  @Override
  public List<Measure> measures() {
    List<Measure> measures = new ArrayList<>();
    measures.add(Measure.mean(
        "AUC",
        "share of the pairs of a list, one taken up and one not, that the scores put in the right order",
        0));
    measures.add(
        Measure.mean("LogLoss", "mean of -ln of the fitted probability of what happened", 1));
    measures.add(Measure.mean(
        "Accuracy",
        "share of the items whose fitted probability lies on the right side of 1/2",
        2));
    measures.add(
        Measure.mean("CTR", "taken up / shown, as the lists stood; the same for every model", 3));
    for (int i = 0; i < ks.size(); i++) {
      measures.add(
          Measure.mean("CTR@" + ks.get(i), "taken up / shown among the model's first k", 4 + i));
    }
    return measures;
  }

  @Override
  public Grader grader(Served served, Trial trial) {
    List<Shown> known = new ArrayList<>();
    for (int i = 0; i < Math.min(calibration.size(), MOST_CALIBRATION_LISTS); i++) {
      Case question = calibration.at(i);
      known.add(Shown.of(question, served.recommender().recommend(question.request())));
    }
    Logistic probability = Logistic.fit(known);
    return (question, sheet, at, tally) -> {
      Shown shown = Shown.of(question, tally.ask(served.recommender(), question.request()));
      if (shown.hasTie()) {
        tally.tie();
      }
      sheet[at] = shown.auc();
      if (!known.isEmpty()) {
        sheet[at + 1] = shown.logLoss(probability);
        sheet[at + 2] = shown.accuracy(probability);
      }
      sheet[at + 3] = shown.clickThrough(shown.size());
      for (int i = 0; i < ks.size(); i++) {
        sheet[at + 4 + i] = shown.clickThrough(ks.get(i));
      }
    };
  }
}
