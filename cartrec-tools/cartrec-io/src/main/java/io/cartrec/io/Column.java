package io.cartrec.io;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a cell of a row says. */
enum Column {
  ITEM,
  USER,
  SESSION,
  EVENT,
  TIMESTAMP,
  QUANTITY,
  PRICE,
  RATING,
  /** A number of days. */
  DAY,
  /** Hours times 100 plus minutes. */
  TIME_OF_DAY,
  /** Price of all units together. */
  TOTAL,
  IGNORED;

  /** The columns of the neutral format, by their names. */
  static final Map<String, Column> BY_LABEL = new LinkedHashMap<>();

  static {
    for (Column column : values()) {
      if (column.compareTo(RATING) <= 0) {
        BY_LABEL.put(column.label, column);
      }
    }
  }

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name in a message and in the header of the neutral format. */
  String label() {
    return label;
  }
}
