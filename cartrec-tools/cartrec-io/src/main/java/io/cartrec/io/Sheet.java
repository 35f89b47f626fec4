package io.cartrec.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * CSV files with a header that describe one thing a row.
 *
 * @param key the column that names the thing, in lower case; no row is without it
 * @param onError what to do with a row that cannot be used
 */
record Sheet(String key, OnError onError) {

  /** Takes the rows that can be used. */
  interface Rows {
    void take(Row row) throws BadCell;
  }

  /**
   * A row.
   *
   * @param id what the row is about, never blank
   * @param cells the others that are not blank, by the column's name as the header has it; those of a
   *     column without a name are left out
   */
  record Row(String id, Map<String, String> cells) {}

  /**
   * Hands over the rows of {@code files}, in order.
   *
   * @throws EventFormatException if a file cannot be read, if its header lacks the key or has a name
   *     twice, or at a bad row under {@link OnError#FAIL}
   */
  void read(List<Path> files, ReadReport report, Rows rows) throws IOException {
    EventReader policy = EventReader.csv().onError(onError);
    for (Path file : files) {
      try (Lines lines = Lines.open(file)) {
        read(lines, new Intake(file.toString(), policy, report, event -> {}), report, rows);
      } catch (EOFException e) {
        throw new EventFormatException(file.toString(), 0, Lines.CUT_OFF, e);
      }
    }
  }

  private void read(Lines lines, Intake intake, ReadReport report, Rows rows) throws IOException {
    Cells cells = new Cells(lines, ",", true);
    List<String> header = header(lines, cells);
    int keyCell = lowerCase(header).indexOf(key);
    while (cells.next()) {
      String fault = cells.cut();
      if (!fault.isEmpty()) {
        intake.reject(lines.number(), fault, fault);
        continue;
      }
      try {
        rows.take(row(cells, header, keyCell));
        report.countRead();
      } catch (BadCell e) {
        intake.reject(lines.number(), e.rule(), e.detail());
      }
    }
  }

  private List<String> header(Lines lines, Cells cells) throws IOException {
    List<String> header = new ArrayList<>();
    if (cells.next() && cells.cut().isEmpty()) {
      for (int i = 0; i < cells.count(); i++) {
        header.add(cells.text(i).orElse("?").strip());
      }
    }
    if (!lowerCase(header).contains(key)) {
      throw new EventFormatException(
          lines.source(),
          0,
          "header lacks the column " + key + "; it has " + Intake.quoted(String.join(",", header)),
          null);
    }
    for (String name : header) {
      if (!name.isEmpty() && Collections.frequency(header, name) > 1) {
        throw new EventFormatException(
            lines.source(), lines.number(), "header names the column " + name + " twice", null);
      }
    }
    return header;
  }

  private static List<String> lowerCase(List<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  private Row row(Cells cells, List<String> header, int keyCell) throws BadCell {
    if (cells.count() != header.size()) {
      throw new BadCell(
          "row has too " + (cells.count() < header.size() ? "few" : "many") + " cells",
          cells.count() + " instead of " + header.size());
    }
    String id = text(cells, header, keyCell);
    if (id.isBlank()) {
      throw new BadCell(key + " is blank", "");
    }
    Map<String, String> filled = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String text = i == keyCell || header.get(i).isEmpty() ? "" : text(cells, header, i);
      if (!text.isBlank()) {
        filled.put(header.get(i), text);
      }
    }
    return new Row(id, filled);
  }

  private static String text(Cells cells, List<String> header, int cell) throws BadCell {
    Optional<String> text = cells.text(cell);
    if (text.isEmpty()) {
      throw new BadCell(header.get(cell) + " is not valid UTF-8", "");
    }
    return text.get();
  }
}
