package io.cartrec.neighbors;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;

/** Provides the {@code item-knn} model. */
public final class ItemKnnProvider implements ModelProvider<ItemKnnConfig> {

  static final String NAME = "item-knn";
  static final Parameters<ItemKnnConfig> PARAMETERS = Parameters.of(ItemKnnConfig.defaults())
      .choice(
          "similarity",
          "what makes two items alike; pearson and adjusted-cosine compare ratings",
          ItemKnnConfig.Similarity.class,
          ItemKnnConfig::similarity,
          ItemKnnConfig::withSimilarity)
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
      .searched(0, 300)
      .real(
          "context-damping",
          "exponent of the cart item's norm in similarity=cosine, where 0.5 is the plain one",
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
      .real(
          "half-life",
          "days in which a basket comes to count half; 0 is never",
          ItemKnnConfig::halfLife,
          ItemKnnConfig::withHalfLife)
      .choice(
          "prediction",
          "sum of similarities; divided by the norm of the item's; or one vote split by each cart item",
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
    return "Items like those in the cart, as the same baskets hold them or the same users rate them.";
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
  public ItemKnnModel read(ModelFile file, ItemKnnConfig config) throws ModelFormatException {
    return ItemKnnModel.read(file, config.neighbors());
  }
}
