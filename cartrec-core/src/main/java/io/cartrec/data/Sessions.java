package io.cartrec.data;

/**
 * The rows of a {@link Dataset}, grouped by session: session {@code s} in {@code [0, size())} has the
 * rows {@code row(k)} for {@code k} in {@code [begin(s), end(s))}, in time order. Sessions are numbered
 * as their ids are: by first appearance. Immutable and thread-safe.
 */
public final class Sessions {

  private final IdIndex ids;
  private final int[] begin;
  private final int[] rows;

  private Sessions(IdIndex ids, int[] begin, int[] rows) {
    this.ids = ids;
    this.begin = begin;
    this.rows = rows;
  }

  /** Groups the rows of {@code column} by code; rows without a code are left out. */
  static Sessions groupedBy(int[] column, IdIndex ids) {
    int[] begin = new int[ids.size() + 1];
    for (int code : column) {
      if (code != Columns.NO_CODE) {
        begin[code + 1]++;
      }
    }
    for (int s = 0; s < ids.size(); s++) {
      begin[s + 1] += begin[s];
    }
    int[] next = begin.clone();
    int[] rows = new int[begin[ids.size()]];
    for (int row = 0; row < column.length; row++) {
      if (column[row] != Columns.NO_CODE) {
        rows[next[column[row]]++] = row;
      }
    }
    return new Sessions(ids, begin, rows);
  }

  public int size() {
    return ids.size();
  }

  /** The ids of the sessions; those of the users where users stand for sessions. */
  public IdIndex ids() {
    return ids;
  }

  public int begin(int session) {
    return begin[session];
  }

  public int end(int session) {
    return begin[session + 1];
  }

  public int row(int position) {
    return rows[position];
  }
}
