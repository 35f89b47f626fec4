package io.cartrec.model;

/** A model that can say which items of a query speak for an item it scored. */
public interface Explainer {

  /**
   * What each item of the query adds to the score of {@code item}: one value for each entry of {@link
   * Query#items()}, in its order; they add up to the score.
   */
  double[] contributions(Query query, int item);
}
