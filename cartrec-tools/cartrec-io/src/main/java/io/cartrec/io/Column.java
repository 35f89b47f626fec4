package io.cartrec.io;

import java.util.List;
import java.util.Locale;

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
  /** Days, counted from a layout's own first day. */
  DAY,
  /** Hours times 100 plus minutes. */
  TIME_OF_DAY,
  /** Price of all units together. */
  TOTAL,
  IGNORED;

  /** The columns that events of any format can have. */
  static final List<Column> NEUTRAL =
      List.of(ITEM, USER, SESSION, EVENT, TIMESTAMP, QUANTITY, PRICE, RATING);

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name in a header. */
  String label() {
    return label;
  }
}
