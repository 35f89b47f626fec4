package io.cartrec.neural;

import io.cartrec.neural.RecurrentConfig.Direction;

/**
 * How a sequence is read, in training as in serving. Immutable.
 *
 * @param longest how many of its newest entries are looked at
 * @param channels what is told of them beside their items
 * @param direction from where; from both ends the net names the item of each row, which it does not see,
 *     else that of the next
 */
record Reading(int longest, Channels channels, Direction direction) {

  /** From the oldest entry on. */
  Reading(int longest, Channels channels) {
    this(longest, channels, Direction.FORWARD);
  }

  /** As {@code longest} and {@code channels} say, but no longer than a step of {@code learning} has room. */
  static Reading of(int longest, Channels channels, Learning learning) {
    return new Reading(Math.min(longest, learning.batch()), channels);
  }

  Reading withDirection(Direction value) {
    return new Reading(longest, channels, value);
  }

  /** How many rows after its own the target of a row is. */
  int ahead() {
    return direction == Direction.FORWARD ? 1 : 0;
  }

  /** How many rows it takes to read {@code entries}. */
  int rows(int entries) {
    return entries + 1 - ahead();
  }

  /**
   * The row that says what belongs to so many entries: the last one; read from both ends, one of its own
   * in their middle, where a row is on average.
   */
  int asked(int entries) {
    return direction == Direction.FORWARD ? entries - 1 : (entries + 1) / 2;
  }
}
