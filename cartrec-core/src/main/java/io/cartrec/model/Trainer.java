package io.cartrec.model;

import io.cartrec.data.Dataset;

/**
 * Makes a model out of data. A pure function of the data and the trainer's configuration: same input,
 * same model, byte by byte, at any number of threads. Immutable and thread-safe.
 *
 * @param <M> the kind of model
 */
@FunctionalInterface
public interface Trainer<M extends Model> {

  /**
   * Trains on {@code data}.
   *
   * @throws IllegalStateException if the data lacks what the model needs; the message says what
   */
  M train(Dataset data, TrainingOptions options);

  /** Trains on the calling thread. */
  default M train(Dataset data) {
    return train(data, TrainingOptions.defaults());
  }
}
