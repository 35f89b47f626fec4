package io.cartrec.leastsquares;

import io.cartrec.internal.Parallel;
import io.cartrec.internal.TopN;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.model.Verification;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * For every item, what it adds to the scores of others, in compressed rows: item {@code i} adds {@code
 * weights[k]}, of either sign but not 0, to {@code items[k]} for {@code k} in {@code [begin[i], begin[i +
 * 1])}, by item code ascending. 8 bytes an entry and 4 an item. Immutable and thread-safe.
 */
final class WeightTable {

  private static final String BEGIN = "weights.begin";
  private static final String ITEMS = "weights.items";
  private static final String WEIGHTS = "weights.values";
  private static final int MOST_ENTRIES = (Integer.MAX_VALUE - 8) / Float.BYTES;
  private static final float HEAVIEST = 1e30f; // so that no sum of weights overflows

  private final Tensor beginTensor;
  private final Tensor itemsTensor;
  private final Tensor weightsTensor;
  private final IntBuffer begin;
  private final IntBuffer items;
  private final FloatBuffer weights;

  private WeightTable(Tensor begin, Tensor items, Tensor weights) {
    this.beginTensor = begin;
    this.itemsTensor = items;
    this.weightsTensor = weights;
    this.begin = begin.ints();
    this.items = items.ints();
    this.weights = weights.floats();
  }

  /** Works out rows of weights; the scratch space of one thread. */
  @FunctionalInterface
  interface RowSource {
    /** Hands the rows of the items in {@code [from, to)} to {@code sink}, each once and in order. */
    void rows(int from, int to, RowSink sink);
  }

  /** Makes one thread's source of rows. */
  @FunctionalInterface
  interface RowSources {
    RowSource start();
  }

  /** Takes the rows of successive items, one at a time, and keeps the heaviest weights of each. */
  static final class RowSink {
    private final int limit;
    private final TopN heaviest = new TopN();
    private int[] lengths = new int[64];
    private int[] items = new int[1 << 12];
    private float[] weights = new float[1 << 12];
    private int rows;
    private int size;

    private RowSink(int limit) {
      this.limit = limit;
    }

    /** Takes the next row: {@code row[other]} for the item codes {@code others[0, count)}. */
    void take(float[] row, int[] others, int count) {
      heaviest.reset(limit);
      for (int k = 0; k < count; k++) {
        offer(others[k], row[others[k]]);
      }
      keep(row);
    }

    /** Takes the next row: {@code row[other]} for every item {@code other}. */
    void take(float[] row, int itemCount) {
      heaviest.reset(limit);
      for (int other = 0; other < itemCount; other++) {
        offer(other, row[other]);
      }
      keep(row);
    }

    private void offer(int other, float weight) {
      float size = Math.abs(weight);
      if (size > 0) {
        heaviest.offer(other, size);
      }
    }

    private void keep(float[] row) {
      heaviest.sort();
      int count = heaviest.size();
      if (size + count > items.length) {
        int capacity = Math.max(size + count, 2 * items.length);
        items = Arrays.copyOf(items, capacity);
        weights = Arrays.copyOf(weights, capacity);
      }
      if (rows == lengths.length) {
        lengths = Arrays.copyOf(lengths, 2 * rows);
      }
      lengths[rows++] = count;
      for (int rank = 0; rank < count; rank++) {
        items[size + rank] = heaviest.item(rank);
      }
      Arrays.sort(items, size, size + count);
      for (int end = size + count; size < end; size++) {
        weights[size] = Math.max(-HEAVIEST, Math.min(HEAVIEST, row[items[size]]));
      }
    }

    private Rows rows() {
      return new Rows(
          Arrays.copyOf(lengths, rows), Arrays.copyOf(items, size), Arrays.copyOf(weights, size));
    }
  }

