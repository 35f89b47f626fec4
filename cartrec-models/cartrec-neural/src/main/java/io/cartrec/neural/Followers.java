package io.cartrec.neural;

import io.cartrec.neural.kernel.Steps;
import java.util.Arrays;

/**
 * What follows the rows of a step.
 *
 * @param sequences how many sequences, or sets, the rows are of
 * @param later of each row the items that follow, each once
 * @param sure of each row the other items, and repeats, that are candidates whether they follow or not
 */
record Followers(int sequences, ItemSets later, ItemSets sure) {

  /** Those of sequences: all targets from a place on, and sure are the items that came before it. */
  static Followers of(Batch batch) {
    Steps steps = batch.steps();
    Growing later = new Growing(batch.rows());
    Growing sure = new Growing(batch.rows());
    for (int t = 0; t < steps.count(); t++) {
      for (int s = 0; s < steps.active(t); s++) {
        for (int u = t; s < steps.active(u); u++) {
          later.add(batch.targets()[steps.row(u, s)]);
        }
        for (int u = 1; u <= t; u++) {
          int reached = batch.inputs()[steps.row(u, s)];
          int awaited = batch.targets()[steps.row(u - 1, s)];
          if (reached == awaited || reached == Sequences.MASKED) {
            sure.add(awaited);
          }
        }
        later.endRow();
        sure.endRow();
      }
    }
    return new Followers(steps.sequences(), later.sets(), sure.sets());
  }

  /** Those of sets: the items that count 0, and sure are the others where {@code all} are candidates. */
  static Followers of(ItemSets sets, float[] weights, boolean all) {
    ItemSets none = new ItemSets(new int[sets.size() + 1], new int[0]);
    return new Followers(sets.size(), sets.dropped(weights), all ? sets.kept(weights) : none);
  }

  /** These, with every item under the name that {@code columns} gives it. */
  Followers named(Candidates candidates) {
    return new Followers(
        sequences,
        new ItemSets(later.begin(), candidates.columns(later.items())),
        new ItemSets(sure.begin(), candidates.columns(sure.items())));
  }

  /** Rows that grow one after the other, each item once a row. Not thread-safe. */
  private static final class Growing {
    private final int[] begin;
    private int[] items = new int[64];
    private int row;
    private int size;

    Growing(int rows) {
      begin = new int[rows + 1];
    }

    void add(int item) {
      for (int k = begin[row]; k < size; k++) {
        if (items[k] == item) {
          return;
        }
      }
      items = size == items.length ? Arrays.copyOf(items, 2 * size) : items;
      items[size++] = item;
    }

    void endRow() {
      begin[++row] = size;
    }

    ItemSets sets() {
      return new ItemSets(begin, Arrays.copyOf(items, size));
    }
  }
}
