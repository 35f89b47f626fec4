package io.cartrec.testkit;

import io.cartrec.Event;
import io.cartrec.data.Dataset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The data sets that {@link RecommenderContract} trains on. Every event fills every column, so that any
 * model finds what it needs.
 */
enum ContractData {
  /** Real proportions in small, and ids of other alphabets and of 10 kB. */
  MIXED(mixed()),
  /** More items and users than a trainer hands to a thread at a time. */
  MANY_ITEMS(zipf(1_100, 2_000)),
  SMALL_SHOP(SmallShop.baskets()),
  ONE_ITEM(repeated(5, List.of("only"))),
  ONE_SESSION(List.of(List.of("a", "b", "c", "d", "e", "f"))),
  IDENTICAL_BASKETS(repeated(10, List.of("a", "b", "c"))),
  ITEMS_SEEN_ONCE(
      IntStream.range(0, 8).mapToObj(b -> List.of("a" + b, "b" + b, "c" + b)).toList()),
  ITEM_IN_EVERY_BASKET(
      IntStream.range(0, 30).mapToObj(b -> List.of("bag", "item-" + b % 7)).toList()),
  SESSIONS_OF_ONE_ITEM(
      IntStream.range(0, 20).mapToObj(b -> List.of("item-" + b % 5)).toList());

  private static final Instant START = Instant.parse("2024-03-01T09:00:00Z");

  @SuppressWarnings("ImmutableEnumChecker") // the lists are immutable, their type does not say so
  private final List<List<String>> baskets;

  ContractData(List<List<String>> baskets) {
    this.baskets = baskets;
  }

  /** Seven users, or a user for every four baskets if that is more, buy in turns, a basket a day. */
  Dataset dataset() {
    int users = Math.max(7, baskets.size() / 4);
    List<Event> events = new ArrayList<>();
    for (int b = 0; b < baskets.size(); b++) {
      for (String id : baskets.get(b)) {
        events.add(Event.of(id)
            .at(START.plus(Duration.ofDays(b)))
            .byUser("user-" + b % users)
            .inSession("session-" + b)
            .times(1 + id.length() % 3)
            .priced(1 + id.length() % 5)
            .rated(1 + b % 5));
      }
    }
    return Dataset.of(events);
  }

  private static List<List<String>> repeated(int times, List<String> basket) {
    return IntStream.range(0, times).mapToObj(b -> basket).toList();
  }

  private static List<List<String>> zipf(int items, int carts) {
    Dataset data = new ZipfShop(items, carts, 7).dataset();
    Map<String, List<String>> baskets = new LinkedHashMap<>();
    for (int row = 0; row < data.rows(); row++) {
      Event event = data.event(row);
      baskets
          .computeIfAbsent(event.sessionId().orElseThrow(), id -> new ArrayList<>())
          .add(event.itemId());
    }
    return new ArrayList<>(baskets.values());
  }

  private static List<List<String>> mixed() {
    List<List<String>> baskets = zipf(80, 300);
    for (int i = 0; i < Requests.ODD_IDS.size(); i++) {
      String next = Requests.ODD_IDS.get((i + 1) % Requests.ODD_IDS.size());
      String popular = baskets.get(i).get(0);
      baskets.add(i * 10, List.of(Requests.ODD_IDS.get(i), popular, next));
    }
    return baskets;
  }
}
