package io.cartrec.leastsquares;

import io.cartrec.model.Model;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;

/** Provides the {@code slim} model. */
public final class SlimProvider implements ModelProvider<SlimConfig> {

  static final String NAME = "slim";
  static final Parameters<SlimConfig> PARAMETERS = Parameters.of(SlimConfig.defaults())
      .real(
          "l1",
          "what an item must gain by a weight: more makes fewer weights",
          SlimConfig::l1,
          SlimConfig::withL1)
      .searched(0.1, 10)
      .real(
          "l2", "shrinks all weights, those of rare items most", SlimConfig::l2, SlimConfig::withL2)
      .searched(0.1, 100)
      .real(
          "item-regularization",
          "shrinks the weights of all items alike",
          SlimConfig::itemRegularization,
          SlimConfig::withItemRegularization)
      .searched(0, 4)
      .integer(
          "neighbors",
          "weights kept of those an item gives to others",
          SlimConfig::neighbors,
          SlimConfig::withNeighbors)
      .integer(
          "candidates",
          "items tried for each item's column, those of highest cosine",
          SlimConfig::candidates,
          SlimConfig::withCandidates);

  /** Made by {@link java.util.ServiceLoader}. */
  public SlimProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Sparse linear method: few non-negative weights between items, fitted to whole baskets.";
  }

  @Override
  public Parameters<SlimConfig> parameters() {
    return PARAMETERS;
  }

  @Override
  public SlimTrainer trainer(SlimConfig config) {
    return new SlimTrainer(config);
  }

  @Override
  public Model read(ModelFile file, SlimConfig config) throws ModelFormatException {
    return WeightModel.read(file, config.neighbors());
  }
}
