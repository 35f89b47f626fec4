package io.cartrec.blend;

import java.util.List;
import org.ejml.simple.SimpleMatrix;

/**
 * Ordinary and ridge least squares by the normal equations {@code (X'X + ridge I) b = X'y}, summed up row
 * by row. For two signals {@code u} and {@code v} that is
 *
 * <pre>{@code
 * U'Y = α U'U + β U'V
 * V'Y = α V'U + β V'V
 * }</pre>
 *
 * The intercept, if there is one, is a last column of ones that the ridge leaves alone. Not thread-safe.
 */
final class NormalEquations {

  private static final double COINCIDE = 1 - 1e-9;

  /**
   * The solution.
   *
   * @param coefficients of the signals, then the intercept if there is one
   * @param standardErrors of the coefficients, {@code sqrt(σ² diag((X'X + ridge I)^-1))} with {@code σ²} the
   *     squared residuals over rows minus columns
   * @param rSquared the share of the variance of {@code y} that is explained; about 0 instead of the mean
   *     when there is no intercept
   */
  @SuppressWarnings("ArrayRecordComponent") // lives within the trainer
  record Fit(double[] coefficients, double[] standardErrors, double rSquared) {}

  private final List<String> signals;
  private final boolean intercept;
  private final SimpleMatrix products; // X'X
  private final SimpleMatrix moments; // X'y
  private double squares; // y'y
  private double total; // of y
  private long rows;

  NormalEquations(List<String> signals, boolean intercept) {
    this.signals = List.copyOf(signals);
    this.intercept = intercept;
    int columns = signals.size() + (intercept ? 1 : 0);
    this.products = new SimpleMatrix(columns, columns);
    this.moments = new SimpleMatrix(columns, 1);
  }

  /** Adds a row: the value of each signal, and what was observed. */
  void add(double[] values, double observed) {
    int columns = products.getNumRows();
    for (int i = 0; i < columns; i++) {
      double left = i < values.length ? values[i] : 1;
      for (int j = 0; j < columns; j++) {
        products.set(i, j, products.get(i, j) + left * (j < values.length ? values[j] : 1));
      }
      moments.set(i, moments.get(i) + left * observed);
    }
    squares += observed * observed;
    total += observed;
    rows++;
  }

  /** Adds {@code count} rows of zeros. */
  void addZeros(long count) {
    if (intercept) {
      int last = products.getNumRows() - 1;
      products.set(last, last, products.get(last, last) + count);
    }
    rows += count;
  }

  /**
   * Solves them.
   *
   * @param ridge added to the diagonal, {@code >= 0}
   * @throws IllegalStateException if the system is singular; the message says which signals coincide
   */
  Fit solve(double ridge) {
    int columns = products.getNumRows();
    SimpleMatrix system = products.copy();
    for (int i = 0; i < signals.size(); i++) {
      system.set(i, i, system.get(i, i) + ridge);
    }
    SimpleMatrix inverse = inverse(system);
    SimpleMatrix solution = inverse.mult(moments);
    // y'y - 2 b'X'y + b'X'X b
    double residual = squares
        - 2 * solution.dot(moments)
        + solution.transpose().mult(products).mult(solution).get(0);
    double variance = intercept ? squares - total * total / rows : squares;
    double[] coefficients = new double[columns];
    double[] errors = new double[columns];
    for (int i = 0; i < columns; i++) {
      coefficients[i] = solution.get(i);
      errors[i] = Math.sqrt(
          Math.max(0, residual) / Math.max(1, rows - columns) * Math.max(0, inverse.get(i, i)));
    }
    return new Fit(coefficients, errors, variance > 0 ? 1 - Math.max(0, residual) / variance : 0);
  }

  /** By way of the cosines, so that it does not matter on what scales the signals are. */
  private SimpleMatrix inverse(SimpleMatrix system) {
    int columns = system.getNumRows();
    double[] norms = new double[columns];
    for (int i = 0; i < columns; i++) {
      if (!(system.get(i, i) > 0)) {
        throw new IllegalStateException(
            "the signal " + name(i)
                + " is 0 for everything observed, so that its coefficient could be any; leave it out, or set a ridge above 0");
      }
      norms[i] = Math.sqrt(system.get(i, i));
    }
    SimpleMatrix cosines = system.copy();
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < columns; j++) {
        cosines.set(i, j, system.get(i, j) / norms[i] / norms[j]);
      }
    }
    refuseSingular(cosines);
    SimpleMatrix inverse = cosines.invert();
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < columns; j++) {
        inverse.set(i, j, inverse.get(i, j) / norms[i] / norms[j]);
      }
    }
    return inverse;
  }

  private void refuseSingular(SimpleMatrix cosines) {
    for (int i = 0; i < cosines.getNumRows(); i++) {
      for (int j = 0; j < i; j++) {
        if (Math.abs(cosines.get(i, j)) > COINCIDE) {
          throw new IllegalStateException(
              "the signals " + name(j) + " and "
                  + name(i)
                  + " coincide, so that only the sum of their coefficients is determined; leave one out, or set a ridge above 0");
        }
      }
    }
    if (!(cosines.conditionP2() < 1e14)) {
      throw new IllegalStateException("the signals " + String.join(", ", signals)
          + " depend on each other linearly; leave one out, or set a ridge above 0");
    }
  }

  private String name(int column) {
    return column < signals.size() ? signals.get(column) : "intercept";
  }
}
