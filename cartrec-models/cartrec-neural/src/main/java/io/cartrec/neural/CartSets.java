package io.cartrec.neural;

import io.cartrec.data.Dataset;
import io.cartrec.data.Interactions;
import io.cartrec.data.Sessions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The items that sessions hold, or users when no event names a session, each set at least one, in the order
 * of the data. Immutable.
 */
final class CartSets {

  private final Dataset data;
  private final Sessions sessions;
  private final Interactions sets;
  private final int[] codes; // what each item of the data is called in the model
  private final UserAttributes attributes;
  private final int[] rows;

  private CartSets(
      Dataset data,
      Sessions sessions,
      Interactions sets,
      int[] codes,
      UserAttributes attributes,
      int[] rows) {
    this.data = data;
    this.sessions = sessions;
    this.sets = sets;
    this.codes = codes;
    this.attributes = attributes;
    this.rows = rows;
  }

  /** Those of the data of {@code start}, whose users are told of by {@code attributes}. */
  static CartSets of(Start start, UserAttributes attributes) {
    Interactions sets = start.data().baskets();
    int[] rows = new int[sets.rows()];
    int size = 0;
    for (int row = 0; row < rows.length; row++) {
      if (sets.end(row) > sets.begin(row)) {
        rows[size++] = row;
      }
    }
    int[] filled = Arrays.copyOf(rows, size);
    Dataset data = start.data();
    return new CartSets(data, data.sessions(), sets, start.codes(), attributes, filled);
  }

  /** How many there are. */
  int size() {
    return rows.length;
  }

  /** Those in {@code [from, to)}. */
  CartSets range(int from, int to) {
    int[] some = Arrays.copyOfRange(rows, from, to);
    return new CartSets(data, sessions, sets, codes, attributes, some);
  }

  /** How many sets hold each of so many items. */
  int[] counts(int itemCount) {
    int[] counts = new int[itemCount];
    for (int row : rows) {
      for (int k = sets.begin(row); k < sets.end(row); k++) {
        counts[codes[sets.item(k)]]++;
      }
    }
    return counts;
  }

  /** How many items they hold together. */
  long places() {
    long places = 0;
    for (int row : rows) {
      places += sets.end(row) - sets.begin(row);
    }
    return places;
  }

  /** How many items {@code count} of them hold together at most. */
  int most(int count) {
    int longest = 0;
    for (int row : rows) {
      longest = Math.max(longest, sets.end(row) - sets.begin(row));
    }
    return (int) Math.min(places(), (long) longest * count);
  }

  /** All of them. */
  ItemSets all() {
    return batch(rows, 0, rows.length);
  }

  /** The sets in such an order, {@code size} at a time. */
  List<ItemSets> batches(int[] order, int size) {
    int[] ordered = Arrays.stream(order).map(i -> rows[i]).toArray();
    List<ItemSets> batches = new ArrayList<>();
    for (int from = 0; from < ordered.length; from += size) {
      batches.add(batch(ordered, from, Math.min(ordered.length, from + size)));
    }
    return batches;
  }

  /** The sets in the order in which they are, {@code size} at a time. */
  List<ItemSets> batches(int size) {
    int[] order = new int[rows.length];
    Arrays.setAll(order, i -> i);
    return batches(order, size);
  }

  private ItemSets batch(int[] ordered, int from, int to) {
    return ItemSets.of(sets, codes, ordered, from, to)
        .of(Bag.joined(to - from, i -> told(ordered[from + i])));
  }

  private Bag told(int row) {
    return attributes.size() == 0 ? Bag.EMPTY : attributes.ofSession(data, sessions, row);
  }
}
