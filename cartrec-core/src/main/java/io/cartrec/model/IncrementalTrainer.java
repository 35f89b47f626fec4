package io.cartrec.model;

import io.cartrec.data.Dataset;
import java.util.Optional;

/**
 * A trainer that goes over the data again and again: it can be interrupted, and it can begin with what
 * another model knows. Immutable and thread-safe.
 *
 * <p>After each time it writes the {@linkplain TrainingOptions#checkpoint checkpoint} that the options
 * ask for, whole or not at all; a run that finds it there goes on behind it and ends with the same model,
 * byte by byte, as one that was never interrupted. A checkpoint is a model file too, of what has been
 * learned so far.
 *
 * @param <M> the kind of model
 */
public interface IncrementalTrainer<M extends Model> extends Trainer<M> {

  /** {@inheritDoc} Begins by chance, with the checkpoint alone if there is one. */
  @Override
  default M train(Dataset data, TrainingOptions options) {
    return train(data, options, Optional.empty());
  }

  /**
   * Refuses what training would refuse to begin with, before there is any data.
   *
   * @param start the model to begin with; empty to begin by chance
   * @throws IllegalArgumentException if {@code start} is of another kind or shape than what is trained, or
   *     missing where the configuration wants one
   * @throws IllegalStateException if what it should train on is not there, such as a GPU
   */
  void check(Optional<? extends Model> start);

  /**
   * Trains on {@code data}, beginning with what {@code start} knows, or by chance. The model has the items
   * of both.
   *
   * @throws IllegalArgumentException as {@link #check} does, or if the checkpoint is one of other data,
   *     another configuration or another version of the library
   * @throws IllegalStateException if the data lacks what the model needs
   * @throws java.io.UncheckedIOException if the checkpoint cannot be read or written, or is damaged
   */
  M train(Dataset data, TrainingOptions options, Optional<? extends Model> start);
}
