package io.cartrec.eval;

import java.util.Comparator;
import java.util.List;

/**
 * What a search for the best settings of a model found. Immutable and thread-safe.
 *
 * @param tried how many settings were tried
 * @param metric the figure that was searched for the best value of
 * @param rounds the evaluations it rests on, the last one on all of the data; those before it judged more
 *     settings on less data
 * @param best the best settings of the last round
 */
public record Tuning(int tried, String metric, List<Evaluation> rounds, ModelSpec best) {

  public Tuning {
    rounds = List.copyOf(rounds);
  }

  /** The results of the last round that have the metric, the best first, baselines among them. */
  public List<ModelResult> ranking() {
    return ranking(rounds.get(rounds.size() - 1), metric);
  }

  static List<ModelResult> ranking(Evaluation evaluation, String metric) {
    Comparator<ModelResult> byValue =
        Comparator.comparingDouble(result -> result.figure(metric).orElseThrow().value());
    return evaluation.results().stream()
        .filter(result -> result.figure(metric).isPresent())
        .sorted(Task.isError(metric) ? byValue : byValue.reversed())
        .toList();
  }
}
