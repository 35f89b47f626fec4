package io.cartrec.eval;

import java.util.function.DoubleBinaryOperator;

/**
 * A figure as a function of the means of one or two columns. Immutable and thread-safe.
 *
 * @param name such as {@code HR@20}
 * @param meaning what it is, in a sentence for readers of a report
 * @param first a column
 * @param second a column; the same as {@code first} where there is but one
 * @param formula what becomes of the two means
 */
record Measure(String name, String meaning, int first, int second, DoubleBinaryOperator formula) {

  /** The figure of a row of means, NaN where the means it needs are. */
  double of(double[] means) {
    return of(means[first], means[second]);
  }

  double of(double firstMean, double secondMean) {
    return formula.applyAsDouble(firstMean, secondMean);
  }

  /** The mean of a column. */
  static Measure mean(String name, String meaning, int column) {
    return new Measure(name, meaning, column, column, (mean, same) -> mean);
  }

  /** The root of the mean of a column. */
  static Measure root(String name, String meaning, int column) {
    return new Measure(name, meaning, column, column, (mean, same) -> Math.sqrt(mean));
  }

  /**
   * The ratio of the sums of two columns, which every case has both or neither of: so the ratio of their
   * means.
   */
  static Measure ratio(String name, String meaning, int numerator, int denominator) {
    return new Measure(name, meaning, numerator, denominator, (a, b) -> a / b);
  }

  /** The harmonic mean of the means of two columns, 0 where both are 0. */
  static Measure harmonic(String name, String meaning, int first, int second) {
    return new Measure(
        name, meaning, first, second, (a, b) -> a + b == 0 ? 0 : 2 * a * b / (a + b));
  }
}
