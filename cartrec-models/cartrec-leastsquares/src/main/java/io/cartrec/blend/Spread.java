package io.cartrec.blend;

import java.util.ArrayList;
import java.util.List;

/** Takes some of many, evenly spread. */
final class Spread {

  private Spread() {}

  /** {@code most} of {@code all}, or all of them when there are fewer. */
  static <T> List<T> of(List<T> all, int most) {
    int taken = Math.min(all.size(), most);
    List<T> spread = new ArrayList<>();
    for (long i = 0; i < taken; i++) {
      spread.add(all.get((int) (i * all.size() / taken)));
    }
    return spread;
  }
}
