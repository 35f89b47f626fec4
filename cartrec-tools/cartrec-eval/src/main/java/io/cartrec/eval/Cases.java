package io.cartrec.eval;

/** Numbered questions with their answers, held compactly and built when asked for. Immutable and thread-safe. */
interface Cases {

  int size();

  /** Question {@code index} in {@code [0, size())}; costs what it is long. */
  Case at(int index);

  /**
   * Whose question it is: a session, basket or user, by number. Questions of one unit are not
   * independent of each other; the trials of a task number their units alike.
   */
  int unit(int index);
}
