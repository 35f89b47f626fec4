package io.cartrec.neural;

import io.cartrec.internal.Check;
import io.cartrec.model.Query;

/**
 * How large the parts of a net may be. No row of a matrix then has more numbers than an array, and a file
 * whose config says more is refused before anything is made of it.
 */
final class Limits {

  static final int WIDTH = 1 << 14;
  static final int HEADS = 64;
  static final int HEAD_WIDTH = 1 << 10;
  static final int LAYERS = 100;
  static final int TAPS = 64;
  static final int LONGEST = Query.LONGEST_CONTEXT; // a query has no more entries

  private Limits() {}

  static void check(int value, int most, String name) {
    if (Check.positive(value, name) > most) {
      throw new IllegalArgumentException(name + " must be <= " + most + " but was " + value);
    }
  }
}
