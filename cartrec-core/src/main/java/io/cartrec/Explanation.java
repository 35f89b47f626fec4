package io.cartrec;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Why an item is recommended: which items the shopper has spoke for it, and how loudly. Immutable and
 * thread-safe.
 *
 * @param reasons the reasons, strongest first; empty when none was asked for or none is known
 * @param popular whether the item stands here for being popular, not for anything the shopper has
 */
public record Explanation(List<Reason> reasons, boolean popular) {

  private static final Explanation NONE = new Explanation(List.of(), false);
  private static final Explanation POPULAR = new Explanation(List.of(), true);

  /**
   * One item's part in a recommendation.
   *
   * @param itemId an item of the cart, the session or the history
   * @param share its part of the score; the shares of an explanation add up to 1, and one below 0
   *     speaks against the recommendation
   */
  public record Reason(String itemId, double share) {}

  public Explanation {
    reasons = List.copyOf(reasons);
  }

  /** Nothing to say. */
  public static Explanation none() {
    return NONE;
  }

  /** Recommended for being popular. */
  public static Explanation mostPopular() {
    return POPULAR;
  }

  /** Recommended because of {@code reasons}, strongest first. */
  public static Explanation because(List<Reason> reasons) {
    return reasons.isEmpty() ? NONE : new Explanation(reasons, false);
  }

  /** The explanation in words: {@code because of milk (62 %), bread (38 %)}. */
  public String text() {
    if (popular) {
      return "popular with everybody";
    }
    if (reasons.isEmpty()) {
      return "";
    }
    return reasons.stream()
        .map(reason ->
            String.format(Locale.ROOT, "%s (%.0f %%)", reason.itemId(), 100 * reason.share()))
        .collect(Collectors.joining(", ", "because of ", ""));
  }
}
