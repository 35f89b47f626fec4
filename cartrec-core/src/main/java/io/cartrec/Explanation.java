package io.cartrec;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why an item is recommended: which items the shopper has spoke for it, and how loudly, and which of the
 * models that answered together. Immutable and thread-safe.
 *
 * @param reasons the reasons, strongest first; empty when none was asked for or none is known
 * @param parts what each of several models adds, in the order of the blend; empty when one model answered
 * @param popular whether the item stands here for being popular, not for anything the shopper has
 */
public record Explanation(List<Reason> reasons, List<Part> parts, boolean popular) {

  private static final Explanation NONE = new Explanation(List.of(), List.of(), false);
  private static final Explanation POPULAR = new Explanation(List.of(), List.of(), true);

  /**
   * One item's part in a recommendation.
   *
   * @param itemId an item of the cart, the session or the history
   * @param share its part of the score; the shares of an explanation add up to 1, and one below 0
   *     speaks against the recommendation
   */
  public record Reason(String itemId, double share) {}

  /**
   * One model's part in a recommendation by several.
   *
   * @param model its name, with the parameters that differ from its defaults
   * @param share its part of the score; the shares add up to 1
   */
  public record Part(String model, double share) {}

  public Explanation {
    reasons = List.copyOf(reasons);
    parts = List.copyOf(parts);
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
    return reasons.isEmpty() ? NONE : new Explanation(reasons, List.of(), false);
  }

  /** This, with the parts that several models have in it. */
  public Explanation withParts(List<Part> value) {
    return new Explanation(reasons, value, popular);
  }

  /**
   * The explanation in words: {@code because of milk (62 %), bread (38 %)}, and {@code by user-knn (70 %),
   * item-knn (30 %)} when several models answered.
   */
  public String text() {
    if (popular) {
      return "popular with everybody";
    }
    String because = reasons.stream()
        .map(reason -> share(reason.itemId(), reason.share()))
        .collect(Collectors.joining(", "));
    String by = parts.stream()
        .map(part -> share(part.model(), part.share()))
        .collect(Collectors.joining(", "));
    return Stream.of(
            because.isEmpty() ? "" : "because of " + because, by.isEmpty() ? "" : "by " + by)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String share(String name, double share) {
    return String.format(Locale.ROOT, "%s (%.0f %%)", name, 100 * share);
  }
}
