package io.cartrec.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What training leaves behind: tensors, and how to score with them. Immutable and thread-safe. A model
 * can also be an {@link Explainer}, a {@link RatingPredictor}, an {@link AdditionPredictor}, an {@link
 * Embedder} or a {@link SessionScorer}.
 */
public interface Model extends ItemScorer {

  /** What every model carries: its items, their popularity and where it comes from. */
  ModelBase base();

  /**
   * What this model carries beside its base, by name. Names must not begin with {@code base.} or {@code
   * __}, which are the file's own.
   */
  Map<String, Tensor> tensors();

  /**
   * Writes this model to {@code file}, whole or not at all: a crash leaves the old file or the new one.
   */
  default void save(Path file) throws IOException {
    ModelFile.save(this, file);
  }
}
