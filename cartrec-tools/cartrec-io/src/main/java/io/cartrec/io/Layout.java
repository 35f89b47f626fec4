package io.cartrec.io;

import io.cartrec.EventType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How the cells of a delimited file make events. Immutable and thread-safe.
 *
 * @param separator one or two ASCII characters
 * @param quotes whether a cell can be quoted
 * @param named columns by their name in the header; empty for files without a header
 * @param positions columns in order, for files without a header
 * @param names the format's words for kinds of events
 * @param type the kind of an event that does not say
 * @param completion what makes cells of others, once all of a row are there
 */
record Layout(
    String separator,
    boolean quotes,
    Map<String, Column> named,
    List<Column> positions,
    EventNames names,
    EventType type,
    Consumer<Row> completion)
    implements Parser {

  /** A layout with a header line and commas. */
  static Layout named(Map<String, Column> columns, EventType type) {
    return new Layout(",", true, columns, List.of(), EventNames.NEUTRAL, type, row -> {});
  }

  /** A layout without a header line. */
  static Layout positional(String separator, List<Column> columns, EventType type) {
    return new Layout(separator, false, Map.of(), columns, EventNames.NEUTRAL, type, row -> {});
  }

  /** The neutral events file. */
  static Layout neutral() {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (Column column : Column.NEUTRAL) {
      columns.put(column.label(), column);
    }
    return named(columns, EventType.PURCHASE);
  }

  Layout calling(Map<String, EventType> events) {
    return new Layout(
        separator, quotes, named, positions, new EventNames(events), type, completion);
  }

  Layout completedBy(Consumer<Row> completion) {
    return new Layout(separator, quotes, named, positions, names, type, completion);
  }

  @Override
  public void parse(Path file, Intake intake) throws IOException {
    try (Lines lines = Lines.open(file)) {
      Cells cells = new Cells(lines, separator, quotes);
      Column[] columns = columns(lines, cells);
      Row row = new Row(names, type);
      while (cells.next()) {
        String fault = cells.cut();
        if (!fault.isEmpty()) {
          intake.reject(lines.number(), fault, fault);
          continue;
        }
        row.clear();
        if (cells.count() == columns.length) {
          for (int i = 0; i < columns.length; i++) {
            cells.put(i, columns[i], row);
          }
          completion.accept(row);
        } else {
          row.reject(
              "row has too " + (cells.count() < columns.length ? "few" : "many") + " cells",
              cells.count() + " instead of " + columns.length);
        }
        intake.take(lines.number(), row);
      }
    }
  }

  private Column[] columns(Lines lines, Cells cells) throws IOException {
    if (named.isEmpty()) {
      return positions.toArray(Column[]::new);
    }
    if (!cells.next() || !cells.cut().isEmpty()) {
      throw new EventFormatException(lines.source(), 1, "there is no header line", null);
    }
    List<Column> columns = new ArrayList<>();
    List<String> header = new ArrayList<>();
    for (int i = 0; i < cells.count(); i++) {
      String name = cells.text(i).strip().toLowerCase(Locale.ROOT);
      Column column = named.getOrDefault(name, Column.IGNORED);
      if (column != Column.IGNORED && columns.contains(column)) {
        throw new EventFormatException(
            lines.source(), lines.number(), "header names the column " + name + " twice", null);
      }
      columns.add(column);
      header.add(name);
    }
    if (!columns.contains(Column.ITEM)) {
      throw new EventFormatException(
          lines.source(),
          lines.number(),
          "header lacks the column " + itemName() + "; it has "
              + Intake.quoted(String.join(",", header)),
          null);
    }
    return columns.toArray(Column[]::new);
  }

  private String itemName() {
    return named.entrySet().stream()
        .filter(entry -> entry.getValue() == Column.ITEM)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
