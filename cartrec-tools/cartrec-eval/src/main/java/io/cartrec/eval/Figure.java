package io.cartrec.eval;

/**
 * One figure of one model. Immutable and thread-safe.
 *
 * @param name such as {@code HR@20}
 * @param value the figure
 * @param count over how many cases; of coverage and Gini, over how many lists
 * @param low lower bound of the 95 % confidence interval
 * @param high upper bound of the 95 % confidence interval
 */
public record Figure(String name, double value, long count, double low, double high) {}
