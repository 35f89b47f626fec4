package io.cartrec.model;

/**
 * What a {@link SessionScorer} made of a sequence so far. Whoever holds the session holds this too; the
 * model keeps nothing of it. Immutable and thread-safe.
 */
public interface SessionState {

  /**
   * What the model makes of the sequence when {@code item} follows; this stays as it is.
   *
   * @throws IndexOutOfBoundsException if the model has no item with this code
   */
  SessionState with(int item);

  /** Adds to the score of every item what {@link ItemScorer#score} adds after the whole sequence. */
  void score(ScoreAccumulator into);
}
