package io.cartrec.model;

/** A model that can say which rating a user would give. */
public interface RatingPredictor {

  /** The rating expected for {@code item}, a code in {@code [0, itemCount)}, on the scale of the training data. */
  double predictRating(Query query, int item);

  /** Whether it was trained to. */
  default boolean predictsRatings() {
    return true;
  }
}
