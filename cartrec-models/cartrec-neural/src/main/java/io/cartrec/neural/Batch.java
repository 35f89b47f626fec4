package io.cartrec.neural;

import io.cartrec.neural.kernel.Steps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What one training step learns from: at each row an item, and the one that is to be named there.
 *
 * @param steps how the sequences lie in the rows
 * @param inputs the item of each row, or {@link Sequences#MASKED}
 * @param targets the item that is to be named
 * @param codes of each open channel, what it says of each row
 */
record Batch(Steps steps, int[] inputs, int[] targets, int[][] codes) {

  /** The sequences {@code chosen}, none empty. */
  static Batch of(Sequences sequences, List<Integer> chosen) {
    List<Integer> sorted = new ArrayList<>(chosen);
    sorted.sort(Comparator.comparingInt(s -> -sequences.places(s)));
    Steps steps = Steps.of(sorted.stream().mapToInt(sequences::places).toArray());
    int[] inputs = new int[steps.rows()];
    int[] targets = new int[inputs.length];
    int[][] codes = new int[sequences.channels()][inputs.length];
    for (int t = 0; t < steps.count(); t++) {
      for (int s = 0; s < steps.active(t); s++) {
        int row = steps.row(t, s);
        inputs[row] = sequences.item(sorted.get(s), t);
        targets[row] = sequences.target(sorted.get(s), t);
        for (int channel = 0; channel < codes.length; channel++) {
          codes[channel][row] = sequences.code(channel, sorted.get(s), t);
        }
      }
    }
    return new Batch(steps, inputs, targets, codes);
  }

  /** All sequences in the order of {@code order}, in batches of at most {@code places}, or of one. */
  static List<Batch> all(Sequences sequences, int[] order, int places) {
    List<Batch> batches = new ArrayList<>();
    List<Integer> chosen = new ArrayList<>();
    int rows = 0;
    for (int s : order) {
      if (rows + sequences.places(s) > places && rows > 0) {
        batches.add(of(sequences, chosen));
        chosen.clear();
        rows = 0;
      }
      chosen.add(s);
      rows += sequences.places(s);
    }
    if (rows > 0) {
      batches.add(of(sequences, chosen));
    }
    return batches;
  }

  /** The item of each row, as a set of one, or of none where it is masked. */
  ItemSets shown() {
    int[] begin = new int[inputs.length + 1];
    int[] items = new int[inputs.length];
    for (int row = 0; row < inputs.length; row++) {
      items[begin[row]] = inputs[row];
      begin[row + 1] = begin[row] + (inputs[row] == Sequences.MASKED ? 0 : 1);
    }
    return new ItemSets(begin, Arrays.copyOf(items, begin[inputs.length]));
  }

  /** How many rows there are. */
  int rows() {
    return inputs.length;
  }

  @Override
  public String toString() {
    return "Batch of " + Arrays.toString(inputs);
  }
}
