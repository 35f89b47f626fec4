package io.cartrec.benchmarks.run;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table of text, without the columns in which no row has anything.
 *
 * @param header the heads of the columns
 * @param rows as long as the header
 */
record Table(List<String> header, List<List<String>> rows) {

  Table {
    List<List<String>> all = List.copyOf(rows);
    int[] kept = IntStream.range(0, header.size())
        .filter(column -> all.stream().anyMatch(row -> !row.get(column).isEmpty()))
        .toArray();
    header = cells(header, kept);
    rows = all.stream().map(row -> cells(row, kept)).toList();
  }

  private static List<String> cells(List<String> row, int[] columns) {
    return IntStream.of(columns).mapToObj(row::get).toList();
  }

  /** The same with the first two columns as one, where the second is not of numbers. */
  Table joined() {
    if (header.size() < 2 || !header.get(1).equals("with")) {
      return this;
    }
    return new Table(joined(header), rows.stream().map(Table::joined).toList());
  }

  private static List<String> joined(List<String> row) {
    List<String> cells = new ArrayList<>(row.subList(1, row.size()));
    cells.set(0, (row.get(0) + " " + row.get(1)).strip());
    return cells;
  }

  /** Prints it below a blank line, if it has rows. The first two columns stand left, the others right. */
  void print(PrintStream out) {
    if (rows.isEmpty()) {
      return;
    }
    List<List<String>> lines = new ArrayList<>(List.of(header));
    lines.addAll(rows);
    out.println();
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int column = 0; column < header.size(); column++) {
        int at = column;
        int width = lines.stream().mapToInt(row -> row.get(at).length()).max().orElse(0);
        String padding = " ".repeat(width - line.get(column).length());
        text.append(column < 2 ? line.get(column) + padding : padding + line.get(column))
            .append("  ");
      }
      out.println(text.toString().stripTrailing());
    }
  }
}
