package io.cartrec.spi;

import io.cartrec.model.Model;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Trainer;

/**
 * A kind of model that can be found by name. Implementations are immutable and thread-safe, have a
 * public constructor without arguments, and stand in {@code module-info} and {@code META-INF/services}.
 *
 * @param <C> its configuration
 */
public interface ModelProvider<C> {

  /** The model's name, such as {@code item-knn}: lower case, words joined by hyphens. */
  String name();

  /** What the model does, in one sentence. */
  String summary();

  /** The parameters of its configuration. */
  Parameters<C> parameters();

  /** Trains with {@code config}. */
  Trainer<? extends Model> trainer(C config);

  /**
   * Reads back what {@link Model#save} wrote.
   *
   * @throws ModelFormatException if a tensor is missing or wrong
   */
  Model read(ModelFile file, C config) throws ModelFormatException;
}
