package io.cartrec;

import java.util.Objects;

/**
 * One recommended item. Immutable and thread-safe.
 *
 * @param itemId the shop's id of the item
 * @param score how well it fits, finite; comparable only within one answer. 0 when the item was filled
 *     in from the most popular
 * @param explanation why it stands here; {@link Explanation#none()} unless the request asked for
 *     reasons or the item was filled in
 */
public record Recommendation(String itemId, double score, Explanation explanation) {

  public Recommendation {
    Objects.requireNonNull(itemId, "itemId");
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException("score must be finite but was " + score);
    }
    Objects.requireNonNull(explanation, "explanation");
  }
}
