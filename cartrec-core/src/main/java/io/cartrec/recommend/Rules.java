package io.cartrec.recommend;

import io.cartrec.Basket;
import io.cartrec.CartLine;
import io.cartrec.Event;
import io.cartrec.RecommendationRequest;
import io.cartrec.data.IdIndex;
import java.util.List;

/** What one request forbids. Not thread-safe, as its filters need not be. */
final class Rules {

  private static final int UNKNOWN = -1;

  private final RecommendationRequest request;
  private final IdIndex ids;
  private final Shelf shelf;

  Rules(RecommendationRequest request, IdIndex ids, Shelf shelf) {
    this.request = request;
    this.ids = ids;
    this.shelf = shelf;
  }

  /** Bars what the repeat policy and the exclusions forbid; all of it, however long the cart is. */
  void bar(Scratch scratch) {
    switch (request.repeats()) {
      case EXCLUDE_CART -> {
        if (request.cart().isEmpty()) {
          barSession(scratch);
        } else {
          barLines(request.cart().lines(), scratch);
        }
      }
      case EXCLUDE_OWNED -> {
        barLines(request.cart().lines(), scratch);
        barSession(scratch);
        for (Basket basket : history()) {
          barLines(basket.lines(), scratch);
        }
      }
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

  /** The known ones of the only items that may be answered. */
  int[] candidates() {
    return request.candidates().orElseThrow().stream()
        .mapToInt(id -> ids.code(id, UNKNOWN))
        .filter(code -> code != UNKNOWN)
        .toArray();
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
