package io.cartrec.eval;

/**
 * One figure of one model. Immutable and thread-safe.
 *
 * @param name such as {@code HR@20}
 * @param value the figure
 * @param count over how many cases; of coverage and Gini, over how many lists
 * @param low lower bound of the 95 % confidence interval; {@code value} when there is none, as in each of
 *     too few resamples no case had the number
 * @param high upper bound of the 95 % confidence interval; {@code value} when there is none
 */
public record Figure(String name, double value, long count, double low, double high) {}
