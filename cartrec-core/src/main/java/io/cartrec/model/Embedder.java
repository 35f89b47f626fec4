package io.cartrec.model;

import java.util.Optional;

/**
 * A model that gives its items, and what a query is about, places in one space: what lies in the same
 * direction is alike.
 */
public interface Embedder {

  /** The place of {@code item}, a code in {@code [0, itemCount)}: a new array, equally long for all. */
  float[] embedding(int item);

  /**
   * The place of what the query is about, as long as those of items; empty when the model has nothing to
   * say about it.
   */
  Optional<float[]> embedding(Query query);
}
