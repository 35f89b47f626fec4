package io.cartrec.neighbors.nextbasket;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;

/** Provides the {@code tifu-knn} model. */
public final class TifuKnnProvider implements ModelProvider<TifuKnnConfig> {

  static final String NAME = "tifu-knn";
  static final Parameters<TifuKnnConfig> PARAMETERS = Parameters.of(TifuKnnConfig.defaults())
      .integer("neighbors", "users asked", TifuKnnConfig::neighbors, TifuKnnConfig::withNeighbors)
      .searched(50, 2000)
      .real(
          "basket-decay",
          "what a basket counts beside the next newer one of its group",
          TifuKnnConfig::basketDecay,
          TifuKnnConfig::withBasketDecay)
      .searched(0.5, 1)
      .real(
          "group-decay",
          "what a group counts beside the next newer one",
          TifuKnnConfig::groupDecay,
          TifuKnnConfig::withGroupDecay)
      .searched(0.3, 1)
      .integer(
          "group-size",
          "baskets in a group, at most",
          TifuKnnConfig::groupSize,
          TifuKnnConfig::withGroupSize)
      .searched(1, 20)
      .real(
          "alpha",
          "the shopper's own share in the score",
          TifuKnnConfig::alpha,
          TifuKnnConfig::withAlpha)
      .searched(0, 1);

  /** Made by {@link java.util.ServiceLoader}. */
  public TifuKnnProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Next basket: what this user and the nearest ones bought often and lately.";
  }

  @Override
  public Parameters<TifuKnnConfig> parameters() {
    return PARAMETERS;
  }

  @Override
  public TifuKnnTrainer trainer(TifuKnnConfig config) {
    return new TifuKnnTrainer(config);
  }

  @Override
  public TifuKnnModel read(ModelFile file, TifuKnnConfig config) throws ModelFormatException {
    return new TifuKnnModel(file.base(), UserTable.read(file), config);
  }
}
