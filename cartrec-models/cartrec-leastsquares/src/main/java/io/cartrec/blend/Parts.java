package io.cartrec.blend;

import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.TrainingOptions;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.ModelProviders;
import java.util.ArrayList;
import java.util.List;

/** Trains and reads the models of a blend with the installed providers. */
final class Parts {

  private Parts() {}

  /** Trains every part, in order. */
  static List<Model> train(Blend blend, Dataset data, TrainingOptions options) {
    List<Model> models = new ArrayList<>();
    for (Blend.Part part : blend.parts()) {
      models.add(train(part, data, options));
    }
    return models;
  }

  /**
   * Trains one part.
   *
   * @throws IllegalArgumentException if there is no such model, parameter or value
   */
  static Model train(Blend.Part part, Dataset data, TrainingOptions options) {
    return ModelProviders.installed()
        .trainer(part.model(), part.parameters())
        .train(
            data,
            options
                .withoutCheckpoint()
                .withListener((phase, done, total) ->
                    options.listener().progress(part.name() + ": " + phase, done, total)));
  }

  static Model read(Blend.Part part, ModelFile file) throws ModelFormatException {
    try {
      return read(ModelProviders.installed().named(part.model()), part, file);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(file.file(), "blend", e);
    }
  }

  private static <C> Model read(ModelProvider<C> provider, Blend.Part part, ModelFile file)
      throws ModelFormatException {
    return provider.read(file, provider.parameters().parse(part.parameters()));
  }
}
