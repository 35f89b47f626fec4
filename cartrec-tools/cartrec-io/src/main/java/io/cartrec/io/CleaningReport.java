package io.cartrec.io;

import java.util.List;

/**
 * What cleaning removed, step by step. Immutable and thread-safe.
 *
 * @param steps in the order they were taken
 */
public record CleaningReport(List<Step> steps) {

  public CleaningReport {
    steps = List.copyOf(steps);
  }

  /** How many events all steps removed. */
  public int removed() {
    return steps.stream().mapToInt(Step::removed).sum();
  }

  /** A line for each step: {@code duplicates: removed 10677 of 541909 events}. */
  @Override
  public String toString() {
    return String.join("\n", steps.stream().map(Step::toString).toList());
  }

  /**
   * One step.
   *
   * @param name the step, as written on the command line
   * @param before events it was given
   * @param after events that stayed
   */
  public record Step(String name, int before, int after) {

    /** How many events the step removed. */
    public int removed() {
      return before - after;
    }

    @Override
    public String toString() {
      return name + ": removed " + removed() + " of " + before + " events";
    }
  }
}
