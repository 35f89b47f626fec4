package io.cartrec.leastsquares;

import io.cartrec.internal.Check;
import java.util.Objects;

/**
 * How {@link IalsTrainer} factorises. Immutable and thread-safe.
 *
 * @param factors the rank {@code d}, in [1, 4096]: how many numbers describe a row or an item; it may
 *     exceed the number of rows or items, which costs time and changes little
 * @param unobserved {@code c} in [1e-9, 1e6]: how much all pairs together weigh against the observed ones
 *     together; the paper's α₀ is {@code c} times the share of pairs that were observed
 * @param regularization {@code r} in [1e-9, 1e6]: the vector {@code w} of a basket of average length costs
 *     {@code r |w|²}; the paper's λ is {@code r} divided by {@code (n + α₀ |I|)^ν} of such a basket
 * @param exponent ν in [0, 1]: 0 regularises all vectors alike, 1 in proportion to their weight in the
 *     data
 * @param iterations how often all rows and all items are solved for, {@code >= 1}
 * @param deviation σ* in [1e-9, 1e6]: item vectors begin with the standard deviation {@code σ* / sqrt(d)}
 * @param solver how the system of one row is solved
 * @param seed of the numbers that the items begin with
 */
public record IalsConfig(
    int factors,
    double unobserved,
    double regularization,
    double exponent,
    int iterations,
    double deviation,
    Solver solver,
    int seed) {

  private static final int MOST_FACTORS = 4096; // solving takes their square in memory
  private static final double SMALLEST = 1e-9; // with these, no number overflows
  private static final double LARGEST = 1e6;

  /** How the system of one row is solved. */
  public enum Solver {
    /** By a Cholesky decomposition. */
    EXACT,
    /**
     * By three steps of conjugate gradients from the row's last value; rows of few items exactly, where
     * that is cheaper. For ranks of many hundreds.
     */
    CG
  }

  public IalsConfig {
    Check.positive(factors, "factors");
    Check.between(factors, 1, MOST_FACTORS, "factors");
    Check.between(unobserved, SMALLEST, LARGEST, "unobserved");
    Check.between(regularization, SMALLEST, LARGEST, "regularization");
    Check.between(exponent, 0, 1, "exponent");
    Check.positive(iterations, "iterations");
    Check.between(deviation, SMALLEST, LARGEST, "deviation");
    Objects.requireNonNull(solver, "solver");
  }

  /**
   * Of the settings tried, the one that did well on the validation data of every kind of shop at hand.
   */
  public static IalsConfig defaults() {
    return new IalsConfig(128, 3, 1.5, 1, 10, 0.1, Solver.EXACT, 42);
  }

  public IalsConfig withFactors(int value) {
    return new IalsConfig(
        value, unobserved, regularization, exponent, iterations, deviation, solver, seed);
  }

  public IalsConfig withUnobserved(double value) {
    return new IalsConfig(
        factors, value, regularization, exponent, iterations, deviation, solver, seed);
  }

  public IalsConfig withRegularization(double value) {
    return new IalsConfig(
        factors, unobserved, value, exponent, iterations, deviation, solver, seed);
  }

  public IalsConfig withExponent(double value) {
    return new IalsConfig(
        factors, unobserved, regularization, value, iterations, deviation, solver, seed);
  }

  public IalsConfig withIterations(int value) {
    return new IalsConfig(
        factors, unobserved, regularization, exponent, value, deviation, solver, seed);
  }

  public IalsConfig withDeviation(double value) {
    return new IalsConfig(
        factors, unobserved, regularization, exponent, iterations, value, solver, seed);
  }

  public IalsConfig withSolver(Solver value) {
    return new IalsConfig(
        factors, unobserved, regularization, exponent, iterations, deviation, value, seed);
  }

  public IalsConfig withSeed(int value) {
    return new IalsConfig(
        factors, unobserved, regularization, exponent, iterations, deviation, solver, value);
  }
}
