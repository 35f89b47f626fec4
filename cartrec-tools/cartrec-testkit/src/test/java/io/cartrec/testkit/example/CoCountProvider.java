package io.cartrec.testkit.example;

import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Trainer;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;

/** Provides {@link CoCountModel}. Immutable and thread-safe. */
public final class CoCountProvider implements ModelProvider<CoCountProvider.Config> {

  /** Nothing to set but a seed that nothing uses. */
  public record Config(int seed) {}

  @Override
  public String name() {
    return "co-count";
  }

  @Override
  public String summary() {
    return "Counts what was bought together.";
  }

  @Override
  public Parameters<Config> parameters() {
    return Parameters.of(new Config(42))
        .integer("seed", "changes nothing", Config::seed, (config, seed) -> new Config(seed));
  }

  @Override
  public Trainer<? extends Model> trainer(Config config) {
    return (data, options) ->
        CoCountModel.train(data, ModelBase.of(data, name(), parameters().format(config)));
  }

  @Override
  public CoCountModel read(ModelFile file, Config config) throws ModelFormatException {
    int size = file.base().items().size();
    return new CoCountModel(file.base(), file.finite(CoCountModel.COUNTS, size * size));
  }
}
