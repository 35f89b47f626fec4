package io.cartrec.neural;

import io.cartrec.model.Model;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;

/** Provides the {@code wide-deep} model. */
public final class WideDeepProvider implements ModelProvider<WideDeepConfig> {

  static final String NAME = "wide-deep";
  static final Parameters<WideDeepConfig> PARAMETERS = LearningParameters.addTo(
      Parameters.of(WideDeepConfig.defaults())
          .integer(
              "width", "numbers in an embedding", WideDeepConfig::width, WideDeepConfig::withWidth)
          .integer(
              "hidden",
              "numbers in the hidden layer",
              WideDeepConfig::hidden,
              WideDeepConfig::withHidden)
          .integer(
              "support",
              "carts that a pair must occur in to have a weight of its own",
              WideDeepConfig::support,
              WideDeepConfig::withSupport)
          .real(
              "wide-rate",
              "learning rate of the wide part at first",
              WideDeepConfig::wideRate,
              WideDeepConfig::withWideRate)
          .searched(0.1, 5)
          .flag(
              "attributes",
              "whether the attributes of users are an input too",
              WideDeepConfig::attributes,
              WideDeepConfig::withAttributes)
          .flag(
              "features",
              "whether categories, brand, price band and tags of items are an input too",
              WideDeepConfig::features,
              WideDeepConfig::withFeatures),
      WideDeepConfig::learning,
      WideDeepConfig::withLearning);

  /** Made by {@link java.util.ServiceLoader}. */
  public WideDeepProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "How probable it is that an item is added: crossed features and a deep net (wide & deep).";
  }

  @Override
  public Parameters<WideDeepConfig> parameters() {
    return PARAMETERS;
  }

  @Override
  public WideDeepTrainer trainer(WideDeepConfig config) {
    return new WideDeepTrainer(config);
  }

  @Override
  public Model read(ModelFile file, WideDeepConfig config) throws ModelFormatException {
    return WideDeepModel.read(file, config);
  }
}
