package io.cartrec.neighbors.nextbasket;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;

/** Provides the {@code up-cf} model. */
public final class UpCfProvider implements ModelProvider<UpCfConfig> {

  static final String NAME = "up-cf";
  static final Parameters<UpCfConfig> PARAMETERS = Parameters.of(UpCfConfig.defaults())
      .integer(
          "recency",
          "how many of a user's newest baskets count",
          UpCfConfig::recency,
          UpCfConfig::withRecency)
      .searched(1, 100)
      .real(
          "decay",
          "what a basket counts beside the next newer one; 1 is the paper",
          UpCfConfig::decay,
          UpCfConfig::withDecay)
      .searched(0.5, 1)
      .real(
          "asymmetry",
          "share of the shopper's norm in the similarity; 0.5 is the cosine",
          UpCfConfig::asymmetry,
          UpCfConfig::withAsymmetry)
      .searched(0, 1)
      .real(
          "locality",
          "exponent of the similarity; more trusts the nearest users alone",
          UpCfConfig::locality,
          UpCfConfig::withLocality)
      .searched(1, 10)
      .integer("neighbors", "users asked", UpCfConfig::neighbors, UpCfConfig::withNeighbors)
      .searched(50, 2000);

  /** Made by {@link java.util.ServiceLoader}. */
  public UpCfProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Next basket: what this user and similar ones had in many of their recent baskets.";
  }

  @Override
  public Parameters<UpCfConfig> parameters() {
    return PARAMETERS;
  }

  @Override
  public UpCfTrainer trainer(UpCfConfig config) {
    return new UpCfTrainer(config);
  }

  @Override
  public UpCfModel read(ModelFile file, UpCfConfig config) throws ModelFormatException {
    return new UpCfModel(file.base(), UserTable.read(file), config);
  }
}
