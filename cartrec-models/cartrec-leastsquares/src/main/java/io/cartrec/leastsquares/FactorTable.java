package io.cartrec.leastsquares;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.model.Verification;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The vectors of all items, {@code rank} floats each, laid out for scoring: items stand in blocks of {@value #BLOCK},
 * the last one filled up with zeros, and a block holds the first numbers of its items, then their second
 * ones, and so on. Read in place. Immutable and thread-safe.
 */
final class FactorTable {

  static final int BLOCK = 256;
  static final String NAME = "factors.items";
  private static final int BATCH = 4;
  private static final float LARGEST =
      1e6f; // so that no system overflows; training stays far below

  private final int items;
  private final int rank;
  private final Tensor tensor;
  private final FloatBuffer numbers;

  private FactorTable(int items, int rank, Tensor tensor) {
    this.items = items;
    this.rank = rank;
    this.tensor = tensor;
    this.numbers = tensor.floats();
  }

  static FactorTable of(Factors factors) {
    int items = factors.size();
    int rank = factors.rank();
    Tensor tensor = Tensor.floats(length(items, rank), into -> {
      for (int item = 0; item < items; item++) {
        float[] row = factors.row(item);
        int place = place(item, rank);
        for (int k = 0; k < rank; k++) {
          into.put(place + k * BLOCK, row[k]);
        }
      }
    });
    return new FactorTable(items, rank, tensor);
  }

  static FactorTable read(ModelFile file, int rank) throws ModelFormatException {
    int items = file.base().items().size();
    Tensor tensor = file.finite(NAME, length(items, rank));
    if (file.verification() == Verification.FULL) {
      FloatBuffer numbers = tensor.floats();
      float[] block = new float[BLOCK]; // of which the tensor has a whole number
      while (numbers.hasRemaining()) {
        numbers.get(block);
        float largest = 0;
        for (float number : block) {
          largest = Math.max(largest, Math.abs(number));
        }
        if (largest > LARGEST) {
          throw file.fault(NAME, "must hold numbers up to " + LARGEST + " but holds " + largest);
        }
      }
    }
    return new FactorTable(items, rank, tensor);
  }

  Tensor tensor() {
    return tensor;
  }

  /** Puts the vector of {@code item} into {@code row}. */
  void copy(int item, float[] row) {
    int place = place(item, rank);
    for (int k = 0; k < rank; k++) {
      row[k] = numbers.get(place + k * BLOCK);
    }
  }

  /** Space for scoring all items. */
  Scan scan() {
    return new Scan();
  }

  /** Goes through all items, a block at a time. Not thread-safe. */
  final class Scan {
    private final float[][] batch = new float[BATCH][BLOCK];
    private final float[] scores = new float[BLOCK];

    /** Adds the dot product of {@code w} with each item's vector where it is above 0. */
    void score(float[] w, ScoreAccumulator into) {
      for (int first = 0; first < items; first += BLOCK) {
        multiply(w, place(first, rank));
        int count = Math.min(BLOCK, items - first);
        for (int i = 0; i < count; i++) {
          if (scores[i] > 0) {
            into.add(first + i, scores[i]);
          }
        }
      }
    }

    private void multiply(float[] w, int place) {
      Arrays.fill(scores, 0);
      int k = 0;
      for (; k + BATCH <= rank; k += BATCH) {
        for (int i = 0; i < BATCH; i++) {
          numbers.get(place + (k + i) * BLOCK, batch[i]);
        }
        add(scores, batch[0], w[k], batch[1], w[k + 1], batch[2], w[k + 2], batch[3], w[k + 3]);
      }
      for (; k < rank; k++) {
        numbers.get(place + k * BLOCK, batch[0]);
        add(scores, batch[0], w[k], batch[1], 0, batch[2], 0, batch[3], 0);
      }
    }
  }

  private static void add(
      float[] to,
      float[] a,
      float fa,
      float[] b,
      float fb,
      float[] c,
      float fc,
      float[] d,
      float fd) {
    for (int i = 0; i < to.length; i++) {
      to[i] += fa * a[i] + fb * b[i] + (fc * c[i] + fd * d[i]);
    }
  }

  /** Where the first number of {@code item} stands. */
  private static int place(int item, int rank) {
    return item / BLOCK * BLOCK * rank + item % BLOCK;
  }

  /**
   * How many floats a table takes.
   *
   * @throws IllegalArgumentException if that is more than a tensor holds
   */
  static int length(int items, int rank) {
    long blocks = ((long) items + BLOCK - 1) / BLOCK;
    long length = blocks * BLOCK * rank;
    if (length > Integer.MAX_VALUE / Float.BYTES) {
      throw new IllegalArgumentException(
          items + " items of " + rank + " factors need " + length * Float.BYTES
              + " bytes, and a model holds less than 2 GiB of them; lower factors");
    }
    return (int) length;
  }
}
