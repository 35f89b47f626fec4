package io.cartrec.blend;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;

/** Provides {@code auto}, the model a shop starts with. */
public final class AutoProvider implements ModelProvider<AutoConfig> {

  static final String NAME = "auto";
  static final Parameters<AutoConfig> PARAMETERS = Parameters.of(AutoConfig.defaults())
      .choice(
          "task",
          "what the model is for",
          AutoConfig.Goal.class,
          AutoConfig::task,
          AutoConfig::withTask)
      .text(
          "blend",
          "the models to blend, as 0.7 ease + 0.3 item-knn; found out from the data when empty",
          config -> config.blend().toString(),
          (config, text) -> config.withBlend(Blend.parse(text)));

  /** Made by {@link java.util.ServiceLoader}. */
  public AutoProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Chooses and blends the models that do best on baskets it held back.";
  }

  @Override
  public Parameters<AutoConfig> parameters() {
    return PARAMETERS;
  }

  @Override
  public AutoTrainer trainer(AutoConfig config) {
    return new AutoTrainer(config);
  }

  @Override
  public BlendModel read(ModelFile file, AutoConfig config) throws ModelFormatException {
    return BlendModel.read(file, BlendModel.Unit.BEST);
  }
}
