package io.cartrec.eval;

import java.util.List;

/** The rules of a task: what models train on and what they are asked. Immutable and thread-safe. */
interface Protocol {

  /** Cuts a test part off the training part; called only when no test part was given. */
  EvaluationData cut(EvaluationData data);

  /**
   * What to train on and what to ask; one trial, or one for each fold.
   *
   * @param data has a test part
   * @throws IllegalArgumentException if the data lacks what the task needs or asks nothing
   */
  List<Trial> trials(EvaluationData data);
}
