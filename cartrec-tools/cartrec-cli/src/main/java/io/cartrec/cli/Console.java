package io.cartrec.cli;

import java.io.PrintWriter;

/**
 * Where a command writes. Not thread-safe.
 *
 * @param out results
 * @param err errors, warnings and progress
 * @param terminal whether a person is watching: only then are there progress bars and colours
 */
record Console(PrintWriter out, PrintWriter err, boolean terminal) {

  /** Tells the person at the terminal something that is no result. */
  void warn(String sentence) {
    err.println("cartrec: warning: " + Text.oneLine(sentence));
    err.flush();
  }
}
