package io.cartrec.leastsquares;

import io.cartrec.model.Model;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;

/** Provides the {@code ease} model. */
public final class EaseProvider implements ModelProvider<EaseConfig> {

  static final String NAME = "ease";
  static final Parameters<EaseConfig> PARAMETERS = Parameters.of(EaseConfig.defaults())
      .real(
          "regularization",
          "added to every entry on the diagonal of the Gram matrix",
          EaseConfig::regularization,
          EaseConfig::withRegularization)
      .searched(1, 1000)
      .real(
          "item-regularization",
          "multiple of itself by which each entry on the diagonal grows",
          EaseConfig::itemRegularization,
          EaseConfig::withItemRegularization)
      .searched(0, 4)
      .real(
          "basket-damping",
          "a basket of n items counts n^-this",
          EaseConfig::basketDamping,
          EaseConfig::withBasketDamping)
      .searched(0, 1)
      .real(
          "popularity-damping",
          "scores of an item in f baskets are multiplied by f^-this",
          EaseConfig::popularityDamping,
          EaseConfig::withPopularityDamping)
      .searched(0, 0.5)
      .integer(
          "neighbors",
          "weights kept for each item",
          EaseConfig::neighbors,
          EaseConfig::withNeighbors)
      .integer(
          "max-items",
          "up to how many items the weights are exact",
          EaseConfig::maxItems,
          EaseConfig::withMaxItems);

  /** Made by {@link java.util.ServiceLoader}. */
  public EaseProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Least-squares weights between items, all at once in closed form (EASE^R).";
  }

  @Override
  public Parameters<EaseConfig> parameters() {
    return PARAMETERS;
  }

  @Override
  public EaseTrainer trainer(EaseConfig config) {
    return new EaseTrainer(config);
  }

  @Override
  public Model read(ModelFile file, EaseConfig config) throws ModelFormatException {
    return WeightModel.read(file, config.neighbors());
  }
}
