package io.cartrec.neighbors;

import io.cartrec.internal.Parallel;
import io.cartrec.internal.TopN;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.model.TrainingOptions;
import io.cartrec.model.Verification;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;

/**
 * For every item, the items it speaks for most strongly, in compressed rows: item {@code i} has the
 * neighbours {@code items[k]} with weights {@code weights[k] > 0} for {@code k} in {@code [begin[i],
 * begin[i + 1])}, by weight descending, equal weights by item code. 8 bytes an entry and 4 an item.
 * Immutable and thread-safe.
 */
final class NeighborTable {

  private static final String BEGIN = "neighbors.begin";
  private static final String ITEMS = "neighbors.items";
  private static final String WEIGHTS = "neighbors.weights";
  private static final int BLOCK = 256;
  private static final int PART = 1 << 12; // entries checked at a time
  private static final int MOST_ENTRIES = (Integer.MAX_VALUE - 8) / Float.BYTES;
  private static final float HEAVIEST = 1e30f; // so that no sum of weights overflows

  private final Tensor beginTensor;
  private final Tensor itemsTensor;
  private final Tensor weightsTensor;
  private final IntBuffer begin;
  private final IntBuffer items;
  private final FloatBuffer weights;

  private NeighborTable(Tensor begin, Tensor items, Tensor weights) {
    this.beginTensor = begin;
    this.itemsTensor = items;
    this.weightsTensor = weights;
    this.begin = begin.ints();
    this.items = items.ints();
    this.weights = weights.floats();
  }

  /** The rows of some successive items, end to end. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
  private record Rows(int[] lengths, int[] items, float[] weights) {}

  /** Keeps the {@code limit} strongest neighbours of each item, exactly. */
  static NeighborTable build(
      PairCounter pairs, PairWeight weight, int limit, TrainingOptions options) {
    return build(pairs.itemCount(), () -> weight.finder(pairs), limit, options);
  }

  /**
   * Keeps the {@code limit} strongest neighbours of each item.
   *
   * @param finders makes the finder of each thread
   */
  static NeighborTable build(
      int itemCount, Supplier<NeighborFinder> finders, int limit, TrainingOptions options) {
    Rows[] blocks = new Rows[(itemCount + BLOCK - 1) / BLOCK];
    Progress progress = new Progress(options, itemCount);
    Parallel.forBlocks(options.threads(), itemCount, BLOCK, () -> {
      RowBuilder builder = new RowBuilder(finders.get(), limit);
      return (from, to) -> {
        blocks[from / BLOCK] = builder.rows(from, to);
        progress.add(to - from);
      };
    });
    return join(blocks, itemCount);
  }

