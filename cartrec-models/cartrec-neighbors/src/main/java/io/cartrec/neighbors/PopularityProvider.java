package io.cartrec.neighbors;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;

/** Provides the {@code popularity} model. */
public final class PopularityProvider implements ModelProvider<PopularityConfig> {

  static final String NAME = "popularity";
  static final Parameters<PopularityConfig> PARAMETERS = Parameters.of(PopularityConfig.defaults());

  /** Made by {@link java.util.ServiceLoader}. */
  public PopularityProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "The most frequent items for everybody; the floor every other model must beat.";
  }

  @Override
  public Parameters<PopularityConfig> parameters() {
    return PARAMETERS;
  }

  @Override
  public PopularityTrainer trainer(PopularityConfig config) {
    return new PopularityTrainer(config);
  }

  @Override
  public PopularityModel read(ModelFile file, PopularityConfig config) throws ModelFormatException {
    return PopularityModel.read(file);
  }
}
