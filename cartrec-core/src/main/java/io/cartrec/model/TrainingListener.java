package io.cartrec.model;

/** Hears how a training run gets on. Called from any of its threads, but never from two at once. */
@FunctionalInterface
public interface TrainingListener {

  /**
   * {@code done} of {@code total} steps of {@code phase} are behind us. May throw to stop the training;
   * what it throws reaches the caller of {@code train}.
   */
  void progress(String phase, long done, long total);

  /** One who does not listen. */
  static TrainingListener none() {
    return (phase, done, total) -> {};
  }
}
