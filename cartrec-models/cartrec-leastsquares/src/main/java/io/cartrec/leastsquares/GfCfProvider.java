package io.cartrec.leastsquares;

import io.cartrec.model.Model;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;

/** Provides the {@code gf-cf} model. */
public final class GfCfProvider implements ModelProvider<GfCfConfig> {

  static final String NAME = "gf-cf";
  static final Parameters<GfCfConfig> PARAMETERS = Parameters.of(GfCfConfig.defaults())
      .integer(
          "rank",
          "singular vectors that make the low-pass filter",
          GfCfConfig::rank,
          GfCfConfig::withRank)
      .searched(16, 512)
      .real(
          "low-pass-weight",
          "what the low-pass filter counts beside the linear one",
          GfCfConfig::lowPassWeight,
          GfCfConfig::withLowPassWeight)
      .searched(0, 1)
      .integer(
          "neighbors",
          "weights kept for each item",
          GfCfConfig::neighbors,
          GfCfConfig::withNeighbors)
      .integer("seed", "of the random start", GfCfConfig::seed, GfCfConfig::withSeed);

  /** Made by {@link java.util.ServiceLoader}. */
  public GfCfProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Graph filter: items in the same baskets, plus a low-pass filter by singular vectors.";
  }

  @Override
  public Parameters<GfCfConfig> parameters() {
    return PARAMETERS;
  }

  @Override
  public GfCfTrainer trainer(GfCfConfig config) {
    return new GfCfTrainer(config);
  }

  @Override
  public Model read(ModelFile file, GfCfConfig config) throws ModelFormatException {
    return WeightModel.read(file, config.neighbors());
  }
}
