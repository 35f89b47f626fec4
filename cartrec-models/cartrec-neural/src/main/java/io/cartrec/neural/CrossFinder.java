package io.cartrec.neural;

import java.util.Arrays;
import java.util.Locale;

/**
 * Finds the pairs that are worth a weight of their own: those that enough carts have. Cost: the sum of the
 * squares of the carts' sizes. Not thread-safe.
 */
final class CrossFinder {

  private final int support;
  private final long most;
  private final int[] counts;
  private final int[] seen;
  private int[] found = new int[64];
  private int size;

  private CrossFinder(int itemCount, int support, long most) {
    this.support = support;
    this.most = most;
    this.counts = new int[itemCount];
    this.seen = new int[itemCount];
  }

  /**
   * The pairs of items in {@code carts}, the smaller code first, behind those that are {@code known}.
   *
   * @param most how many there may be, with those that are known
   * @throws IllegalStateException if there are more
   */
  static int[] pairs(ItemSets carts, int itemCount, int support, int[] known, long most) {
    CrossFinder finder = new CrossFinder(itemCount, support, most - known.length / 2);
    finder.find(carts, carts, true, Crosses.of(known, itemCount));
    return finder.behind(known);
  }

  /**
   * The pairs of a user's attribute and an item, behind those that are {@code known}.
   *
   * @param most how many there may be, with those that are known
   * @throws IllegalStateException if there are more
   */
  static int[] attributes(
      ItemSets carts, int lefts, int itemCount, int support, int[] known, long most) {
    CrossFinder finder = new CrossFinder(itemCount, support, most - known.length / 2);
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
    if (size / 2 >= most) {
      throw new IllegalStateException(String.format(
          Locale.ROOT,
          "more than %,d new pairs are each in support=%d carts or more, and the JVM can hold no more; raise"
              + " support, or -Xmx",
          most,
          support));
    }
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
