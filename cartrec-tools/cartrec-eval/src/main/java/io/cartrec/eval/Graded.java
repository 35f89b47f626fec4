package io.cartrec.eval;

import io.cartrec.model.ModelProvenance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One model with all its sheets and tallies, a pair for each trial.
 *
 * @param spec the model
 * @param provenance where it comes from
 * @param trainSeconds how long it trained
 * @param sheets the numbers by case; none when it could not be judged
 * @param tallies what was counted beside them
 * @param note why it could not be judged
 */
record Graded(
    ModelSpec spec,
    ModelProvenance provenance,
    double trainSeconds,
    List<Sheet> sheets,
    List<Tally> tallies,
    String note) {

  ModelResult result(List<Trial> trials, RunOptions run) {
    long queries = sheets.stream().mapToLong(Sheet::cases).sum();
    if (sheets.isEmpty()) {
      return new ModelResult(
          spec.toString(), provenance, 0, trainSeconds, 0, 0, 0, 0, 0, List.of(), note);
    }
    List<Measure> measures = trials.get(0).judge().measures();
    List<Figure> figures =
        new ArrayList<>(new Figures(measures, sheets).with(run.seed(), run.resamples()));
    addSpreads(figures, queries);
    Tally all = new Tally(List.of(), 0);
    tallies.forEach(all::add);
    return new ModelResult(
        spec.toString(),
        provenance,
        queries,
        trainSeconds,
        all.micros(50),
        all.micros(90),
        all.micros(99),
        all.tied(),
        all.filledShare(),
        figures,
        note);
  }

  /** Coverage and Gini for each k, each the mean over the trials. */
  private void addSpreads(List<Figure> figures, long queries) {
    for (int i = 0; i < tallies.get(0).spreads().size(); i++) {
      int index = i;
      int k = tallies.get(0).spreads().get(index).k();
      List<Spread> folds =
          tallies.stream().map(tally -> tally.spreads().get(index)).toList();
      figures.add(mean("Coverage@" + k, queries, folds, Spread::coverage));
      figures.add(mean("Gini@" + k, queries, folds, Spread::gini));
    }
  }

  private static Figure mean(
      String name, long queries, List<Spread> folds, Function<Spread, Interval> statistic) {
    List<Interval> intervals = folds.stream().map(statistic).toList();
    return new Figure(
        name,
        intervals.stream().mapToDouble(Interval::value).average().orElseThrow(),
        queries,
        intervals.stream().mapToDouble(Interval::low).average().orElseThrow(),
        intervals.stream().mapToDouble(Interval::high).average().orElseThrow());
  }
}
