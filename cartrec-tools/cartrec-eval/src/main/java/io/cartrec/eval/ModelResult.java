package io.cartrec.eval;

import io.cartrec.model.ModelProvenance;
import java.util.List;
import java.util.Optional;

/**
 * What came out for one model. Immutable and thread-safe.
 *
 * @param model the model and its parameters as they were given
 * @param provenance every parameter, the training data's fingerprint and the library's version; of the
 *     first fold where there are several
 * @param queries how many cases it answered
 * @param trainSeconds how long it trained, all folds together
 * @param p50Micros the time half of the answers took at most, taken around single calls, in microseconds
 * @param p90Micros the time 9 of 10 answers took at most
 * @param p99Micros the time 99 of 100 answers took at most
 * @param tiedTargets how many targets had their score in common with another item of the list
 * @param filledShare the share of the recommended items that the model did not score and that filled
 *     its lists up, in [0, 1]
 * @param figures the figures, in the order of the task
 * @param note why there are none; empty when there are
 */
public record ModelResult(
    String model,
    ModelProvenance provenance,
    long queries,
    double trainSeconds,
    double p50Micros,
    double p90Micros,
    double p99Micros,
    long tiedTargets,
    double filledShare,
    List<Figure> figures,
    String note) {

  public ModelResult {
    figures = List.copyOf(figures);
  }

  /** The figure of that name; empty when the task has none such. */
  public Optional<Figure> figure(String name) {
    return figures.stream().filter(figure -> figure.name().equals(name)).findFirst();
  }
}
