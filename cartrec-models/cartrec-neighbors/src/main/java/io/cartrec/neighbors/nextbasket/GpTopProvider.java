package io.cartrec.neighbors.nextbasket;

import io.cartrec.model.ModelFile;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;

/** Provides the {@code gp-top} model. */
public final class GpTopProvider implements ModelProvider<GpTopConfig> {

  static final String NAME = "gp-top";
  static final Parameters<GpTopConfig> PARAMETERS = Parameters.of(GpTopConfig.defaults())
      .integer(
          "fill",
          "how many of the most popular items follow the user's own",
          GpTopConfig::fill,
          GpTopConfig::withFill);

  /** Made by {@link java.util.ServiceLoader}. */
  public GpTopProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Next basket: what this user bought most often, then what everybody did.";
  }

  @Override
  public Parameters<GpTopConfig> parameters() {
    return PARAMETERS;
  }

  @Override
  public GpTopTrainer trainer(GpTopConfig config) {
    return new GpTopTrainer(config);
  }

  @Override
  public GpTopModel read(ModelFile file, GpTopConfig config) {
    return new GpTopModel(file.base(), config);
  }
}
