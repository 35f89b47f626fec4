package io.cartrec.leastsquares;

import io.cartrec.data.Interactions;
import java.util.Arrays;

/**
 * A sparse matrix of zeros and ones in compressed rows: row {@code r} has a one in the columns {@code
 * column(k)} for {@code k} in {@code [begin(r), end(r))}. Immutable and thread-safe.
 */
final class BinaryMatrix {

  private final int columns;
  private final int[] begin;
  private final int[] column;

  private BinaryMatrix(int columns, int[] begin, int[] column) {
    this.columns = columns;
    this.begin = begin;
    this.column = column;
  }

  /** One row a session or user, one column an item, columns of a row in order of appearance. */
  static BinaryMatrix of(Interactions interactions) {
    int[] begin = new int[interactions.rows() + 1];
    int[] column = new int[interactions.size()];
    for (int row = 0; row < interactions.rows(); row++) {
      begin[row + 1] = interactions.end(row);
    }
    Arrays.setAll(column, interactions::item);
    return new BinaryMatrix(interactions.items().size(), begin, column);
  }

  /** Rows for columns; the columns of a row ascend. */
  BinaryMatrix transposed() {
    int[] turned = new int[columns + 1];
    for (int c : column) {
      turned[c + 1]++;
    }
    for (int c = 0; c < columns; c++) {
      turned[c + 1] += turned[c];
    }
    int[] next = Arrays.copyOf(turned, columns);
    int[] row = new int[column.length];
    for (int r = 0; r < rows(); r++) {
      for (int k = begin[r]; k < begin[r + 1]; k++) {
        row[next[column[k]]++] = r;
      }
    }
    return new BinaryMatrix(rows(), turned, row);
  }

  int rows() {
    return begin.length - 1;
  }

  int columns() {
    return columns;
  }

  /** How many ones there are. */
  int size() {
    return column.length;
  }

  int begin(int row) {
    return begin[row];
  }

  int end(int row) {
    return begin[row + 1];
  }

  int column(int position) {
    return column[position];
  }

  /** How many ones a row has. */
  int length(int row) {
    return begin[row + 1] - begin[row];
  }

  /** How many ones the row with the most of them has. */
  int longestRow() {
    int longest = 0;
    for (int row = 0; row < rows(); row++) {
      longest = Math.max(longest, length(row));
    }
    return longest;
  }
}
