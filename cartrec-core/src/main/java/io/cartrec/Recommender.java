package io.cartrec;

/**
 * Answers one question: given what is in this cart, what should we show next?
 *
 * <p>Unknown items, an empty cart and an unknown user are ordinary traffic: they are skipped, and an
 * answer that is short or empty says why in {@link Recommendations#note()}. Implementations are
 * immutable and safe for any number of threads.
 */
public interface Recommender {

  /** The best items to add to {@code cart}, best first; empty when there is nothing to say. */
  default Recommendations recommend(Cart cart) {
    return recommend(RecommendationRequest.of(cart));
  }

  /**
   * The best items for {@code request}, best first: scores never increase, equal scores stand in
   * order of item code. At most {@link RecommendationRequest#limit()} of them, fewer when the
   * catalogue has no more that the request allows.
   */
  Recommendations recommend(RecommendationRequest request);
}
