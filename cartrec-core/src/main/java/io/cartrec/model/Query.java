package io.cartrec.model;

import io.cartrec.Basket;
import io.cartrec.CartLine;
import io.cartrec.Event;
import io.cartrec.RecommendationRequest;
import io.cartrec.data.IdIndex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * A request in the codes of a model. Its context is the cart; when that holds no item the model knows,
 * the session; and when that neither, the history of the user. Items that were merely shown or were
 * removed in the session do not count, and of each source only the newest {@value #LONGEST_CONTEXT}
 * entries are looked at. Immutable and thread-safe.
 */
public final class Query {

  /** How many entries of the context are looked at, at most. */
  public static final int LONGEST_CONTEXT = 1000;

  private static final int UNKNOWN = -1;

  private final RecommendationRequest request;
  private final IdIndex ids;
  private final int[] cart;
  private final int[] sequence;
  private final int[] items;

  /** Translates {@code request} into the codes of {@code ids}. */
  public Query(RecommendationRequest request, IdIndex ids) {
    this.request = request;
    this.ids = ids;
    List<CartLine> lines = request.cart().lines();
    this.cart = codes(lines.subList(Math.max(0, lines.size() - LONGEST_CONTEXT), lines.size()));
    this.sequence = context();
    this.items = distinct(sequence);
  }

  /** The request as it was asked. */
  public RecommendationRequest request() {
    return request;
  }

  /** The known items of the cart's newest lines, in order, repeats and all. Not to be changed. */
  public int[] cart() {
    return cart;
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
    List<int[]> history = new ArrayList<>();
    for (Basket basket : baskets()) {
      history.add(codes(basket.lines()));
    }
    return history;
  }

  private List<Basket> baskets() {
    return request.user().isEmpty() ? List.of() : request.user().get().history();
  }

  private int[] context() {
    if (cart.length > 0) {
      return cart;
    }
    int[] session = session();
    return session.length > 0 ? session : historyInOneRow();
  }

  private int[] session() {
    List<Event> events = request.session();
    int[] codes = new int[Math.min(events.size(), LONGEST_CONTEXT)];
    int known = 0;
    for (Event event : events.subList(events.size() - codes.length, events.size())) {
      if (event.isPositive()) {
        known = put(event.itemId(), codes, known);
      }
    }
    return Arrays.copyOf(codes, known);
  }

  private int[] historyInOneRow() {
    Deque<CartLine> newest = new ArrayDeque<>();
    List<Basket> baskets = baskets();
    for (int b = baskets.size() - 1; b >= 0; b--) {
      List<CartLine> lines = baskets.get(b).lines();
      for (int i = lines.size() - 1; i >= 0 && newest.size() < LONGEST_CONTEXT; i--) {
        newest.addFirst(lines.get(i));
      }
    }
    return codes(newest);
  }

  /** The codes of the known items, in order. */
  private int[] codes(Collection<CartLine> lines) {
    int[] codes = new int[lines.size()];
    int known = 0;
    for (CartLine line : lines) {
      known = put(line.itemId(), codes, known);
    }
    return known == codes.length ? codes : Arrays.copyOf(codes, known);
  }

  private int put(String id, int[] codes, int known) {
    codes[known] = ids.code(id, UNKNOWN);
    return codes[known] == UNKNOWN ? known : known + 1;
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
