package io.cartrec.model;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A model that can say what speaks for the items it scored. */
public interface Explainer {

  /**
   * What adds up to the score of an item.
   *
   * @param items what each item of the query adds: one value for each entry of {@link Query#items()}, in
   *     its order; they add up to the score
   * @param parts what each part of a model that is made of others adds, by the part's name, in order; they
   *     add up to the score. Empty for a model in one piece
   */
  @SuppressWarnings("ArrayRecordComponent") // rows are never compared
  record Contributions(double[] items, Map<String, Double> parts) {

    /** Those of a model in one piece, a row for each item that is explained. */
    public static List<Contributions> of(double[][] rows) {
      return Stream.of(rows).map(row -> new Contributions(row, Map.of())).toList();
    }
  }

  /**
   * Explains the scores of {@code items}, in their order. To ask of all items of an answer at once costs
   * little more than to ask of one, as the query is looked at once.
   */
  List<Contributions> explain(Query query, int... items);
}
