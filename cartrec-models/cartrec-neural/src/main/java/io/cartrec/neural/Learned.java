package io.cartrec.neural;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Tensor;
import java.util.function.BiConsumer;

/** Numbers that are learned, wherever they lie, as a run of training begins, keeps and saves them. */
interface Learned {

  /**
   * Begins with {@code known} in its first rows, which stay so if they are to be {@code frozen}.
   *
   * @throws IllegalArgumentException if {@code known} has no whole number of rows, or too many
   */
  void begin(Tensor known, boolean isFrozen);

  /** The values, row by row. */
  float[] download();

  /** Shows what the optimiser remembers of this to {@code reader}, with the names of the tensors. */
  void downloadMoments(String name, BiConsumer<String, float[]> reader);

  /** Sets the values, and what the optimiser remembers, to what was saved. */
  void load(String name, ModelFile file) throws ModelFormatException;

  /** As many numbers as this has, from the tensor {@code name}. */
  float[] read(String name, ModelFile file) throws ModelFormatException;
}
