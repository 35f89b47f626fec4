package io.cartrec.recommend;

import io.cartrec.Basket;
import io.cartrec.CartLine;
import io.cartrec.Event;
import io.cartrec.RecommendationRequest;
import io.cartrec.RepeatPolicy;
import io.cartrec.data.IdIndex;
import io.cartrec.model.Query;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What one request forbids. Not thread-safe, as its filters need not be. */
final class Rules {

  private static final int LONGEST_CART = 10_000;
  private static final int UNKNOWN = -1;

  private final Query query;
  private final RecommendationRequest request;
  private final IdIndex ids;
  private final Shelf shelf;

  Rules(Query query, IdIndex ids, Shelf shelf) {
    this.query = query;
    this.request = query.request();
    this.ids = ids;
    this.shelf = shelf;
  }

  /** Bars what the repeat policy and the exclusions forbid. */
  void bar(Scratch scratch) {
    switch (request.repeats()) {
      case EXCLUDE_CART -> {
        if (request.cart().isEmpty()) {
          barSession(scratch);
        } else {
          barCart(scratch);
        }
      }
      case EXCLUDE_OWNED -> {
        barCart(scratch);
        barSession(scratch);
        for (Basket basket : history()) {
          barLines(basket.lines(), scratch);
        }
      }
      case ONLY_OWNED -> barCart(scratch);
      case EXCLUDE_LAST -> barLast(scratch);
      case ALLOW -> {}
    }
    for (String id : request.excluded()) {
      bar(id, scratch);
    }
  }

  /** Whether every filter accepts {@code item}. */
  boolean accept(int item) {
    return shelf.passes(item, request.filters());
  }

  /** Whether only {@link #candidates()} may be answered, not the whole catalogue. */
  boolean hasCandidates() {
    return request.candidates().isPresent() || request.repeats() == RepeatPolicy.ONLY_OWNED;
  }

  /** The known ones of the only items that may be answered, none twice. */
  int[] candidates() {
    Set<String> only = request.repeats() == RepeatPolicy.ONLY_OWNED
        ? owned()
        : request.candidates().orElseThrow();
    return only.stream()
        .mapToInt(id -> ids.code(id, UNKNOWN))
        .filter(code -> code != UNKNOWN)
        .toArray();
  }

  /** What the user's history holds, as far as it is among the request's candidates. */
  private Set<String> owned() {
    Set<String> owned = history().stream()
        .flatMap(basket -> basket.lines().stream())
        .map(CartLine::itemId)
        .collect(Collectors.toSet());
    request.candidates().ifPresent(owned::retainAll);
    return owned;
  }

  /** Of a cart too long to be the context as a whole, the older lines are looked up here. */
  private void barCart(Scratch scratch) {
    for (int item : query.cart()) {
      scratch.bar(item);
    }
    List<CartLine> lines = request.cart().lines();
    int older = Math.max(0, lines.size() - Query.LONGEST_CONTEXT);
    barLines(lines.subList(Math.max(0, lines.size() - LONGEST_CART), older), scratch);
  }

  private void barLast(Scratch scratch) {
    List<CartLine> lines = request.cart().lines();
    List<Event> session = request.session();
    if (!lines.isEmpty()) {
      bar(lines.get(lines.size() - 1).itemId(), scratch);
    } else if (!session.isEmpty()) {
      bar(session.get(session.size() - 1).itemId(), scratch);
    } else {
      barNewest(history(), scratch);
    }
  }

  /** Bars the last line of the newest basket that has one. */
  private void barNewest(List<Basket> history, Scratch scratch) {
    for (int b = history.size() - 1; b >= 0; b--) {
      List<CartLine> lines = history.get(b).lines();
      if (!lines.isEmpty()) {
        bar(lines.get(lines.size() - 1).itemId(), scratch);
        return;
      }
    }
  }

  private List<Basket> history() {
    return request.user().isEmpty() ? List.of() : request.user().get().history();
  }

  private void barSession(Scratch scratch) {
    for (Event event : request.session()) {
      bar(event.itemId(), scratch);
    }
  }

  private void barLines(List<CartLine> lines, Scratch scratch) {
    for (CartLine line : lines) {
      bar(line.itemId(), scratch);
    }
  }

  private void bar(String id, Scratch scratch) {
    int item = ids.code(id, UNKNOWN);
    if (item != UNKNOWN) {
      scratch.bar(item);
    }
  }
}
