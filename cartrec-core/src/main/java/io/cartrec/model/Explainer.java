package io.cartrec.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A model that can say which items of a query speak for the items it scored. To ask of all items of an
 * answer at once costs little more than to ask of one, as the query is looked at once.
 */
public interface Explainer {

  /**
   * What each item of the query adds to the score of each of {@code items}: for each of them one value for
   * each entry of {@link Query#items()}, in its order; they add up to its score.
   */
  double[][] contributions(Query query, int... items);

  /**
   * What each part of a model that is made of others adds to the score of each of {@code items}: for each
   * of them by the part's name, in order; they add up to its score. Empty for a model in one piece.
   */
  default List<Map<String, Double>> parts(Query query, int... items) {
    return Collections.nCopies(items.length, Map.of());
  }
}
