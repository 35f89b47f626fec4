package io.cartrec.model;

import io.cartrec.internal.Check;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How to train, as opposed to what: nothing here changes the model. Immutable and thread-safe.
 *
 * @param threads how many threads work, {@code >= 1}; 1 is the calling thread alone
 * @param listener hears of progress
 * @param checkpoint the file in which an {@link IncrementalTrainer} keeps what it has come to, and from
 *     which it goes on if it is there; others keep nothing
 */
public record TrainingOptions(int threads, TrainingListener listener, Optional<Path> checkpoint) {

  public TrainingOptions {
    Check.positive(threads, "threads");
    Objects.requireNonNull(listener, "listener");
    Objects.requireNonNull(checkpoint, "checkpoint");
  }

  /** The calling thread alone, in silence, and nothing is kept. */
  public static TrainingOptions defaults() {
    return new TrainingOptions(1, TrainingListener.none(), Optional.empty());
  }

  public TrainingOptions withThreads(int value) {
    return new TrainingOptions(value, listener, checkpoint);
  }

  public TrainingOptions withListener(TrainingListener value) {
    return new TrainingOptions(threads, value, checkpoint);
  }

  public TrainingOptions withCheckpoint(Path value) {
    return new TrainingOptions(threads, listener, Optional.of(value));
  }

  /** These, with nothing kept. */
  public TrainingOptions withoutCheckpoint() {
    return new TrainingOptions(threads, listener, Optional.empty());
  }
}
