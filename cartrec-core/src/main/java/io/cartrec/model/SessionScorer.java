package io.cartrec.model;

/**
 * A model that can go on where it was: an item that follows costs one step, however long the sequence is
 * already.
 */
public interface SessionScorer extends ItemScorer {

  /** What it makes of a sequence before its first item: nothing. */
  SessionState begin();
}
