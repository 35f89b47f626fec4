package io.cartrec.data;

import io.cartrec.ItemFeatures;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The shop's items and what it knows of them. Immutable and thread-safe, as far as the items are. */
public final class Catalog {

  private static final Catalog EMPTY = new Catalog(Map.of());

  private final Map<String, ItemFeatures> items;

  private Catalog(Map<String, ItemFeatures> items) {
    this.items = items;
  }

  /** A catalogue that knows nothing. */
  public static Catalog empty() {
    return EMPTY;
  }

  /** The given items; of two with one id the later counts. */
  public static Catalog of(Collection<? extends ItemFeatures> items) {
    Map<String, ItemFeatures> byId = new LinkedHashMap<>();
    items.forEach(item -> byId.put(item.id(), item));
    return new Catalog(byId);
  }

  public int size() {
    return items.size();
  }

  /** What is known of an item; empty when the catalogue does not have it. */
  public Optional<ItemFeatures> find(String itemId) {
    return Optional.ofNullable(items.get(itemId));
  }

  /** The items in the order they were given, each id once. */
  public Collection<ItemFeatures> items() {
    return Collections.unmodifiableCollection(items.values());
  }
}
