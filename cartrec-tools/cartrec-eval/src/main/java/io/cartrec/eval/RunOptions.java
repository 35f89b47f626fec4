package io.cartrec.eval;

import io.cartrec.internal.Check;
import io.cartrec.model.TrainingListener;
import java.util.Objects;
import java.util.Optional;

/**
 * How an evaluation runs. Nothing here but {@code seed} and {@code resamples} changes a figure, and
 * those change intervals only. Immutable and thread-safe.
 *
 * @param trainingThreads how many threads train, {@code >= 1}
 * @param evaluationThreads how many threads ask, {@code >= 1}; latencies are taken around single calls
 *     while that many run, so 1 gives the quiet figure
 * @param seed seed of the bootstrap
 * @param resamples how many resamples the bootstrap draws, {@code >= 1}
 * @param commit the source revision of the library, if the caller knows it, for the report
 * @param listener hears of progress, of training as well as of asking
 */
public record RunOptions(
    int trainingThreads,
    int evaluationThreads,
    long seed,
    int resamples,
    Optional<String> commit,
    TrainingListener listener) {

  public RunOptions {
    Check.positive(trainingThreads, "trainingThreads");
    Check.positive(evaluationThreads, "evaluationThreads");
    Check.positive(resamples, "resamples");
    Objects.requireNonNull(commit, "commit");
    Objects.requireNonNull(listener, "listener");
  }

  /** One thread, seed 42, 1,000 resamples, silence. */
  public static RunOptions defaults() {
    return new RunOptions(1, 1, 42, 1000, Optional.empty(), TrainingListener.none());
  }

  public RunOptions withTrainingThreads(int value) {
    return new RunOptions(value, evaluationThreads, seed, resamples, commit, listener);
  }

  public RunOptions withEvaluationThreads(int value) {
    return new RunOptions(trainingThreads, value, seed, resamples, commit, listener);
  }

  public RunOptions withSeed(long value) {
    return new RunOptions(trainingThreads, evaluationThreads, value, resamples, commit, listener);
  }

  public RunOptions withResamples(int value) {
    return new RunOptions(trainingThreads, evaluationThreads, seed, value, commit, listener);
  }

  public RunOptions withCommit(String value) {
    return new RunOptions(
        trainingThreads, evaluationThreads, seed, resamples, Optional.of(value), listener);
  }

  public RunOptions withListener(TrainingListener value) {
    return new RunOptions(trainingThreads, evaluationThreads, seed, resamples, commit, value);
  }
}
