package io.cartrec.model;

/** A model that can say how probable it is that items are added. */
public interface AdditionPredictor {

  /**
   * How probable it is of each of {@code items}, codes in {@code [0, itemCount)}, that it is added later
   * in the cart or session of the query, whatever else is: in (0, 1), in the order of {@code items}.
   */
  double[] probabilities(Query query, int[] items);

  /** Whether it was trained to. */
  default boolean predictsAdditions() {
    return true;
  }
}
