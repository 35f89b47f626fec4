package io.cartrec.eval;

/**
 * A number and between which bounds it lies with 95 % confidence.
 *
 * @param value the number
 * @param low the lower bound
 * @param high the upper bound
 */
record Interval(double value, double low, double high) {}
