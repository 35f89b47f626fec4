package io.cartrec.eval;

import java.util.function.IntFunction;

/** Numbered questions with their answers, held compactly and built when asked for. Immutable and thread-safe. */
final class Cases {

  private final IntColumn units;
  private final IntFunction<Case> question;

  /**
   * @param units whose question each is; as many as there are questions
   * @param question builds question number {@code index}; called from any thread
   */
  Cases(IntColumn units, IntFunction<Case> question) {
    this.units = units;
    this.question = question;
  }

  int size() {
    return units.size();
  }

  /** Question {@code index} in {@code [0, size())}; costs what it is long. */
  Case at(int index) {
    return question.apply(index);
  }

  /**
   * Whose question it is: a session, basket or user, by number. Questions of one unit are not
   * independent of each other; the trials of a task number their units alike.
   */
  int unit(int index) {
    return units.at(index);
  }
}
