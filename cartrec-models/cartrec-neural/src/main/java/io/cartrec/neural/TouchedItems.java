package io.cartrec.neural;

import java.util.Arrays;

/** Finds the items that a step learns of, each once. Not thread-safe. */
final class TouchedItems {

  /**
   * Items, and where each of some entries stands among them.
   *
   * @param items each once
   * @param rows the place of each entry's item among {@code items}
   */
  record Touched(int[] items, int[] rows) {}

  private final int[] places; // of an item among the touched ones, from 1 on

  TouchedItems(int itemCount) {
    this.places = new int[itemCount];
  }

  /**
   * The items {@code first}, none twice, in their order, then the others of {@code entries} as they come.
   */
  Touched of(int[] first, int[] entries) {
    int[] items = Arrays.copyOf(first, first.length + entries.length);
    int size = 0;
    for (int item : first) {
      places[item] = ++size;
    }
    int[] rows = new int[entries.length];
    for (int k = 0; k < entries.length; k++) {
      int item = entries[k];
      if (places[item] == 0) {
        items[size] = item;
        places[item] = ++size;
      }
      rows[k] = places[item] - 1;
    }
    items = Arrays.copyOf(items, size);
    for (int item : items) {
      places[item] = 0;
    }
    return new Touched(items, rows);
  }
}
