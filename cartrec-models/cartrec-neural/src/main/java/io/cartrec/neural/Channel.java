package io.cartrec.neural;

import io.cartrec.EventType;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** One thing that is said of an entry of a sequence, as a code; 0 where nothing is known. */
enum Channel {
  /** What happened. Models hold a row for each code, so a code never changes, and none is added. */
  TYPE(9) {
    @Override
    int code(EventType type, OptionalLong before, OptionalLong time) {
      return switch (type) {
        case IMPRESSION -> 1;
        case VIEW -> 2;
        case CLICK -> 3;
        case ADD_TO_CART -> 4;
        case REMOVE_FROM_CART -> 5;
        case CHECKOUT_START -> 6;
        case PURCHASE -> 7;
        case RATING -> 8;
      };
    }
  },
  /** The time since the entry before: 1 and how many bits its seconds have, at most 22 (48 days). */
  GAP(24) {
    @Override
    int code(EventType type, OptionalLong before, OptionalLong time) {
      if (before.isEmpty() || time.isEmpty()) {
        return 0;
      }
      long seconds =
          TimeUnit.MILLISECONDS.toSeconds(Math.max(0, time.getAsLong() - before.getAsLong()));
      return Math.min(size() - 1, 1 + Long.SIZE - Long.numberOfLeadingZeros(seconds));
    }
  };

  private final int size;

  Channel(int size) {
    this.size = size;
  }

  /** How many codes there are. */
  int size() {
    return size;
  }

  /**
   * The code of an entry.
   *
   * @param before milliseconds of the entry before; empty without one
   */
  abstract int code(EventType type, OptionalLong before, OptionalLong time);

  /** The name of its tensor. */
  String tensor() {
    return "input." + name().toLowerCase(Locale.ROOT);
  }
}
