package io.cartrec.model;

/** Says how well items fit a query. */
@FunctionalInterface
public interface ItemScorer {

  /**
   * Adds a score for every item this model has something to say about; the others keep 0, which means
   * nothing. Only items with a score above 0 are recommended. Items that must not be answered are sorted
   * out later, by others. Scores are finite; one that is not counts as none.
   */
  void score(Query query, ScoreAccumulator into);
}
