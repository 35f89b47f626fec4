package io.cartrec.neural;

/**
 * How a sequence is read, in training as in serving. Immutable.
 *
 * @param longest how many of its newest entries are looked at
 * @param channels what is told of them beside their items
 */
record Reading(int longest, Channels channels) {

  /** As {@code longest} and {@code channels} say, but no longer than a step of {@code learning} has room. */
  static Reading of(int longest, Channels channels, Learning learning) {
    return new Reading(Math.min(longest, learning.batch()), channels);
  }
}
