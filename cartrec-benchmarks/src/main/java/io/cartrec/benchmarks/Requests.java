package io.cartrec.benchmarks;

import io.cartrec.Cart;
import io.cartrec.CartLine;
import io.cartrec.RecommendationRequest;
import io.cartrec.data.IdIndex;
import io.cartrec.testkit.ZipfShop;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Requests for {@value #LIMIT} items, asked in turn, again and again: new carts of the shop. A server has
 * just parsed the request it answers, so that it lies in the processor's cache; here there are few enough
 * of them to stay there, and equal ids are one {@code String}. With many requests, waiting for the memory
 * they lie in would be measured too. What this flatters: the hash codes of ids are known already, and the
 * rows of the model that no cart of these asks for are never read. Immutable and thread-safe.
 */
final class Requests {

  static final int LIMIT = 20;

  private static final int LINES = 1 << 14; // of all carts together
  private static final int FEWEST = 1 << 8;

  private final RecommendationRequest[] requests;

  private Requests(List<Cart> carts, UnaryOperator<RecommendationRequest> change) {
    requests = carts.stream()
        .map(cart -> change.apply(RecommendationRequest.of(cart).limit(LIMIT)))
        .toArray(RecommendationRequest[]::new);
  }

  /** With carts of {@code length} lines, the shorter they are the more. */
  static Requests of(ZipfShop.Size size, int length) {
    return of(size, length, UnaryOperator.identity());
  }

  /** The same requests, changed. */
  static Requests of(ZipfShop.Size size, int length, UnaryOperator<RecommendationRequest> change) {
    int count = Math.max(FEWEST, Integer.highestOneBit(LINES / length));
    return new Requests(Shops.of(size).queries(count, length), change);
  }

  /** How many there are: a power of two. */
  int count() {
    return requests.length;
  }

  /** The request number {@code turn}, which begins anew after the last. */
  RecommendationRequest at(long turn) {
    return requests[(int) turn & (requests.length - 1)];
  }

  /** The codes of the cart's items that {@code items} knows, as the bare references take them. */
  static int[] codes(Cart cart, IdIndex items) {
    return cart.lines().stream()
        .map(CartLine::itemId)
        .filter(items::contains)
        .mapToInt(id -> items.find(id).orElseThrow())
        .toArray();
  }
}
