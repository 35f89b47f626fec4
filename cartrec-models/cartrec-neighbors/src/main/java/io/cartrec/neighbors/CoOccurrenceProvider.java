package io.cartrec.neighbors;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;

/** Provides the {@code co-occurrence} model. */
public final class CoOccurrenceProvider implements ModelProvider<CoOccurrenceConfig> {

  static final String NAME = "co-occurrence";
  static final Parameters<CoOccurrenceConfig> PARAMETERS = Parameters.of(
          CoOccurrenceConfig.defaults())
      .choice(
          "measure",
          "what the weight of a pair of items is",
          CoOccurrenceConfig.Measure.class,
          CoOccurrenceConfig::measure,
          CoOccurrenceConfig::withMeasure)
      .integer(
          "neighbors",
          "neighbours kept for each item",
          CoOccurrenceConfig::neighbors,
          CoOccurrenceConfig::withNeighbors)
      .searched(20, 1000)
      .integer(
          "min-support",
          "in how many baskets a pair must occur to count",
          CoOccurrenceConfig::minSupport,
          CoOccurrenceConfig::withMinSupport)
      .searched(1, 10);

  /** Made by {@link java.util.ServiceLoader}. */
  public CoOccurrenceProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Items bought together: confidence, lift or log-likelihood ratio of pairs.";
  }

  @Override
  public Parameters<CoOccurrenceConfig> parameters() {
    return PARAMETERS;
  }

  @Override
  public CoOccurrenceTrainer trainer(CoOccurrenceConfig config) {
    return new CoOccurrenceTrainer(config);
  }

  @Override
  public NeighborModel read(ModelFile file, CoOccurrenceConfig config) throws ModelFormatException {
    return NeighborModel.read(file, config.neighbors());
  }
}