  private static NeighborTable join(Rows[] blocks, int itemCount) {
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
      throw new IllegalArgumentException("the table would have " + total + " entries, more than "
          + MOST_ENTRIES + "; lower neighbors");
    }
    Tensor items = Tensor.ints(
        (int) total, into -> Arrays.stream(blocks).forEach(rows -> into.put(rows.items())));
    Tensor weights = Tensor.floats(
        (int) total, into -> Arrays.stream(blocks).forEach(rows -> into.put(rows.weights())));
    return new NeighborTable(Tensor.of(begin), items, weights);
  }

  /**
   * This, with the weights of each item's neighbours divided by their sum; neighbours are left out from
   * where the quotient is too small for a {@code float}.
   */
  NeighborTable summingToOne() {
    int itemCount = beginTensor.length() - 1;
    int[] newBegin = new int[itemCount + 1];
    int[] newItems = new int[items.capacity()];
    float[] newWeights = new float[items.capacity()];
    int size = 0;
    TopN ranked = new TopN(); // weights that differ little can become equal
    for (int item = 0; item < itemCount; item++) {
      double sum = 0;
      for (int k = begin(item); k < end(item); k++) {
        sum += weights.get(k);
      }
      ranked.reset(end(item) - begin(item));
      for (int k = begin(item); k < end(item); k++) {
        ranked.offer(items.get(k), weights.get(k) / sum);
      }
      ranked.sort();
      for (int rank = 0; rank < ranked.size() && ranked.score(rank) > 0; rank++) {
        newItems[size] = ranked.item(rank);
        newWeights[size++] = (float) ranked.score(rank);
      }
      newBegin[item + 1] = size;
    }
    return new NeighborTable(
        Tensor.of(newBegin),
        Tensor.of(Arrays.copyOf(newItems, size)),
        Tensor.of(Arrays.copyOf(newWeights, size)));
  }

  /** Reads a table with at most {@code limit} neighbours an item. */
  static NeighborTable read(ModelFile file, int limit) throws ModelFormatException {
    int itemCount = file.base().items().size();
    Tensor begin = file.offsets(BEGIN, itemCount);
    int total = begin.ints().get(itemCount);
    Tensor items = file.codes(ITEMS, total, itemCount);
    NeighborTable table =
        new NeighborTable(begin, items, file.tensor(WEIGHTS, Tensor.Type.F32, total));
    if (file.verification() == Verification.FULL) {
      table.verify(file, itemCount, limit);
    }
    return table;
  }

  /** Checks that each row is short enough, in order, and has weights above 0. */
  private void verify(ModelFile file, int itemCount, int limit) throws ModelFormatException {
    int bad = Parallel.first(itemCount, PART, () -> new RowCheck(limit));
    if (bad < itemCount) {
      throw begin.get(bad + 1) - begin.get(bad) > limit
          ? file.fault(BEGIN, "gives item " + bad + " more than " + limit + " neighbours")
          : file.fault(
              WEIGHTS, "must fall from " + HEAVIEST + " to above 0 in the row of item " + bad);
    }
  }

  Map<String, Tensor> tensors() {
    return Map.of(BEGIN, beginTensor, ITEMS, itemsTensor, WEIGHTS, weightsTensor);
  }

  /** Adds the weights from {@code item} to its neighbours. */
  void score(int item, ScoreAccumulator into) {
    into.addAll(items, weights, begin.get(item), begin.get(item + 1), 1);
  }

  /** Where the neighbours of {@code item} begin. */
  int begin(int item) {
    return begin.get(item);
  }

  /** Where the neighbours of {@code item} end. */
  int end(int item) {
    return begin.get(item + 1);
  }

  int neighbor(int place) {
    return items.get(place);
  }

  double weightAt(int place) {
    return weights.get(place);
  }

  /** The weight from {@code item} to {@code other}; 0 when that is no neighbour. */
  double weight(int item, int other) {
    for (int k = begin.get(item); k < begin.get(item + 1); k++) {
      if (items.get(k) == other) {
        return weights.get(k);
      }
    }
    return 0;
  }

  /** One thread's space for checking rows, many of them at a time. */
  private final class RowCheck implements Parallel.Search {
    private final int limit;
    private final int heaviest = Float.floatToIntBits(HEAVIEST);
    private final IntBuffer weightBits =
        weightsTensor.buffer().asIntBuffer(); // in the order of the weights, above 0
    private int[] codes = new int[PART];
    private int[] bits = new int[PART];
    private int[] nextCodes = new int[PART]; // of the entry behind; the JIT vectorises over arrays
    private int[] nextBits = new int[PART]; // that are read at one index only

    RowCheck(int limit) {
      this.limit = limit;
    }

    @Override
    public int first(int fromItem, int toItem) {
      int end = fromItem; // of the rows that are short enough
      while (end < toItem && begin.get(end + 1) - begin.get(end) <= limit) {
        end++;
      }
      for (int item = fromItem, next; item < end; item = next) {
        next = item + 1;
        while (next < end && begin.get(next + 1) - begin.get(item) <= PART) {
          next++;
        }
        if (!areRanked(item, next)) {
          while (areRanked(item, item + 1)) {
            item++;
          }
          return item;
        }
      }
      return end;
    }

    /** Whether, in each row, weights never rise and items rise where weights are equal. */
    private boolean areRanked(int fromItem, int toItem) {
      int from = begin.get(fromItem);
      int size = begin.get(toItem) - from;
      if (size == 0) {
        return true;
      }
      load(from, size);
      int breaks = breaks(codes, nextCodes, bits, nextBits, size - 1);
      int before = 0;
      for (int item = fromItem + 1; item < toItem; item++) { // between rows a break is none
        int first = begin.get(item) - from;
        if (first > before && first < size) {
          breaks -= isBreak(codes, nextCodes, bits, nextBits, first - 1);
        }
        before = first;
      }
      return breaks == 0 && areWeights(bits, size, heaviest);
    }

    private void load(int from, int size) {
      if (size > codes.length) {
        codes = new int[size];
        bits = new int[size];
        nextCodes = new int[size];
        nextBits = new int[size];
      }
      items.get(from, codes, 0, size);
      items.get(from + 1, nextCodes, 0, size - 1);
      weightBits.get(from, bits, 0, size);
      weightBits.get(from + 1, nextBits, 0, size - 1);
    }
  }

  /** How many entries the next one must not follow. A loop without branches. */
  private static int breaks(int[] codes, int[] nextCodes, int[] bits, int[] nextBits, int size) {
    int breaks = 0;
    for (int k = 0; k < size; k++) {
      breaks += isBreak(codes, nextCodes, bits, nextBits, k);
    }
    return breaks;
  }

  /** 1 if the next entry has more weight than entry {@code k}, or as much but no larger item; else 0. */
  private static int isBreak(int[] codes, int[] nextCodes, int[] bits, int[] nextBits, int k) {
    int fall = bits[k] - nextBits[k];
    int rise = nextCodes[k] - codes[k];
    return (fall | ((fall - 1) & (rise - 1))) >>> (Integer.SIZE - 1);
  }

  private static boolean areWeights(int[] bits, int size, int heaviest) {
    int sign = 0; // negative once a weight is not above 0, or too heavy
    for (int k = 0; k < size; k++) {
      sign |= (bits[k] - 1) | (heaviest - bits[k]);
    }
    return sign >= 0;
  }

  /** One thread's space for building rows. */
  private static final class RowBuilder {
    private final NeighborFinder finder;
    private final int limit;
    private final TopN best = new TopN();
    private int[] items = new int[1 << 12];
    private float[] weights = new float[1 << 12];
    private int size;

    RowBuilder(NeighborFinder finder, int limit) {
      this.finder = finder;
      this.limit = limit;
    }

    Rows rows(int from, int to) {
      int[] lengths = new int[to - from];
      size = 0;
      for (int item = from; item < to; item++) {
        lengths[item - from] = append(item);
      }
      return new Rows(lengths, Arrays.copyOf(items, size), Arrays.copyOf(weights, size));
    }

    private int append(int item) {
      best.reset(limit);
      finder.find(item, this::offer);
      best.sort();
      if (size + best.size() > items.length) {
        int capacity = Math.max(size + best.size(), 2 * items.length);
        items = Arrays.copyOf(items, capacity);
        weights = Arrays.copyOf(weights, capacity);
      }
      for (int rank = 0; rank < best.size(); rank++) {
        items[size] = best.item(rank);
        weights[size++] = (float) best.score(rank);
      }
      return best.size();
    }

    private void offer(int other, double weight) {
      float w = (float) weight;
      if (w > 0) {
        best.offer(other, Math.min(w, HEAVIEST));
      }
    }
  }

  /** Tells the listener, one thread at a time. */
  private static final class Progress {
    private final TrainingOptions options;
    private final int total;
    private int done;

    Progress(TrainingOptions options, int total) {
      this.options = options;
      this.total = total;
    }

    synchronized void add(int items) {
      done += items;
      options.listener().progress("neighbors", done, total);
    }
  }
}
