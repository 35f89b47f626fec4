package io.cartrec.eval;

import java.util.List;

/**
 * A probability as a function of one number: {@code 1 / (1 + exp(-intercept - slope x))}, kept off 0 and
 * 1 by {@value #LEAST}. Immutable and thread-safe.
 *
 * @param intercept finite
 * @param slope finite
 */
record Logistic(double intercept, double slope) {

  private static final double LEAST = 1e-6;
  private static final int STEPS = 25;

  /** A light pull towards 0, so that lists that separate perfectly still have a finite fit. */
  private static final double RIDGE = 1e-3;

  double of(double x) {
    return bounded(1 / (1 + Math.exp(-intercept - slope * x)));
  }

  /** {@code p}, kept off 0 and 1. */
  static double bounded(double p) {
    return Math.min(1 - LEAST, Math.max(LEAST, p));
  }

  /** The fit of greatest likelihood over all places of {@code lists}, by Newton's method. */
  static Logistic fit(List<Shown> lists) {
    Logistic fit = new Logistic(0, 0);
    for (int step = 0; step < STEPS; step++) {
      fit = fit.improved(lists);
    }
    return fit;
  }

  private Logistic improved(List<Shown> lists) {
    double gradient0 = -RIDGE * intercept;
    double gradient1 = -RIDGE * slope;
    double h00 = RIDGE;
    double h01 = 0;
    double h11 = RIDGE;
    for (Shown list : lists) {
      for (int place = 0; place < list.size(); place++) {
        double x = list.scores()[place];
        double p = of(x);
        double error = (list.taken()[place] ? 1 : 0) - p;
        double weight = p * (1 - p);
        gradient0 += error;
        gradient1 += error * x;
        h00 += weight;
        h01 += weight * x;
        h11 += weight * x * x;
      }
    }
    double determinant = h00 * h11 - h01 * h01;
    return new Logistic(
        intercept + (h11 * gradient0 - h01 * gradient1) / determinant,
        slope + (h00 * gradient1 - h01 * gradient0) / determinant);
  }
}
