package io.cartrec;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A ranked answer, best first. The first {@link #scored()} items are the model's; those behind them
 * are popular items that fill the list up. Immutable and thread-safe.
 *
 * @param items the recommended items, best first, no item twice
 * @param scored how many of them the model itself proposed
 * @param model name and version of the model that answered, such as {@code item-knn@9f3c21aa}
 * @param note why the answer is short, filled or empty, in one sentence; the empty string when it is
 *     none of these
 */
public record Recommendations(List<Recommendation> items, int scored, String model, String note)
    implements Iterable<Recommendation> {

  public Recommendations {
    items = List.copyOf(items);
    if (scored < 0 || scored > items.size()) {
      throw new IllegalArgumentException(
          "scored must be in [0, " + items.size() + "] but was " + scored);
    }
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(note, "note");
  }

  public int size() {
    return items.size();
  }

  public boolean isEmpty() {
    return items.isEmpty();
  }

  /** The recommended ids, best first. */
  public List<String> itemIds() {
    return items.stream().map(Recommendation::itemId).toList();
  }

  public Stream<Recommendation> stream() {
    return items.stream();
  }

  @Override
  public Iterator<Recommendation> iterator() {
    return items.iterator();
  }
}
