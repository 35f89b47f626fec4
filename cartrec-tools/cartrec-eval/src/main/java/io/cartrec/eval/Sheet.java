package io.cartrec.eval;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a judge wrote for the cases of one trial: a row of columns for each case, NaN where a case does
 * not have the number. Rows may be written by different threads.
 *
 * @param columns how many numbers a row has
 * @param units the unit of each row, see {@link Cases#unit}
 * @param values row by row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Sheet(int columns, int[] units, double[] values) {

  static Sheet blank(Cases cases, int columns) {
    int size = cases.size();
    if ((long) size * columns > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          size + " cases of " + columns + " figures are more than fit; ask fewer");
    }
    double[] values = new double[size * columns];
    Arrays.fill(values, Double.NaN);
    return new Sheet(columns, IntStream.range(0, size).map(cases::unit).toArray(), values);
  }

  /** How many rows there are. */
  int cases() {
    return units.length;
  }

  double at(int index, int column) {
    return values[index * columns + column];
  }

  void set(int index, int column, double value) {
    values[index * columns + column] = value;
  }
}
