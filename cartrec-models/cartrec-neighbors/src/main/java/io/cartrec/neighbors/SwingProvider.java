package io.cartrec.neighbors;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;

/** Provides the {@code swing} model. */
public final class SwingProvider implements ModelProvider<SwingConfig> {

  static final String NAME = "swing";
  static final Parameters<SwingConfig> PARAMETERS = Parameters.of(SwingConfig.defaults())
      .integer(
          "neighbors",
          "neighbours kept for each item",
          SwingConfig::neighbors,
          SwingConfig::withNeighbors)
      .searched(20, 1000)
      .real(
          "alpha",
          "how little it matters that two users have few items in common",
          SwingConfig::alpha,
          SwingConfig::withAlpha)
      .searched(0.1, 100)
      .integer(
          "max-users",
          "users of an item that are paired at most; the newest",
          SwingConfig::maxUsers,
          SwingConfig::withMaxUsers)
      .flag(
          "normalized",
          "whether the weights of an item's neighbours are divided by their sum",
          SwingConfig::normalized,
          SwingConfig::withNormalized);

  /** Made by {@link java.util.ServiceLoader}. */
  public SwingProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Items that users with little else in common have together.";
  }

  @Override
  public Parameters<SwingConfig> parameters() {
    return PARAMETERS;
  }

  @Override
  public SwingTrainer trainer(SwingConfig config) {
    return new SwingTrainer(config);
  }

  @Override
  public NeighborModel read(ModelFile file, SwingConfig config) throws ModelFormatException {
    return NeighborModel.read(file, config.neighbors());
  }
}
