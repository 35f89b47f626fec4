package io.cartrec.recommend;

import io.cartrec.ItemFeatures;
import io.cartrec.data.Catalog;
import io.cartrec.data.IdIndex;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What filters see of the items of a model: their features by code. Without a catalogue they see the id
 * alone; with one, an item that it lacks passes no filter. Immutable and thread-safe.
 */
final class Shelf {

  private static final int UNKNOWN = -1;

  private final IdIndex ids;
  private final @Nullable ItemFeatures[] features; // none without a catalogue

  Shelf(IdIndex ids, Catalog catalog) {
    this.ids = ids;
    this.features = new ItemFeatures[catalog.size() == 0 ? 0 : ids.size()];
    for (ItemFeatures item : catalog.items()) {
      int code = ids.code(item.id(), UNKNOWN);
      if (code != UNKNOWN) {
        features[code] = item;
      }
    }
  }

  /** Whether every filter accepts {@code item}. */
  boolean passes(int item, List<Predicate<? super ItemFeatures>> filters) {
    if (filters.isEmpty()) {
      return true;
    }
    ItemFeatures seen = features.length == 0 ? ItemFeatures.of(ids.id(item)) : features[item];
    if (seen == null) {
      return false;
    }
    for (Predicate<? super ItemFeatures> filter : filters) {
      if (!filter.test(seen)) {
        return false;
      }
    }
    return true;
  }
}
