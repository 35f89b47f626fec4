package io.cartrec.neural;

import io.cartrec.model.Model;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;

/** Provides the {@code attention} model. */
public final class AttentionProvider implements ModelProvider<AttentionConfig> {

  static final String NAME = "attention";
  static final Parameters<AttentionConfig> PARAMETERS = LearningParameters.addSequences(
      ChannelParameters.addTo(
          Parameters.of(AttentionConfig.defaults())
              .integer(
                  "heads",
                  "ways a block looks at the sequence",
                  AttentionConfig::heads,
                  AttentionConfig::withHeads)
              .integer(
                  "head-width",
                  "numbers of an item's embedding that a head sees",
                  AttentionConfig::headWidth,
                  AttentionConfig::withHeadWidth)
              .integer(
                  "layers",
                  "blocks on each other",
                  AttentionConfig::layers,
                  AttentionConfig::withLayers)
              .integer(
                  "longest",
                  "newest entries of a sequence that are looked at",
                  AttentionConfig::longest,
                  AttentionConfig::withLongest)
              .choice(
                  "items",
                  "how exactly items are scored: int8 is faster, and exact for the best 256",
                  Precision.class,
                  AttentionConfig::items,
                  AttentionConfig::withItems),
          AttentionConfig::channels,
          AttentionConfig::withChannels),
      AttentionConfig::learning,
      AttentionConfig::withLearning);

  /** Made by {@link java.util.ServiceLoader}. */
  public AttentionProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "What comes next in a sequence, by causal self-attention (SASRec).";
  }

  @Override
  public Parameters<AttentionConfig> parameters() {
    return PARAMETERS;
  }

  @Override
  public AttentionTrainer trainer(AttentionConfig config) {
    return new AttentionTrainer(config);
  }

  @Override
  public Model read(ModelFile file, AttentionConfig config) throws ModelFormatException {
    return AttentionTrainer.read(file, config);
  }
}
