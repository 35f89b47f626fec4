package io.cartrec.neural;

import io.cartrec.model.Model;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;

/** Provides the {@code gru} model. */
public final class GruProvider implements ModelProvider<RecurrentConfig> {

  static final String NAME = "gru";
  static final Parameters<RecurrentConfig> PARAMETERS =
      RecurrentParameters.of(RecurrentConfig.gru());

  /** Made by {@link java.util.ServiceLoader}. */
  public GruProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "What comes next in a sequence, by a gated recurrent net (GRU4Rec).";
  }

  @Override
  public Parameters<RecurrentConfig> parameters() {
    return PARAMETERS;
  }

  @Override
  public RecurrentTrainer trainer(RecurrentConfig config) {
    return new RecurrentTrainer(NAME, config);
  }

  @Override
  public Model read(ModelFile file, RecurrentConfig config) throws ModelFormatException {
    return RecurrentTrainer.read(file, config);
  }
}
