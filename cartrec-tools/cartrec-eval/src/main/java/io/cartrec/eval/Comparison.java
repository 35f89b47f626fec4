package io.cartrec.eval;

/**
 * Two models on the same cases: a paired t-test of the mean difference, two-sided. Immutable and
 * thread-safe.
 *
 * @param metric such as {@code MRR@20}
 * @param first a model
 * @param second another
 * @param count how many cases both answered
 * @param difference mean of first minus second
 * @param pValue of this pair alone, in [0, 1]
 * @param adjusted by Holm's method over all comparisons of the evaluation, in [0, 1]
 */
public record Comparison(
    String metric,
    String first,
    String second,
    long count,
    double difference,
    double pValue,
    double adjusted) {

  /** Whether the difference is no accident at the 5 % level, all comparisons taken together. */
  public boolean isSignificant() {
    return adjusted < 0.05;
  }
}
