package io.cartrec.eval;

/** Numbered questions with their answers, held compactly and built when asked for. Immutable and thread-safe. */
interface Cases {

  int size();

  /** Question {@code index} in {@code [0, size())}; costs what it is long. */
  Case at(int index);
}
