package io.cartrec.testkit;

import io.cartrec.Event;
import io.cartrec.ItemFeatures;
import io.cartrec.data.Catalog;
import io.cartrec.data.Dataset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Twelve baskets whose answers can be worked out on paper:
 *
 * <pre>
 *  1 milk bread butter     5 milk beer           9 milk chips
 *  2 milk bread butter     6 milk beer chips    10 bread butter
 *  3 milk bread            7 milk               11 beer chips
 *  4 milk butter           8 milk eggs          12 beer chips tea
 * </pre>
 *
 * <p>Bought in so many baskets: milk 9; bread, butter, beer, chips 4 each; eggs, tea 1 each. These are
 * squares, so that cosines {@code c_ij / sqrt(f_i f_j)} are short:
 *
 * <pre>
 *  pair           together  cosine  confidence  and back  lift
 *  milk   bread   3         1/2     1/3         3/4       1
 *  milk   butter  3         1/2     1/3         3/4       1
 *  milk   beer    2         1/3     2/9         1/2       2/3
 *  milk   chips   2         1/3     2/9         1/2       2/3
 *  milk   eggs    1         1/3     1/9         1         4/3
 *  bread  butter  3         3/4     3/4         3/4       9/4
 *  beer   chips   3         3/4     3/4         3/4       9/4
 *  beer   tea     1         1/2     1/4         1         3
 *  chips  tea     1         1/2     1/4         1         3
 * </pre>
 *
 * <p>Confidence is {@code c_ij / f_i}, "and back" {@code c_ij / f_j}, lift {@code 12 c_ij / (f_i f_j)}.
 * All other pairs were never bought together. Ann bought the odd baskets, Bob the even ones; basket
 * {@code n} on the n-th of January 2024 at noon UTC, in session {@code basket-n}, one piece of each item at
 * its price in {@link #catalog()}.
 */
public final class SmallShop {

  private static final List<List<String>> BASKETS = List.of(
      List.of("milk", "bread", "butter"),
      List.of("milk", "bread", "butter"),
      List.of("milk", "bread"),
      List.of("milk", "butter"),
      List.of("milk", "beer"),
      List.of("milk", "beer", "chips"),
      List.of("milk"),
      List.of("milk", "eggs"),
      List.of("milk", "chips"),
      List.of("bread", "butter"),
      List.of("beer", "chips"),
      List.of("beer", "chips", "tea"));

  private static final Catalog CATALOG = Catalog.of(List.of(
      item("milk", 1, "Food", "Dairy"),
      item("bread", 2, "Food", "Bakery"),
      item("butter", 2.5, "Food", "Dairy"),
      item("beer", 1.5, "Drinks", "Beer"),
      item("chips", 3, "Food", "Snacks"),
      item("eggs", 4, "Food", "Dairy"),
      item("tea", 5, "Drinks", "Tea")));

  private SmallShop() {}

  /** The items of each basket, in the order of the table. */
  public static List<List<String>> baskets() {
    return BASKETS;
  }

  /** Title, category and price of each item. */
  public static Catalog catalog() {
    return CATALOG;
  }

  /** The 27 purchases. */
  public static List<Event> events() {
    Instant noon = Instant.parse("2024-01-01T12:00:00Z");
    List<Event> events = new ArrayList<>();
    for (int b = 0; b < BASKETS.size(); b++) {
      for (String id : BASKETS.get(b)) {
        double price = CATALOG.find(id).orElseThrow().price().orElseThrow();
        events.add(Event.of(id)
            .at(noon.plus(Duration.ofDays(b)))
            .byUser(b % 2 == 0 ? "ann" : "bob")
            .inSession("basket-" + (b + 1))
            .priced(price));
      }
    }
    return events;
  }

  /** {@link #events()} in columns. */
  public static Dataset dataset() {
    return Dataset.of(events());
  }

  private static ItemFeatures item(String id, double price, String... path) {
    return ItemFeatures.of(id).titled(id).priced(price).inCategories(List.of(List.of(path)));
  }
}
