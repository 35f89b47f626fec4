package io.cartrec.io;

import io.cartrec.EventType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How the cells of a delimited file make events. Immutable and thread-safe.
 *
 * @param separator one or two ASCII characters
 * @param named columns by their name in the header, in lower case; empty for files without a header
 * @param optional whether a header may lack any column but the item's
 * @param positions columns in order, for files without a header
 * @param names the format's words for kinds of events
 * @param type the kind of an event that does not say
 * @param completion what makes cells of others, once all of a row are there
 */
record Layout(
    String separator,
    Map<String, Column> named,
    boolean optional,
    List<Column> positions,
    EventNames names,
    EventType type,
    Consumer<Row> completion)
    implements Parser {

  /** A layout with commas and a header line, which must name all of {@code columns}. */
  static Layout named(Map<String, Column> columns, EventType type) {
    return new Layout(",", columns, false, List.of(), EventNames.NEUTRAL, type, row -> {});
  }

  /** A layout without a header line. */
  static Layout positional(String separator, List<Column> columns, EventType type) {
    return new Layout(separator, Map.of(), false, columns, EventNames.NEUTRAL, type, row -> {});
  }

  /** The neutral events file: only the item is required. */
  static Layout neutral() {
    return new Layout(
        ",", Column.BY_LABEL, true, List.of(), EventNames.NEUTRAL, EventType.PURCHASE, row -> {});
  }

  Layout calling(Map<String, EventType> events) {
    return new Layout(
        separator, named, optional, positions, new EventNames(events), type, completion);
  }

  Layout completedBy(Consumer<Row> after) {
    return new Layout(separator, named, optional, positions, names, type, after);
  }

  @Override
  public void parse(Path file, Intake intake) throws IOException {
    read(file, intake, intake::take);
  }

  /** Hands every row that can be cut into cells to {@code sink}, good or bad. */
  void read(Path file, Intake intake, RowSink sink) throws IOException {
    try (Lines lines = Lines.open(file)) {
      // a separator other than the comma comes from formats that know no quotes
      Cells cells = new Cells(lines, separator, separator.equals(","));
      List<Column> columns = named.isEmpty() ? positions : header(lines, cells);
      Row row = new Row(names, type);
      while (cells.next()) {
        String fault = cells.cut();
        if (fault.isEmpty()) {
          fill(row, cells, columns);
          sink.take(lines.number(), row);
        } else {
          intake.reject(lines.number(), fault, fault);
        }
      }
    }
  }

  private void fill(Row row, Cells cells, List<Column> columns) {
    row.clear();
    if (cells.count() != columns.size()) {
      row.reject(
          "row has too " + (cells.count() < columns.size() ? "few" : "many") + " cells",
          cells.count() + " instead of " + columns.size());
      return;
    }
    for (int i = 0; i < columns.size(); i++) {
      cells.put(i, columns.get(i), row);
    }
    completion.accept(row);
  }

  private List<Column> header(Lines lines, Cells cells) throws IOException {
    if (!cells.next() || !cells.cut().isEmpty()) {
      throw new EventFormatException(lines.source(), 0, "there is no header line", null);
    }
    List<Column> columns = new ArrayList<>();
    List<String> header = new ArrayList<>();
    for (int i = 0; i < cells.count(); i++) {
      String name = cells.text(i).orElse("?").strip().toLowerCase(Locale.ROOT);
      Column column = named.getOrDefault(name, Column.IGNORED);
      if (column != Column.IGNORED && columns.contains(column)) {
        throw new EventFormatException(
            lines.source(), lines.number(), "header names the column " + name + " twice", null);
      }
      columns.add(column);
      header.add(name);
    }
    for (Map.Entry<String, Column> entry : named.entrySet()) {
      boolean required = !optional || entry.getValue() == Column.ITEM;
      if (required && !columns.contains(entry.getValue())) {
        throw new EventFormatException(
            lines.source(),
            lines.number(),
            "header lacks the column " + entry.getKey() + "; it has "
                + Intake.quoted(String.join(",", header)),
            null);
      }
    }
    return columns;
  }

  /** Takes rows. */
  interface RowSink {
    void take(long line, Row row) throws IOException;
  }
}
