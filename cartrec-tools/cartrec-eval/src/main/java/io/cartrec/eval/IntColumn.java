package io.cartrec.eval;

import java.util.Arrays;

/** A growing column of ints. Not thread-safe while it grows. */
final class IntColumn {

  private int[] values = new int[16];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  int size() {
    return size;
  }

  int at(int index) {
    return values[index];
  }
}
