package io.cartrec.model;

import io.cartrec.Basket;
import io.cartrec.RecommendationRequest;
import io.cartrec.UserProfile;
import io.cartrec.data.IdIndex;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A request in the codes of a model. Its context is the cart; without cart lines, the session; without
 * both, the history of the user. Items that the model does not know are left out, and of a longer
 * context only the newest {@value #LONGEST_CONTEXT} entries count. Immutable and thread-safe.
 */
public final class Query {

  /** How many entries of the context are looked at, at most. */
  public static final int LONGEST_CONTEXT = 1000;

  private static final int UNKNOWN = -1;

  private final RecommendationRequest request;
  private final IdIndex ids;
  private final int[] sequence;
  private final int[] items;

  /** Translates {@code request} into the codes of {@code ids}. */
  public Query(RecommendationRequest request, IdIndex ids) {
    this.request = request;
    this.ids = ids;
    this.sequence = context();
    this.items = distinct(sequence);
  }

  /** The request as it was asked. */
  public RecommendationRequest request() {
    return request;
  }

  /** The context in order, the newest entry last, repeats and all. Not to be changed. */
  public int[] sequence() {
    return sequence;
  }

  /** The context as a set: distinct codes, ascending. Not to be changed. */
  public int[] items() {
    return items;
  }

  /** The user's baskets, oldest first, each as the codes of its known items in order. */
  public List<int[]> history() {
    return baskets().stream()
        .map(basket -> newest(basket.lines().size(), i -> basket.lines().get(i).itemId()))
        .toList();
  }

  private List<Basket> baskets() {
    return request.user().map(UserProfile::history).orElse(List.of());
  }

  private int[] context() {
    if (!request.cart().isEmpty()) {
      return newest(
          request.cart().lines().size(), i -> request.cart().lines().get(i).itemId());
    }
    if (!request.session().isEmpty()) {
      return newest(request.session().size(), i -> request.session().get(i).itemId());
    }
    List<int[]> baskets = history();
    int[] all = baskets.stream().flatMapToInt(Arrays::stream).toArray();
    return Arrays.copyOfRange(all, Math.max(0, all.length - LONGEST_CONTEXT), all.length);
  }

  /** The codes of the newest of {@code count} ids, in order. */
  private int[] newest(int count, IntFunction<String> id) {
    int[] codes = new int[Math.min(count, LONGEST_CONTEXT)];
    int known = 0;
    for (int i = count - codes.length; i < count; i++) {
      int code = ids.code(id.apply(i), UNKNOWN);
      if (code != UNKNOWN) {
        codes[known++] = code;
      }
    }
    return known == codes.length ? codes : Arrays.copyOf(codes, known);
  }

  private static int[] distinct(int[] codes) {
    int[] sorted = codes.clone();
    Arrays.sort(sorted);
    int kept = 0;
    for (int code : sorted) {
      if (kept == 0 || sorted[kept - 1] != code) {
        sorted[kept++] = code;
      }
    }
    return kept == sorted.length ? sorted : Arrays.copyOf(sorted, kept);
  }
}
