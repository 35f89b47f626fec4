package io.cartrec.eval;

import java.util.Arrays;

/**
 * What a judge wrote for the cases of one trial: a row of columns for each case, NaN where a case does
 * not have the number. Rows may be written by different threads.
 *
 * @param cases how many rows
 * @param columns how many numbers a row has
 * @param values row by row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Sheet(int cases, int columns, double[] values) {

  static Sheet blank(int cases, int columns) {
    if ((long) cases * columns > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          cases + " cases of " + columns + " figures are more than fit; ask fewer");
    }
    double[] values = new double[cases * columns];
    Arrays.fill(values, Double.NaN);
    return new Sheet(cases, columns, values);
  }

  double at(int index, int column) {
    return values[index * columns + column];
  }
}
