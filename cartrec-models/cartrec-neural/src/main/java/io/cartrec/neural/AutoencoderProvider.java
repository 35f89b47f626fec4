package io.cartrec.neural;

import io.cartrec.model.Model;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;

/** Provides the {@code autoencoder} model. */
public final class AutoencoderProvider implements ModelProvider<AutoencoderConfig> {

  static final String NAME = "autoencoder";
  static final String BETA = "beta";
  static final Parameters<AutoencoderConfig> PARAMETERS = LearningParameters.addTo(
      Parameters.of(AutoencoderConfig.defaults())
          .integer(
              "width",
              "numbers that a set of items is squeezed into",
              AutoencoderConfig::width,
              AutoencoderConfig::withWidth)
          .real(
              BETA,
              "0: denoising; above: variational, and what the divergence counts in the end",
              AutoencoderConfig::beta,
              AutoencoderConfig::withBeta)
          .flag(
              "tied",
              "one embedding of an item for input and output",
              AutoencoderConfig::tied,
              AutoencoderConfig::withTied)
          .choice(
              "targets",
              "what of a set is to be named: all of it, or what was dropped of the input",
              AutoencoderConfig.Targets.class,
              AutoencoderConfig::targets,
              AutoencoderConfig::withTargets)
          .flag(
              "attributes",
              "whether attributes of users are inputs too",
              AutoencoderConfig::attributes,
              AutoencoderConfig::withAttributes),
      AutoencoderConfig::learning,
      AutoencoderConfig::withLearning);

  /** Made by {@link java.util.ServiceLoader}. */
  public AutoencoderProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "What else belongs to a set of items, by a denoising or variational autoencoder.";
  }

  @Override
  public Parameters<AutoencoderConfig> parameters() {
    return PARAMETERS;
  }

  @Override
  public AutoencoderTrainer trainer(AutoencoderConfig config) {
    return new AutoencoderTrainer(config);
  }

  @Override
  public Model read(ModelFile file, AutoencoderConfig config) throws ModelFormatException {
    return AutoencoderModel.read(file, config);
  }
}
