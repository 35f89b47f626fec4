package io.cartrec.data;

import java.util.Arrays;

/**
 * Who had what: a sparse binary matrix in compressed rows, one row a session or a user, one column an
 * item. Row {@code r} in {@code [0, rows())} holds the distinct items {@code item(k)} for {@code k} in
 * {@code [begin(r), end(r))}, in order of first appearance; {@code count(k)} says how often. Immutable
 * and thread-safe.
 */
public final class Interactions {

  private final IdIndex rowIds;
  private final IdIndex items;
  private final int[] begin;
  private final int[] item;
  private final int[] count;

  private Interactions(IdIndex rowIds, IdIndex items, int[] begin, int[] item, int[] count) {
    this.rowIds = rowIds;
    this.items = items;
    this.begin = begin;
    this.item = item;
    this.count = count;
  }

  static Interactions of(Dataset data, Sessions sessions) {
    int[] begin = new int[sessions.size() + 1];
    int[] item = new int[sessions.begin(sessions.size())];
    int[] count = new int[item.length];
    int[] place = new int[data.items().size()];
    int used = 0;
    for (int s = 0; s < sessions.size(); s++) {
      for (int k = sessions.begin(s); k < sessions.end(s); k++) {
        int code = data.item(sessions.row(k));
        // place[code] is 1 + where the item stands, if that is in this session
        if (!data.isPositive(sessions.row(k))) {
          continue;
        }
        if (place[code] > begin[s]) {
          count[place[code] - 1]++;
        } else {
          item[used] = code;
          count[used] = 1;
          place[code] = ++used;
        }
      }
      begin[s + 1] = used;
    }
    return new Interactions(
        sessions.ids(), data.items(), begin, Arrays.copyOf(item, used), Arrays.copyOf(count, used));
  }

  /** How many sessions or users there are. */
  public int rows() {
    return begin.length - 1;
  }

  /** The ids of the rows. */
  public IdIndex rowIds() {
    return rowIds;
  }

  public IdIndex items() {
    return items;
  }

  /** How many pairs of a row and an item there are. */
  public int size() {
    return item.length;
  }

  public int begin(int row) {
    return begin[row];
  }

  public int end(int row) {
    return begin[row + 1];
  }

  public int item(int position) {
    return item[position];
  }

  /** How many events the pair at {@code position} stands for, {@code >= 1}. */
  public int count(int position) {
    return count[position];
  }

  /** The distinct items of a row, in order of first appearance. */
  public int[] itemsOf(int row) {
    return Arrays.copyOfRange(item, begin[row], begin[row + 1]);
  }
}
