package io.cartrec.neural;

import io.cartrec.Event;
import io.cartrec.ItemFeatures;
import io.cartrec.data.Catalog;
import io.cartrec.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Items of which something is known. */
final class DescribedItems {

  private DescribedItems() {}

  /** The items {@code i0}, {@code i1} and so on, every fifth without any feature or vector. */
  static Catalog catalog(int items) {
    return Catalog.of(IntStream.range(0, items)
        .filter(i -> i % 5 != 4)
        .mapToObj(i -> ItemFeatures.of("i" + i)
            .branded("b" + i % 3)
            .priced(i)
            .inCategories(List.of(List.of("c", "c" + i % 2), List.of("d")))
            .tagged(Set.of("t" + i % 4, "u" + i % 7))
            .withVectors(Map.of("text", new float[] {i, 1, i % 3})))
        .toList());
  }

  /** Items that cost 0, 1 and so on, up to {@code count} of them. */
  static List<ItemFeatures> prices(int count) {
    return IntStream.range(0, count)
        .<ItemFeatures>mapToObj(i -> ItemFeatures.of("i" + i).priced(i))
        .toList();
  }

  /**
   * Sessions of two items: one of the ten first {@code a} or {@code b} and what follows all of its kind,
   * {@code x} or {@code y}. The four last of each kind are followed by nothing and all follow {@code z}, so
   * that no net learns what follows them, unless by what they have in common with the others.
   */
  static Dataset kinds() {
    List<Event> events = new ArrayList<>();
    List<ItemFeatures> items = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      items.add(
          ItemFeatures.of("a" + i).branded("a").withVectors(Map.of("text", new float[] {2, 0})));
      items.add(
          ItemFeatures.of("b" + i).branded("b").withVectors(Map.of("text", new float[] {0, 3})));
      for (int round = 0; round < 6; round++) {
        for (String kind : List.of("a", "b")) {
          String session = kind + i + "-" + round;
          String follower = kind.equals("a") ? "x" : "y";
          events.add(Event.of(i < 10 ? kind + i : "z").inSession(session));
          events.add(Event.of(i < 10 ? follower : kind + i).inSession(session));
        }
      }
    }
    return Dataset.of(events).withCatalog(Catalog.of(items));
  }
}
