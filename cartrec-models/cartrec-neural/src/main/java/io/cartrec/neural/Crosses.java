package io.cartrec.neural;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Tensor;
import java.util.Arrays;

/**
 * Pairs of a left code and an item, numbered in the order they were given, and found by their left code:
 * that of {@code left} has the items {@code items[k]}, ascending, whose pairs have the numbers {@code
 * numbers[k]}, for {@code k} in {@code [begin[left], begin[left + 1])}. Immutable and thread-safe.
 */
final class Crosses {

  /** How many numbers this holds for each pair, at most. */
  static final int NUMBERS = 6;

  private final int[] pairs; // left, item, left, item, ...
  private final int[] begin;
  private final int[] items;
  private final int[] numbers;

  private Crosses(int[] pairs, int lefts, boolean bothWays) {
    this.pairs = pairs;
    int ways = bothWays ? pairs.length : pairs.length / 2;
    this.begin = new int[lefts + 1];
    this.items = new int[ways];
    this.numbers = new int[ways];
    long[] order = new long[ways];
    for (int k = 0; k < pairs.length / 2; k++) {
      begin[pairs[2 * k] + 1]++;
      if (bothWays) {
        begin[pairs[2 * k + 1] + 1]++;
      }
    }
    for (int left = 0; left < lefts; left++) {
      begin[left + 1] += begin[left];
    }
    int[] next = begin.clone();
    for (int k = 0; k < pairs.length / 2; k++) {
      order[next[pairs[2 * k]]++] = key(pairs[2 * k + 1], k);
      if (bothWays) {
        order[next[pairs[2 * k + 1]]++] = key(pairs[2 * k], k);
      }
    }
    for (int left = 0; left < lefts; left++) {
      Arrays.sort(order, begin[left], begin[left + 1]);
    }
    for (int k = 0; k < ways; k++) {
      items[k] = (int) (order[k] >>> Integer.SIZE);
      numbers[k] = (int) order[k];
    }
  }

  private static long key(int item, int number) {
    return ((long) item << Integer.SIZE) | number;
  }

  /** {@code pairs}, each a left code in {@code [0, lefts)} and an item. */
  static Crosses of(int[] pairs, int lefts) {
    return new Crosses(pairs, lefts, false);
  }

  /** {@code pairs} of items, each to be found by either. */
  static Crosses bothWays(int[] pairs, int itemCount) {
    return new Crosses(pairs, itemCount, true);
  }

  /** The tensor {@code name}: pairs of a code in {@code [0, lefts)} and an item. */
  static Crosses read(ModelFile file, String name, int lefts) throws ModelFormatException {
    return checked(of(numbers(file, name, lefts), lefts), file, name);
  }

  /** The tensor {@code name}: pairs of items, the smaller code first, each to be found by either. */
  static Crosses readBothWays(ModelFile file, String name) throws ModelFormatException {
    int itemCount = file.base().items().size();
    int[] pairs = numbers(file, name, itemCount);
    for (int k = 0; k < pairs.length; k += 2) {
      if (pairs[k] >= pairs[k + 1]) {
        throw file.fault(
            name, "must have the smaller item first but has " + pairs[k] + ", " + pairs[k + 1]);
      }
    }
    return checked(bothWays(pairs, itemCount), file, name);
  }

  private static Crosses checked(Crosses crosses, ModelFile file, String name)
      throws ModelFormatException {
    for (int left = 0; left < crosses.lefts(); left++) {
      for (int k = crosses.begin(left) + 1; k < crosses.end(left); k++) {
        if (crosses.item(k) == crosses.item(k - 1)) {
          throw file.fault(name, "has the pair " + left + ", " + crosses.item(k) + " twice");
        }
      }
    }
    return crosses;
  }

  private static int[] numbers(ModelFile file, String name, int lefts) throws ModelFormatException {
    int itemCount = file.base().items().size();
    int length = file.tensor(name, Tensor.Type.I32).length();
    int[] pairs = file.codes(name, length, Math.max(lefts, itemCount)).toInts();
    if (length % 2 != 0) {
      throw file.fault(name, "must have an even number of elements but has " + length);
    }
    for (int k = 0; k < length; k += 2) {
      if (!inRange(pairs[k], lefts) || !inRange(pairs[k + 1], itemCount)) {
        throw file.fault(name, "holds a pair that there is not: " + pairs[k] + ", " + pairs[k + 1]);
      }
    }
    return pairs;
  }

  private static boolean inRange(int code, int bound) {
    return code >= 0 && code < bound;
  }

  /** How many left codes there are. */
  int lefts() {
    return begin.length - 1;
  }

  /** How many pairs there are. */
  int size() {
    return pairs.length / 2;
  }

  /** The pairs as they were given. */
  Tensor tensor() {
    return Tensor.of(pairs);
  }

  int begin(int left) {
    return begin[left];
  }

  int end(int left) {
    return begin[left + 1];
  }

  int item(int k) {
    return items[k];
  }

  int number(int k) {
    return numbers[k];
  }

  /** The number of a pair; negative if there is none. */
  int find(int left, int item) {
    int k = Arrays.binarySearch(items, begin[left], begin[left + 1], item);
    return k < 0 ? -1 : numbers[k];
  }
}
