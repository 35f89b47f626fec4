package io.cartrec.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of text with aligned columns. A column is as wide as its widest cell, cells are cut after
 * {@value #WIDEST} characters except in the last column. Not thread-safe.
 */
final class Table {

  static final int WIDEST = 48;

  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final String alignment;

  /**
   * An empty table.
   *
   * @param alignment one letter a column, {@code l} for left and {@code r} for right
   * @param head the head of each column
   */
  Table(String alignment, String... head) {
    this.alignment = alignment;
    row(head);
  }

  /** Adds a row, with a cell for every column. */
  Table row(String... cells) {
    if (cells.length != alignment.length()) {
      throw new IllegalArgumentException(
          "a row must have " + alignment.length() + " cells but has " + cells.length);
    }
    List<String> row = new ArrayList<>();
    for (int column = 0; column < cells.length; column++) {
      String text = Text.printable(cells[column]);
      row.add(column == cells.length - 1 ? text : Text.shorten(text, WIDEST));
    }
    rows.add(row);
    return this;
  }

  /** Prints the table, each line behind {@code indent}. */
  void print(PrintWriter out, String indent) {
    int[] widths = new int[alignment.length()];
    for (List<String> row : rows) {
      Arrays.setAll(widths, column -> Math.max(widths[column], width(row.get(column))));
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(indent);
      for (int column = 0; column < widths.length; column++) {
        String cell = row.get(column);
        String padding = " ".repeat(widths[column] - width(cell));
        line.append(column == 0 ? "" : GAP)
            .append(alignment.charAt(column) == 'r' ? padding + cell : cell + padding);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
