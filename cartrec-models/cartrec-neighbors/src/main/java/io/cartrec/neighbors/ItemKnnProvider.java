package io.cartrec.neighbors;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;

/** Provides the {@code item-knn} model. */
public final class ItemKnnProvider implements ModelProvider<ItemKnnConfig> {

  static final String NAME = "item-knn";
  static final Parameters<ItemKnnConfig> PARAMETERS = Parameters.of(ItemKnnConfig.defaults())
      .integer(
          "neighbors",
          "neighbours kept for each item",
          ItemKnnConfig::neighbors,
          ItemKnnConfig::withNeighbors)
      .searched(20, 1000)
      .real(
          "shrinkage",
          "a similarity resting on n baskets counts n / (n + shrinkage)",
          ItemKnnConfig::shrinkage,
          ItemKnnConfig::withShrinkage)
      .searched(0, 100)
      .real(
          "context-damping",
          "exponent of the cart item's norm; 0.5 is the cosine",
          ItemKnnConfig::contextDamping,
          ItemKnnConfig::withContextDamping)
      .searched(0, 1)
      .real(
          "popularity-damping",
          "exponent of the recommended item's norm; less favours popular items",
          ItemKnnConfig::popularityDamping,
          ItemKnnConfig::withPopularityDamping)
      .searched(0, 1)
      .choice(
          "values",
          "what a basket's entry for an item is worth",
          ItemKnnConfig.Values.class,
          ItemKnnConfig::values,
          ItemKnnConfig::withValues)
      .choice(
          "prediction",
          "sum of similarities, or that divided by the norm of the item's similarities",
          ItemKnnConfig.Prediction.class,
          ItemKnnConfig::prediction,
          ItemKnnConfig::withPrediction);

  /** Made by {@link java.util.ServiceLoader}. */
  public ItemKnnProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Items that lie in the same baskets: damped cosine similarity to what is in the cart.";
  }

  @Override
  public Parameters<ItemKnnConfig> parameters() {
    return PARAMETERS;
  }

  @Override
  public ItemKnnTrainer trainer(ItemKnnConfig config) {
    return new ItemKnnTrainer(config);
  }

  @Override
  public NeighborModel read(ModelFile file, ItemKnnConfig config) throws ModelFormatException {
    return NeighborModel.read(file, config.neighbors());
  }
}
