package io.cartrec.model;

import io.cartrec.internal.Check;
import java.util.Objects;

/**
 * How to train, as opposed to what: nothing here changes the model. Immutable and thread-safe.
 *
 * @param threads how many threads work, {@code >= 1}; 1 is the calling thread alone
 * @param listener hears of progress
 */
public record TrainingOptions(int threads, TrainingListener listener) {

  public TrainingOptions {
    Check.positive(threads, "threads");
    Objects.requireNonNull(listener, "listener");
  }

  /** The calling thread alone, in silence. */
  public static TrainingOptions defaults() {
    return new TrainingOptions(1, TrainingListener.none());
  }

  public TrainingOptions withThreads(int value) {
    return new TrainingOptions(value, listener);
  }

  public TrainingOptions withListener(TrainingListener value) {
    return new TrainingOptions(threads, value);
  }
}
