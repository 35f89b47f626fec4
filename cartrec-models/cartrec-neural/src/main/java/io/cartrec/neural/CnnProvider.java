package io.cartrec.neural;

import io.cartrec.model.Model;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;

/** Provides the {@code cnn} model. */
public final class CnnProvider implements ModelProvider<CnnConfig> {

  static final String NAME = "cnn";
  static final Parameters<CnnConfig> PARAMETERS = LearningParameters.addSequences(
      ChannelParameters.addTo(
          Parameters.of(CnnConfig.defaults())
              .integer(
                  "width", "numbers in an item's embedding", CnnConfig::width, CnnConfig::withWidth)
              .integer(
                  "layers", "convolutions on each other", CnnConfig::layers, CnnConfig::withLayers)
              .integer(
                  "taps", "entries that a convolution sees", CnnConfig::taps, CnnConfig::withTaps)
              .integer(
                  "pool",
                  "newest entries over which the mean is added to what was found last",
                  CnnConfig::pool,
                  CnnConfig::withPool)
              .integer(
                  "longest",
                  "newest entries of a sequence that are looked at",
                  CnnConfig::longest,
                  CnnConfig::withLongest)
              .choice(
                  "items",
                  "how exactly items are scored: int8 is faster, and exact for the best 256",
                  Precision.class,
                  CnnConfig::items,
                  CnnConfig::withItems),
          CnnConfig::channels,
          CnnConfig::withChannels),
      CnnConfig::learning,
      CnnConfig::withLearning);

  /** Made by {@link java.util.ServiceLoader}. */
  public CnnProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "What comes next in a sequence, by causal convolutions (NextItNet).";
  }

  @Override
  public Parameters<CnnConfig> parameters() {
    return PARAMETERS;
  }

  @Override
  public CnnTrainer trainer(CnnConfig config) {
    return new CnnTrainer(config);
  }

  @Override
  public Model read(ModelFile file, CnnConfig config) throws ModelFormatException {
    return CnnTrainer.read(file, config);
  }
}
