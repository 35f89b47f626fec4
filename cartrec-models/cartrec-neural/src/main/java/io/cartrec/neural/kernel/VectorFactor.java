package io.cartrec.neural.kernel;

import io.cartrec.internal.Parallel;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A right factor in panels two vectors wide, which products read from one end to the other while the
 * sums of four rows stay in registers (after Goto and van de Geijn, 2008): eight vectors
 * of sums are what the JIT keeps there, with twelve it is half as fast. Terms are cut into blocks of
 * {@value #DEPTH}; within a block, panel after panel. Immutable and thread-safe.
 */
final class VectorFactor implements Factor {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LENGTH = SPECIES.length();
  private static final int WIDTH = 2 * LENGTH;
  private static final int HEIGHT = 4;
  private static final int DEPTH = 256;
  private static final int STRIPS = 16; // of HEIGHT rows, packed at a time

  private final float[] panels;
  private final int terms;
  private final int columns;
  private final int panelCount;

  private VectorFactor(float[] panels, int terms, int columns, int panelCount) {
    this.panels = panels;
    this.terms = terms;
    this.columns = columns;
    this.panelCount = panelCount;
  }

  static VectorFactor of(CpuMatrix b, boolean transposed, int threads) {
    int terms = transposed ? b.columns() : b.rows();
    int columns = transposed ? b.rows() : b.columns();
    int panelCount = (columns + WIDTH - 1) / WIDTH;
    VectorFactor factor = new VectorFactor(
        new float[Math.multiplyExact(terms, panelCount * WIDTH)], terms, columns, panelCount);
    Parallel.forBlocks(threads, panelCount, 64, () -> (from, to) -> {
      for (int panel = from; panel < to; panel++) {
        factor.pack(b, transposed, panel);
      }
    });
    return factor;
  }

  private int panelAt(int term, int depth, int panel) {
    return term * panelCount * WIDTH + panel * depth * WIDTH;
  }

  private void pack(CpuMatrix b, boolean transposed, int panel) {
    int first = panel * WIDTH;
    int width = Math.min(WIDTH, columns - first);
    for (int term = 0; term < terms; term += DEPTH) {
      int depth = Math.min(DEPTH, terms - term);
      int at = panelAt(term, depth, panel);
      if (transposed) {
        for (int j = 0; j < width; j++) {
          float[] row = b.row(first + j);
          int from = b.offset() + term;
          for (int k = 0; k < depth; k++) {
            panels[at + k * WIDTH + j] = row[from + k];
          }
        }
      } else {
        for (int k = 0; k < depth; k++) {
          System.arraycopy(b.row(term + k), b.offset() + first, panels, at + k * WIDTH, width);
        }
      }
    }
  }

  @Override
  public void multiply(
      float alpha,
      CpuMatrix left,
      boolean transposed,
      int from,
      int count,
      float beta,
      CpuMatrix into,
      int intoFrom) {
    int height = Math.min(STRIPS, (count + HEIGHT - 1) / HEIGHT) * HEIGHT;
    float[] strips = new float[height * Math.min(DEPTH, terms)];
    float[] tile = new float[HEIGHT * WIDTH];
    for (int row = 0; row < count; row += height) {
      int rows = Math.min(height, count - row);
      for (int term = 0; term < terms; term += DEPTH) {
        int depth = Math.min(DEPTH, terms - term);
        float kept = term == 0 ? beta : 1;
        packLeft(left, transposed, from + row, rows, term, depth, strips);
        for (int panel = 0; panel < panelCount; panel++) {
          int at = panelAt(term, depth, panel);
          for (int strip = 0; strip < rows; strip += HEIGHT) {
            product(depth, strips, strip * depth, panels, at, tile);
            int rowsHere = Math.min(HEIGHT, rows - strip);
            put(tile, rowsHere, alpha, kept, into, intoFrom + row + strip, panel * WIDTH);
          }
        }
      }
    }
  }

  /** Packs rows by fours, term after term; the last strip is filled up with 0. */
  private static void packLeft(
      CpuMatrix left, boolean transposed, int from, int rows, int term, int depth, float[] strips) {
    int whole = rows / HEIGHT * HEIGHT;
    if (whole < rows) {
      Arrays.fill(strips, whole * depth, (whole + HEIGHT) * depth, 0);
    }
    if (transposed) {
      int at = left.offset() + from;
      for (int k = 0; k < depth; k++) {
        packColumn(left.row(term + k), at, whole, rows, strips, k * HEIGHT, depth * HEIGHT);
      }
    } else {
      for (int i = 0; i < rows; i++) {
        int to = i / HEIGHT * HEIGHT * depth + i % HEIGHT;
        spread(left.row(from + i), left.offset() + term, depth, strips, to);
      }
    }
  }

  /** Copies {@code rows} numbers, by fours {@code stride} apart. */
  private static void packColumn(
      float[] row, int at, int whole, int rows, float[] strips, int first, int stride) {
    int to = first;
    for (int i = 0; i < whole; i += HEIGHT, to += stride) {
      strips[to] = row[at + i];
      strips[to + 1] = row[at + i + 1];
      strips[to + 2] = row[at + i + 2];
      strips[to + 3] = row[at + i + 3];
    }
    for (int i = whole; i < rows; i++) {
      strips[to + i - whole] = row[at + i];
    }
  }

  /** Copies {@code depth} numbers to every {@value #HEIGHT}th place. */
  private static void spread(float[] row, int at, int depth, float[] strips, int to) {
    for (int k = 0; k < depth; k++) {
      strips[to + k * HEIGHT] = row[at + k];
    }
  }

  /** The product of a strip and a panel. */
  private static void product(int depth, float[] a, int aFrom, float[] b, int bFrom, float[] tile) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    for (int k = 0; k < depth; k++) {
      int bAt = bFrom + k * WIDTH;
      int aAt = aFrom + k * HEIGHT;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + LENGTH);
      FloatVector x = FloatVector.broadcast(SPECIES, a[aAt]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = FloatVector.broadcast(SPECIES, a[aAt + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = FloatVector.broadcast(SPECIES, a[aAt + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = FloatVector.broadcast(SPECIES, a[aAt + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
    }
    c00.intoArray(tile, 0);
    c01.intoArray(tile, LENGTH);
    c10.intoArray(tile, 2 * LENGTH);
    c11.intoArray(tile, 3 * LENGTH);
    c20.intoArray(tile, 4 * LENGTH);
    c21.intoArray(tile, 5 * LENGTH);
    c30.intoArray(tile, 6 * LENGTH);
    c31.intoArray(tile, 7 * LENGTH);
  }

  /** {@code into = alpha * tile + beta * into} in the columns of a panel. */
  private void put(
      float[] tile, int height, float alpha, float beta, CpuMatrix into, int row, int first) {
    int width = Math.min(WIDTH, columns - first);
    int at = into.offset() + first;
    for (int i = 0; i < height; i++) {
      float[] sums = into.row(row + i);
      int from = i * WIDTH;
      if (width == WIDTH) {
        FloatVector left = FloatVector.fromArray(SPECIES, tile, from).mul(alpha);
        FloatVector right = FloatVector.fromArray(SPECIES, tile, from + LENGTH).mul(alpha);
        if (beta != 0) {
          left = FloatVector.fromArray(SPECIES, sums, at).mul(beta).add(left);
          right = FloatVector.fromArray(SPECIES, sums, at + LENGTH).mul(beta).add(right);
        }
        left.intoArray(sums, at);
        right.intoArray(sums, at + LENGTH);
      } else {
        for (int j = 0; j < width; j++) {
          float old = beta == 0 ? 0 : beta * sums[at + j];
          sums[at + j] = Math.fma(alpha, tile[from + j], old);
        }
      }
    }
  }
}
