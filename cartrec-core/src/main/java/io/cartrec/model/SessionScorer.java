package io.cartrec.model;

/**
 * A model that can go on where it was: an item that follows costs one step, until the sequence is longer
 * than what the model looks at; from then on as many steps as that has entries.
 */
public interface SessionScorer extends ItemScorer {

  /** What it makes of a sequence before its first item: nothing. */
  SessionState begin();
}
