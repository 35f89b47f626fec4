package io.cartrec.neighbors;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;

/** Provides the {@code rp3beta} model. */
public final class Rp3BetaProvider implements ModelProvider<Rp3BetaConfig> {

  static final String NAME = "rp3beta";
  static final Parameters<Rp3BetaConfig> PARAMETERS = Parameters.of(Rp3BetaConfig.defaults())
      .integer(
          "neighbors",
          "neighbours kept for each item",
          Rp3BetaConfig::neighbors,
          Rp3BetaConfig::withNeighbors)
      .searched(20, 1000)
      .real(
          "alpha",
          "exponent of the probability of each step",
          Rp3BetaConfig::alpha,
          Rp3BetaConfig::withAlpha)
      .searched(0, 2)
      .real(
          "beta",
          "exponent of the recommended item's popularity; more favours rare items",
          Rp3BetaConfig::beta,
          Rp3BetaConfig::withBeta)
      .searched(0, 1)
      .flag(
          "normalized",
          "whether the weights of an item's neighbours are divided by their sum",
          Rp3BetaConfig::normalized,
          Rp3BetaConfig::withNormalized);

  /** Made by {@link java.util.ServiceLoader}. */
  public Rp3BetaProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Where a random walk from the cart over baskets comes to, popular items damped.";
  }

  @Override
  public Parameters<Rp3BetaConfig> parameters() {
    return PARAMETERS;
  }

  @Override
  public Rp3BetaTrainer trainer(Rp3BetaConfig config) {
    return new Rp3BetaTrainer(config);
  }

  @Override
  public NeighborModel read(ModelFile file, Rp3BetaConfig config) throws ModelFormatException {
    return NeighborModel.read(file, config.neighbors());
  }
}
