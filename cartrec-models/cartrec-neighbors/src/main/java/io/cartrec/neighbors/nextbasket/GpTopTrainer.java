package io.cartrec.neighbors.nextbasket;

import io.cartrec.data.Dataset;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingOptions;
import java.util.Objects;

/**
 * Trains {@link GpTopModel}: counts events, {@code O(events)}; what a user bought comes with the query.
 * Immutable and thread-safe.
 */
public final class GpTopTrainer implements Trainer<GpTopModel> {

  private final GpTopConfig config;

  public GpTopTrainer(GpTopConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  @Override
  public GpTopModel train(Dataset data, TrainingOptions options) {
    ModelBase base =
        ModelBase.of(data, GpTopProvider.NAME, GpTopProvider.PARAMETERS.format(config));
    options.listener().progress("count", data.rows(), data.rows());
    return new GpTopModel(base, config);
  }
}
