package io.cartrec.model;

import java.util.Map;

/** A model that can say which items of a query speak for an item it scored. */
public interface Explainer {

  /**
   * What each item of the query adds to the score of {@code item}: one value for each entry of {@link
   * Query#items()}, in its order; they add up to the score.
   */
  double[] contributions(Query query, int item);

  /**
   * What each part of a model that is made of others adds to the score of {@code item}: by the part's
   * name, in order; they add up to the score. Empty for a model in one piece.
   */
  default Map<String, Double> parts(Query query, int item) {
    return Map.of();
  }
}
