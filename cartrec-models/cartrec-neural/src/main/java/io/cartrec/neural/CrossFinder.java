package io.cartrec.neural;

import java.util.Arrays;

/** Finds the pairs that are worth a weight of their own: those that enough carts have. */
final class CrossFinder {

  private final int support;
  private final int[] counts;
  private final int[] seen;
  private int[] found = new int[64];
  private int size;

  private CrossFinder(int itemCount, int support) {
    this.support = support;
    this.counts = new int[itemCount];
    this.seen = new int[itemCount];
  }

  /** The pairs of items in {@code carts}, the smaller code first, behind those that are {@code known}. */
  static int[] pairs(ItemSets carts, int itemCount, int support, int[] known) {
    CrossFinder finder = new CrossFinder(itemCount, support);
    finder.find(carts, carts, true, Crosses.of(known, itemCount));
    return finder.behind(known);
  }

  /** The pairs of a user's attribute and an item, behind those that are {@code known}. */
  static int[] attributes(ItemSets carts, int lefts, int itemCount, int support, int[] known) {
    CrossFinder finder = new CrossFinder(itemCount, support);
    finder.find(carts.attributes(), carts, false, Crosses.of(known, lefts));
    return finder.behind(known);
  }

  private void find(ItemSets lefts, ItemSets items, boolean isGreater, Crosses known) {
    ItemSets carts = transposed(lefts, known.lefts());
    for (int left = 0; left < carts.size(); left++) {
      int touched = 0;
      for (int k = carts.begin(left); k < carts.end(left); k++) {
        int cart = carts.items()[k];
        for (int at = items.begin(cart); at < items.end(cart); at++) {
          int item = items.items()[at];
          if (item > left || !isGreater) {
            if (counts[item]++ == 0) {
              seen[touched++] = item;
            }
          }
        }
      }
      Arrays.sort(seen, 0, touched);
      for (int k = 0; k < touched; k++) {
        if (counts[seen[k]] >= support && known.find(left, seen[k]) < 0) {
          add(left, seen[k]);
        }
        counts[seen[k]] = 0;
      }
    }
  }

  /** Which sets have each code. */
  private static ItemSets transposed(ItemSets sets, int codes) {
    int[] begin = new int[codes + 1];
    for (int k = sets.begin(0); k < sets.begin(sets.size()); k++) {
      begin[sets.items()[k] + 1]++;
    }
    for (int code = 0; code < codes; code++) {
      begin[code + 1] += begin[code];
    }
    int[] next = begin.clone();
    int[] holders = new int[begin[codes]];
    for (int set = 0; set < sets.size(); set++) {
      for (int k = sets.begin(set); k < sets.end(set); k++) {
        holders[next[sets.items()[k]]++] = set;
      }
    }
    return new ItemSets(begin, holders);
  }

  private void add(int left, int item) {
    found = size == found.length ? Arrays.copyOf(found, 2 * size) : found;
    found[size++] = left;
    found[size++] = item;
  }

  private int[] behind(int[] known) {
    int[] all = Arrays.copyOf(known, known.length + size);
    System.arraycopy(found, 0, all, known.length, size);
    return all;
  }
}
