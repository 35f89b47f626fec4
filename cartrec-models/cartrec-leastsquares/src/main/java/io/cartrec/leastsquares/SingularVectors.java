package io.cartrec.leastsquares;

import io.cartrec.data.Interactions;
import io.cartrec.internal.FloatProduct;
import io.cartrec.internal.Parallel;
import io.cartrec.model.TrainingOptions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The leading right singular vectors of the normalised baskets x items matrix {@code R~ = D_u^-1/2 R
 * D_i^-1/2}, by subspace iteration from a random start (Halko et al., algorithm 4.4, on {@code R~ᵀR~} and
 * with a fixed number of rounds): {@code Y ← (R~ᵀR~)² Y}, then {@code Y} is made orthonormal through the
 * eigenvectors of the small matrix {@code YᵀY}, and in the end those of {@code YᵀR~ᵀR~Y} turn it into the
 * vectors.
 *
 * <p>Cost of a round with {@code r} vectors: {@code 8 r} operations for each entry of {@code R~} and {@code 4 r²}
 * for each item; memory {@code 16 r} bytes an item. The outcome does not depend on the number of threads.
 * Not thread-safe.
 *
 * @see <a href="https://doi.org/10.1137/090771806">Halko, Martinsson and Tropp, Finding Structure with
 *     Randomness, 2011</a>
 */
final class SingularVectors {

  private static final int ROUNDS = 8;
  private static final int SPARE = 16; // vectors beyond those asked for, whose tail converges last
  private static final int STRIPES = 64; // of items; sums over items are made stripe by stripe
  private static final int CHUNK = 8192; // baskets at a time
  private static final int BLOCK = 256;
  private static final double NEGLIGIBLE = 1e-9; // squared length, relative to the longest

  private final BasketPairs pairs; // with a damping of 1: a basket of n items weighs 1 / n
  private final TrainingOptions options;
  private final int items;

  private SingularVectors(BasketPairs pairs, TrainingOptions options) {
    this.pairs = pairs;
    this.options = options;
    this.items = pairs.itemCount();
  }

  /**
   * Up to {@code rank} vectors, those of the largest singular values first; fewer when {@code R~} has no
   * more whose singular value floats can tell from 0.
   *
   * @param pairs of the baskets, with a damping of 1
   * @return one row for each item, all of one length
   */
  static float[][] right(BasketPairs pairs, int rank, long seed, TrainingOptions options) {
    return new SingularVectors(pairs, options).find(rank, seed);
  }

  private float[][] find(int rank, long seed) {
    Progress progress = new Progress(options.listener(), "singular vectors", ROUNDS + 1);
    float[][] basis = start(Math.min(items, rank + SPARE), seed);
    for (int round = 0; round < ROUNDS; round++) {
      basis = times(basis, whitening(product(basis, basis)));
      basis = filter(filter(basis));
      progress.add(1);
    }
    basis = times(basis, whitening(product(basis, basis)));
    DMatrixRMaj small = product(basis, filter(basis));
    float[][] vectors = times(basis, leading(small, rank));
    progress.add(1);
    return vectors;
  }