  /** The rows of some successive items, end to end. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
  private record Rows(int[] lengths, int[] items, float[] weights) {}

  /**
   * Keeps the {@code limit} heaviest weights of each row, whatever their sign; of equal ones those of the
   * smaller item codes.
   *
   * @param block how many rows a thread works out at a time
   */
  static WeightTable build(
      int itemCount, int limit, int threads, int block, RowSources sources, Progress progress) {
    Rows[] blocks = new Rows[(itemCount + block - 1) / block];
    Parallel.forBlocks(threads, itemCount, block, () -> {
      RowSource source = sources.start();
      return (from, to) -> {
        RowSink sink = new RowSink(limit);
        source.rows(from, to, sink);
        blocks[from / block] = sink.rows();
        progress.add(to - from);
      };
    });
    return join(blocks, itemCount);
  }

  private static WeightTable join(Rows[] blocks, int itemCount) {
    int[] begin = new int[itemCount + 1];
    long total = 0;
    int item = 0;
    for (Rows rows : blocks) {
      for (int length : rows.lengths()) {
        total += length;
        begin[++item] = (int) Math.min(total, MOST_ENTRIES);
      }
    }
    if (total > MOST_ENTRIES) {
      throw new IllegalArgumentException("the table would have " + total + " weights, more than "
          + MOST_ENTRIES + "; lower neighbors");
    }
    Tensor items = Tensor.ints(
        (int) total, into -> Arrays.stream(blocks).forEach(rows -> into.put(rows.items())));
    Tensor weights = Tensor.floats(
        (int) total, into -> Arrays.stream(blocks).forEach(rows -> into.put(rows.weights())));
    return new WeightTable(Tensor.of(begin), items, weights);
  }

  /** Reads a table with at most {@code limit} weights an item. */
  static WeightTable read(ModelFile file, int limit) throws ModelFormatException {
    int itemCount = file.base().items().size();
    Tensor begin = file.offsets(BEGIN, itemCount);
    int total = begin.ints().get(itemCount);
    WeightTable table =
        new WeightTable(begin, file.codes(ITEMS, total, itemCount), file.finite(WEIGHTS, total));
    if (file.verification() == Verification.FULL) {
      table.verify(file, itemCount, limit);
    }
    return table;
  }

  /** Checks that each row is short enough and in order, and its weights neither 0 nor huge. */
  private void verify(ModelFile file, int itemCount, int limit) throws ModelFormatException {
    int[] row = new int[0];
    float[] values = new float[0];
    for (int item = 0; item < itemCount; item++) {
      int from = begin.get(item);
      int length = begin.get(item + 1) - from;
      if (length > limit) {
        throw file.fault(BEGIN, "gives item " + item + " more than " + limit + " weights");
      }
      if (length > row.length) {
        row = new int[length];
        values = new float[length];
      }
      items.get(from, row, 0, length);
      weights.get(from, values, 0, length);
      if (!rises(row, length)) {
        throw file.fault(ITEMS, "must rise in the row of item " + item);
      }
      if (!areWeights(values, length)) {
        throw file.fault(
            WEIGHTS, "must not be 0 nor beyond " + HEAVIEST + " in the row of item " + item);
      }
    }
  }

  private static boolean rises(int[] row, int length) {
    int sign = 0; // negative once a code does not exceed the one before
    for (int k = 1; k < length; k++) {
      sign |= row[k] - row[k - 1] - 1;
    }
    return sign >= 0;
  }

  private static boolean areWeights(float[] values, int length) {
    int wrong = 0;
    for (int k = 0; k < length; k++) {
      wrong |= values[k] == 0 || Math.abs(values[k]) > HEAVIEST ? 1 : 0;
    }
    return wrong == 0;
  }

  Map<String, Tensor> tensors() {
    return Map.of(BEGIN, beginTensor, ITEMS, itemsTensor, WEIGHTS, weightsTensor);
  }

  /** Adds the weights of {@code item} to the scores of the others. */
  void score(int item, ScoreAccumulator into) {
    into.addAll(items, weights, begin.get(item), begin.get(item + 1), 1);
  }

  /** What {@code item} adds to the score of {@code other}. */
  double weight(int item, int other) {
    int low = begin.get(item);
    int high = begin.get(item + 1) - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int found = items.get(middle);
      if (found == other) {
        return weights.get(middle);
      }
      if (found < other) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return 0;
  }
}
