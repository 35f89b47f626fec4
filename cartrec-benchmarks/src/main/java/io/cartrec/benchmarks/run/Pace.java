package io.cartrec.benchmarks.run;

import java.util.List;

/** How much is measured. */
enum Pace {
  /** Every benchmark starts and ends once, at the smallest size; the figures mean nothing. */
  SMOKE(1, "-wi 0, -i 1, -r 10ms"),
  /** A first look, in minutes. */
  SHORT(2, "-wi 2, -w 400ms, -i 3, -r 400ms"),
  /** For the record. */
  FULL(5, "-wi 5, -w 2s, -i 5, -r 2s");

  private final int rounds;
  private final String options;

  Pace(int rounds, String options) {
    this.rounds = rounds;
    this.options = options;
  }

  /** How many times all rows are run, in turn. */
  int rounds() {
    return rounds;
  }

  /** Options for all rows, which a row may overrule except where it is only tried. */
  List<String> options() {
    return List.of(options.split(", ", -1));
  }
}
