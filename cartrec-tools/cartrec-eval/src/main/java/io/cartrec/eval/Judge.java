package io.cartrec.eval;

import java.util.List;

/** Makes numbers of answers: a row of columns for each case, and figures out of the columns' means. */
interface Judge {

  /** How many numbers a case gives. */
  int columns();

  /** The figures, in the order they are shown. */
  List<Measure> measures();

  /** At which lengths of the list the spread over the catalogue is watched. */
  default List<Integer> spreads() {
    return List.of();
  }

  /** Makes ready to grade one model; what it gives is used by many threads at once. */
  Grader grader(Served served, Trial trial);

  /** Why a model cannot be judged at all; the empty string when it can. */
  default String objection(Served served) {
    return "";
  }

  /** Grades one model's answers. Thread-safe. */
  @FunctionalInterface
  interface Grader {

    /**
     * Asks question {@code index} and writes its row of {@code sheet}; NaN for a number that this case
     * does not have.
     */
    void grade(int index, Sheet sheet, Tally tally);
  }
}
