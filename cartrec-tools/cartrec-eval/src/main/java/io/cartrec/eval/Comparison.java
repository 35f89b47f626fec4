package io.cartrec.eval;

/**
 * Two models on the same cases: a two-sided t-test of the difference of a figure, which takes the
 * cases of one session, basket or user for one observation. Immutable and thread-safe.
 *
 * @param metric such as {@code MRR@20}
 * @param first a model
 * @param second another
 * @param count how many cases both answered
 * @param units of how many sessions, baskets or users these are
 * @param difference the figure of first minus that of second
 * @param pValue of this pair alone, in [0, 1]
 * @param adjusted by Holm's method over all comparisons of the evaluation, in [0, 1]
 */
public record Comparison(
    String metric,
    String first,
    String second,
    long count,
    int units,
    double difference,
    double pValue,
    double adjusted) {

  /** Whether the difference is no accident at the 5 % level, all comparisons taken together. */
  public boolean isSignificant() {
    return adjusted < 0.05;
  }
}
