package io.cartrec.io;

import io.cartrec.data.Dataset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A step that decides row by row.
 *
 * @param name what it is called
 * @param kept the rows that stay
 */
record RowRule(String name, Function<Dataset, BitSet> kept) implements CleaningStep {

  @Override
  public Dataset apply(Dataset data) {
    BitSet rows = kept.apply(data);
    return rows.cardinality() == data.rows() ? data : data.where(rows::get);
  }

  /** A number as a user would write it: {@code 3} or {@code 2.5}. */
  static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.valueOf(value);
  }

  /** Names and values, without those of value 0. */
  static String joined(
      String first, int firstValue, String second, int secondValue, String third, int thirdValue) {
    List<String> parts = new ArrayList<>();
    if (firstValue > 0) {
      parts.add(first + "=" + firstValue);
    }
    if (secondValue > 0) {
      parts.add(second + "=" + secondValue);
    }
    if (thirdValue > 0) {
      parts.add(third + "=" + thirdValue);
    }
    return String.join(",", parts);
  }

  @Override
  public String toString() {
    return name;
  }
}
