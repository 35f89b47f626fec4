package io.cartrec.leastsquares;

import io.cartrec.internal.Parallel;
import io.cartrec.internal.TopN;
import io.cartrec.model.TrainingOptions;
import java.util.Arrays;

/**
 * The weights of {@link EaseTrainer} for many items: each item {@code j} is predicted from its strongest
 * neighbours {@code C} alone, those with the largest cosine {@code G_ij / sqrt(G_ii G_jj)}, by solving
 *
 * <pre>{@code (G_CC + Λ_CC) w = G_Cj}</pre>
 *
 * exactly; weights from other items are 0. With all items as neighbours this is column {@code j} of the
 * exact solution. The idea of a small dense problem around each item, found by thresholding the
 * correlations, is that of the paper; unlike there, each item has a problem of its own, and none is taken
 * over from a neighbour.
 *
 * <p>Cost for {@code n} items with {@code c} neighbours: {@code n c³ / 3} operations, the lengths of {@code n
 * c} rows of {@code G}, and all pairs of {@code G} in memory at 8 bytes each.
 *
 * @see <a href="https://arxiv.org/abs/1910.09645">Steck, Markov Random Fields for Collaborative
 *     Filtering, 2019</a>
 */
final class LocalWeights {

  private static final int BLOCK = 64;

  private final BasketPairs pairs;
  private final EaseConfig config;
  private final int neighbors;
  private final int[][] lowerItems; // of each row of G, the columns before the diagonal
  private final float[][] lowerValues;
  private final int[][] columnItems; // of each column of B, its rows in order
  private final float[][] columnWeights;

  private LocalWeights(BasketPairs pairs, EaseConfig config) {
    int n = pairs.itemCount();
    this.pairs = pairs;
    this.config = config;
    this.neighbors = config.neighbors();
    lowerItems = new int[n][];
    lowerValues = new float[n][];
    columnItems = new int[n][];
    columnWeights = new float[n][];
  }

  /**
   * Fits all weights.
   *
   * @param config its neighbours are those that an item is predicted from, and how many weights each keeps
   * @param scale what the weights to each item are multiplied by
   */
  static WeightTable fit(
      BasketPairs pairs, EaseConfig config, double[] scale, TrainingOptions options) {
    LocalWeights local = new LocalWeights(pairs, config);
    int n = pairs.itemCount();
    Progress counted = new Progress(options.listener(), "pairs", n);
    Parallel.forBlocks(options.threads(), n, BLOCK, () -> {
      BasketPairs.Row row = pairs.row();
      return (from, to) -> {
        for (int item = from; item < to; item++) {
          local.keepLowerHalf(item, row);
        }
        counted.add(to - from);
      };
    });
    Progress solved = new Progress(options.listener(), "regressions", n);
    Parallel.forBlocks(options.threads(), n, BLOCK, () -> {
      Regression regression = local.new Regression();
      return (from, to) -> {
        for (int item = from; item < to; item++) {
          regression.fit(item, scale[item]);
        }
        solved.add(to - from);
      };
    });
    return local.table(options);
  }

  private void keepLowerHalf(int item, BasketPairs.Row row) {
    row.fill(item);
    int[] items = new int[row.size()];
    int count = 0;
    for (int i = 0; i < row.size(); i++) {
      if (row.other(i) < item) {
        items[count++] = row.other(i);
      }
    }
    lowerItems[item] = Arrays.copyOf(items, count);
    lowerValues[item] = new float[count];
    for (int k = 0; k < count; k++) {
      lowerValues[item][k] = (float) row.sum(items[k]);
    }
  }

  /** Turns columns into rows. */
  private WeightTable table(TrainingOptions options) {
    int n = columnItems.length;
    int[] lengths = new int[n];
    for (int[] column : columnItems) {
      for (int item : column) {
        lengths[item]++;
      }
    }
    int[][] items = new int[n][];
    float[][] weights = new float[n][];
    for (int item = 0; item < n; item++) {
      items[item] = new int[lengths[item]];
      weights[item] = new float[lengths[item]];
    }
    Arrays.fill(lengths, 0);
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < columnItems[j].length; k++) {
        int item = columnItems[j][k];
        int place = lengths[item]++;
        items[item][place] = j;
        weights[item][place] = columnWeights[j][k];
      }
    }
    return WeightTable.build(
        n,
        neighbors,
        options.threads(),
        BLOCK,
        () -> {
          float[] row = new float[n];
          return (from, to, sink) -> {
            for (int item = from; item < to; item++) {
              for (int k = 0; k < items[item].length; k++) {
                row[items[item][k]] = weights[item][k];
              }
              sink.take(row, items[item], items[item].length);
            }
          };
        },
        new Progress(options.listener(), "weights", n));
  }

  /** The space of one thread for one item's regression at a time. Not thread-safe. */
  private final class Regression {
    private final BasketPairs.Row row = pairs.row();
    private final TopN strongest = new TopN();
    private final int[] place = new int[pairs.itemCount()]; // 1 + where an item stands in C, or 0
    private final PositiveSystem system =
        new PositiveSystem(Math.min(neighbors, pairs.itemCount()));

    void fit(int item, double scale) {
      int[] near = near(item);
      float[] weights = new float[near.length];
      if (near.length > 0) {
        setUp(near);
        if (!system.solve(weights)) {
          throw config.tooSmall(near.length);
        }
        for (int k = 0; k < near.length; k++) {
          weights[k] *= (float) scale;
        }
      }
      columnItems[item] = near;
      columnWeights[item] = weights;
    }

    /** The strongest neighbours of {@code item}, by code; its row of {@code G} is filled afterwards. */
    private int[] near(int item) {
      row.fill(item);
      strongest.reset(neighbors);
      for (int i = 0; i < row.size(); i++) {
        int other = row.other(i);
        strongest.offer(other, row.sum(other) / Math.sqrt(pairs.square(other)));
      }
      strongest.sort();
      int[] near = new int[strongest.size()];
      for (int rank = 0; rank < near.length; rank++) {
        near[rank] = strongest.item(rank);
      }
      Arrays.sort(near);
      return near;
    }

    private void setUp(int[] near) {
      system.reset(near.length);
      for (int k = 0; k < near.length; k++) {
        place[near[k]] = k + 1;
      }
      for (int k = 0; k < near.length; k++) {
        int[] items = lowerItems[near[k]];
        float[] values = lowerValues[near[k]];
        for (int e = 0; e < items.length; e++) {
          int other = place[items[e]] - 1;
          if (other >= 0) {
            system.set(k, other, values[e]);
          }
        }
        system.set(k, k, config.regularized(pairs.square(near[k])));
        system.setRight(k, row.sum(near[k]));
      }
      for (int item : near) {
        place[item] = 0;
      }
    }
  }
}
