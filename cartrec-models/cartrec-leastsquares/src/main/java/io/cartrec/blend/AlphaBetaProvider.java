package io.cartrec.blend;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;

/** Provides the {@code alpha-beta} model. */
public final class AlphaBetaProvider implements ModelProvider<AlphaBetaConfig> {

  static final String NAME = "alpha-beta";
  static final Parameters<AlphaBetaConfig> PARAMETERS = Parameters.of(AlphaBetaConfig.defaults())
      .choice(
          "observed",
          "what is explained: the items of carts, or the ratings of users",
          AlphaBetaConfig.Observed.class,
          AlphaBetaConfig::observed,
          AlphaBetaConfig::withObserved)
      .text(
          "signals",
          "the models that are weighed up",
          config -> config.signals().toString(),
          (config, text) -> config.withSignals(Blend.parse(text)))
      .flag(
          "intercept",
          "whether a constant is fitted too",
          AlphaBetaConfig::intercept,
          AlphaBetaConfig::withIntercept)
      .real(
          "ridge",
          "added to the diagonal of the normal equations",
          AlphaBetaConfig::ridge,
          AlphaBetaConfig::withRidge);

  /** Made by {@link java.util.ServiceLoader}. */
  public AlphaBetaProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Users alike and items alike, weighed up by least squares.";
  }

  @Override
  public Parameters<AlphaBetaConfig> parameters() {
    return PARAMETERS;
  }

  @Override
  public AlphaBetaTrainer trainer(AlphaBetaConfig config) {
    return new AlphaBetaTrainer(config);
  }

  @Override
  public BlendModel read(ModelFile file, AlphaBetaConfig config) throws ModelFormatException {
    return BlendModel.read(file, BlendModel.Unit.ONE);
  }
}