  private float[][] start(int width, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] start = new float[items][width];
    for (float[] row : start) {
      for (int k = 0; k < width; k++) {
        row[k] = (float) (random.nextDouble() - 0.5);
      }
    }
    return start;
  }

  /** {@code R~ᵀR~ y}, one row an item, a chunk of baskets at a time. */
  private float[][] filter(float[][] y) {
    int width = width(y);
    float[][] scaled = new float[items][];
    float[][] filtered = new float[items][width];
    int[] next = new int[items];
    Parallel.forBlocks(options.threads(), items, BLOCK, () -> (from, to) -> {
      for (int item = from; item < to; item++) {
        scaled[item] = new float[width];
        add(y[item], scale(item), scaled[item]);
        next[item] = pairs.begin(item);
      }
    });
    Interactions baskets = pairs.baskets();
    float[][] sums = new float[Math.min(CHUNK, baskets.rows())][width];
    for (int begin = 0; begin < baskets.rows(); begin += CHUNK) {
      int first = begin;
      int end = Math.min(baskets.rows(), begin + CHUNK);
      Parallel.forBlocks(options.threads(), end - first, BLOCK, () -> (from, to) -> {
        for (int basket = first + from; basket < first + to; basket++) {
          float[] sum = sums[basket - first];
          Arrays.fill(sum, 0);
          for (int k = baskets.begin(basket); k < baskets.end(basket); k++) {
            add(scaled[baskets.item(k)], (float) pairs.weight(basket), sum);
          }
        }
      });
      Parallel.forBlocks(options.threads(), items, BLOCK, () -> (from, to) -> {
        for (int item = from; item < to; item++) {
          float scale = scale(item);
          int last = pairs.begin(item + 1);
          for (; next[item] < last && pairs.basket(next[item]) < end; next[item]++) {
            add(sums[pairs.basket(next[item]) - first], scale, filtered[item]);
          }
        }
      });
    }
    return filtered;
  }

  private float scale(int item) {
    int count = pairs.count(item);
    return count == 0 ? 0 : (float) (1 / Math.sqrt(count));
  }

  private static void add(float[] row, float factor, float[] into) {
    for (int k = 0; k < row.length; k++) {
      into[k] = Math.fma(factor, row[k], into[k]);
    }
  }

  /** {@code aᵀb}, summed in floats within a stripe of items, and in doubles over stripes. */
  private DMatrixRMaj product(float[][] a, float[][] b) {
    int width = width(a);
    int stripe = (items + STRIPES - 1) / STRIPES;
    float[][][] parts = new float[STRIPES][][];
    Parallel.forBlocks(options.threads(), STRIPES, 1, () -> (from, to) -> {
      int begin = Math.min(items, from * stripe);
      int end = Math.min(items, begin + stripe);
      float[][] left = new float[width][end - begin];
      float[][] right = new float[end - begin][width];
      for (int item = begin; item < end; item++) {
        for (int k = 0; k < width; k++) {
          left[k][item - begin] = a[item][k];
        }
        right[item - begin] = b[item];
      }
      parts[from] = new float[width][width];
      FloatProduct.add(parts[from], 0, width, left, right, right.length, 0, width);
    });
    DMatrixRMaj product = new DMatrixRMaj(width, width);
    for (float[][] part : parts) {
      for (int i = 0; i < width; i++) {
        for (int j = 0; j < width; j++) {
          product.add(i, j, part[i][j]);
        }
      }
    }
    return product;
  }

  /** {@code y t}. */
  private float[][] times(float[][] y, float[][] t) {
    int width = width(t);
    float[][] product = new float[items][];
    Parallel.forBlocks(options.threads(), items, BLOCK, () -> (from, to) -> {
      float[][] rows = new float[to - from][width];
      float[][] left = new float[to - from][t.length];
      for (int item = from; item < to; item++) {
        System.arraycopy(y[item], 0, left[item - from], 0, y[item].length);
      }
      FloatProduct.add(rows, 0, rows.length, left, t, t.length, 0, width);
      System.arraycopy(rows, 0, product, from, to - from);
    });
    return product;
  }

  /** What to multiply a basis by to make it orthonormal, from its products {@code YᵀY}. */
  private static float[][] whitening(DMatrixRMaj products) {
    Eigenvectors eigen = new Eigenvectors(products);
    int kept = 0;
    while (kept < eigen.size() && eigen.value(kept) > NEGLIGIBLE * eigen.value(0)) {
      kept++;
    }
    float[][] whitening = new float[eigen.size()][kept];
    for (int k = 0; k < kept; k++) {
      double length = Math.sqrt(eigen.value(k));
      for (int i = 0; i < eigen.size(); i++) {
        whitening[i][k] = (float) (eigen.vector(k, i) / length);
      }
    }
    return whitening;
  }

  /** What to multiply an orthonormal basis by to get its {@code rank} leading vectors. */
  private static float[][] leading(DMatrixRMaj products, int rank) {
    Eigenvectors eigen = new Eigenvectors(products);
    int kept = Math.min(rank, eigen.size());
    float[][] leading = new float[eigen.size()][kept];
    for (int k = 0; k < kept; k++) {
      for (int i = 0; i < eigen.size(); i++) {
        leading[i][k] = (float) eigen.vector(k, i);
      }
    }
    return leading;
  }

  private static int width(float[][] rows) {
    return rows.length == 0 ? 0 : rows[0].length;
  }

  /** The eigenvectors of a small symmetric matrix, those of the largest values first. */
  private static final class Eigenvectors {
    private final EigenDecomposition_F64<DMatrixRMaj> eigen;
    private final int[] order;

    Eigenvectors(DMatrixRMaj matrix) {
      int size = matrix.getNumRows();
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < i; j++) {
          double mean = (matrix.get(i, j) + matrix.get(j, i)) / 2; // equal but for rounding
          matrix.set(i, j, mean);
          matrix.set(j, i, mean);
        }
      }
      eigen = DecompositionFactory_DDRM.eig(Math.max(1, size), true, true);
      if (size > 0 && !eigen.decompose(matrix)) {
        throw new IllegalStateException(
            "no eigenvectors found of a matrix of " + size + " rows; use a lower rank");
      }
      order = IntStream.range(0, size)
          .boxed()
          .sorted(Comparator.comparingDouble(i -> -valueAt(i)))
          .mapToInt(Integer::intValue)
          .toArray();
    }

    private double valueAt(int index) {
      return eigen.getEigenvalue(index).getReal();
    }

    int size() {
      return order.length;
    }

    double value(int rank) {
      return valueAt(order[rank]);
    }

    double vector(int rank, int index) {
      return eigen.getEigenVector(order[rank]).get(index, 0);
    }
  }
}
