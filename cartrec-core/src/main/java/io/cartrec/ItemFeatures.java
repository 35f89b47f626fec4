package io.cartrec;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the shop knows of an item. A shop can put this on its own product class: every method but
 * {@link #id()} has a default that says nothing. {@link #of(String)} starts an immutable one.
 */
public interface ItemFeatures {

  /** The shop's id of the item. */
  String id();

  /** The name a shopper reads. */
  default Optional<String> title() {
    return Optional.empty();
  }

  default Optional<String> brand() {
    return Optional.empty();
  }

  /**
   * The categories the item stands in, each a path from the widest level to the narrowest: {@code
   * [[Food, Dairy, Milk], [Breakfast]]}.
   */
  default List<List<String>> categories() {
    return List.of();
  }

  /** Price of one unit, in the shop's currency. */
  default OptionalDouble price() {
    return OptionalDouble.empty();
  }

  default Set<String> tags() {
    return Set.of();
  }

  /** Pieces in stock; empty when not known. */
  default OptionalInt stock() {
    return OptionalInt.empty();
  }

  /** Dense vectors that the shop computed, by name ({@code "text"}, {@code "image"}). Not to be changed. */
  default Map<String, float[]> vectors() {
    return Map.of();
  }

  /** Whether one of the item's category paths holds {@code category} at any level. */
  default boolean isIn(String category) {
    return categories().stream().anyMatch(path -> path.contains(category));
  }

  /** Whether the item can be sold now: true unless its stock is known to be 0. */
  default boolean isInStock() {
    return stock().orElse(1) > 0;
  }

  /** An item of which nothing is known but its id. */
  static Item of(String id) {
    return new Item(
        id,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        OptionalDouble.empty(),
        Set.of(),
        OptionalInt.empty(),
        Map.of());
  }

  /** The immutable default. Thread-safe; the vectors are shared, not copied. */
  record Item(
      String id,
      Optional<String> title,
      Optional<String> brand,
      List<List<String>> categories,
      OptionalDouble price,
      Set<String> tags,
      OptionalInt stock,
      Map<String, float[]> vectors)
      implements ItemFeatures {

    public Item {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(title, "title");
      Objects.requireNonNull(brand, "brand");
      categories = categories.stream().map(List::copyOf).toList();
      Objects.requireNonNull(price, "price");
      tags = Set.copyOf(tags);
      Objects.requireNonNull(stock, "stock");
      vectors = Map.copyOf(vectors);
    }

    public Item titled(String title) {
      return new Item(id, Optional.of(title), brand, categories, price, tags, stock, vectors);
    }

    public Item branded(String brand) {
      return new Item(id, title, Optional.of(brand), categories, price, tags, stock, vectors);
    }

    public Item inCategories(List<List<String>> paths) {
      return new Item(id, title, brand, paths, price, tags, stock, vectors);
    }

    public Item priced(double price) {
      return new Item(id, title, brand, categories, OptionalDouble.of(price), tags, stock, vectors);
    }

    public Item tagged(Set<String> tags) {
      return new Item(id, title, brand, categories, price, tags, stock, vectors);
    }

    public Item stocked(int pieces) {
      return new Item(id, title, brand, categories, price, tags, OptionalInt.of(pieces), vectors);
    }

    public Item withVectors(Map<String, float[]> vectors) {
      return new Item(id, title, brand, categories, price, tags, stock, vectors);
    }
  }
}
