package io.cartrec.io;

import io.cartrec.EventType;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the rows of a query. Thread-safe. */
final class QueryRows {

  /** What messages call the query. */
  static final String SOURCE = "query";

  private static final int FETCHED_AT_ONCE = 1000;

  private QueryRows() {}

  static void read(ConnectionSource database, String sql, Intake intake) throws IOException {
    long line = 0;
    try (Connection connection = database.open();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCHED_AT_ONCE);
      try (ResultSet rows = statement.executeQuery()) {
        List<Column> columns = columns(rows.getMetaData());
        Row row = new Row(EventNames.NEUTRAL, EventType.PURCHASE);
        while (rows.next()) {
          line++;
          row.clear();
          for (int i = 0; i < columns.size(); i++) {
            String text = columns.get(i) == Column.IGNORED ? null : rows.getString(i + 1);
            if (text != null) {
              row.put(columns.get(i), text);
            }
          }
          intake.take(line, row);
        }
      }
    } catch (SQLException e) {
      throw new EventFormatException(SOURCE, line, "the database says: " + e.getMessage(), e);
    }
  }

  private static List<Column> columns(ResultSetMetaData labels)
      throws SQLException, EventFormatException {
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= labels.getColumnCount(); i++) {
      String label = labels.getColumnLabel(i).toLowerCase(Locale.ROOT);
      columns.add(Column.BY_LABEL.getOrDefault(label, Column.IGNORED));
    }
    if (!columns.contains(Column.ITEM)) {
      throw new EventFormatException(SOURCE, 0, "has no column with the label item", null);
    }
    return columns;
  }
}
