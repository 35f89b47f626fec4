package io.cartrec.leastsquares;

import io.cartrec.data.Dataset;
import io.cartrec.internal.Parallel;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingListener;
import io.cartrec.model.TrainingOptions;
import java.util.Objects;

/**
 * EASE^R: predicts each item of a basket as a linear combination of the others. With {@code X} the baskets
 * x items matrix of zeros and ones, the weights {@code B} minimise
 *
 * <pre>{@code |X - XB|² + λ |B|²   with a diagonal of zeros}</pre>
 *
 * (eq. 2 and 3 of the paper), which has the closed form (eq. 8)
 *
 * <pre>{@code P = (XᵀX + λI)⁻¹,   B_ij = -P_ij / P_jj}</pre>
 *
 * and scores item {@code j} by the sum of {@code B_ij} over the items {@code i} of the cart (eq. 1). Baskets
 * are sessions, or users when no event names a session.
 *
 * <p>Beyond the paper: baskets are weighed, {@code XᵀWX}; the diagonal grows by {@code γ diag(XᵀWX)}, which
 * is what training on baskets with items dropped at random comes to (Steck 2020, eq. 4 with {@code γ = p /
 * q}); scores of popular items are damped. {@link EaseConfig#plain} turns all three off. Of each row of {@code B} only the heaviest weights are kept, of either sign.
 *
 * <p>Cost for {@code n} items: the sum of the squared basket lengths, then {@code n³} floating-point
 * operations in single precision and {@code 2 n²} bytes. With more than {@link EaseConfig#maxItems} items
 * each is fitted on its strongest neighbours alone, see {@link LocalWeights}. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/3308558.3313710">Steck, Embarrassingly Shallow Autoencoders for
 *     Sparse Data, 2019</a>
 * @see <a href="https://proceedings.neurips.cc/paper/2020/hash/e33d974aae13e4d877477d51d8bafdc4-Abstract.html">Steck,
 *     Autoencoders that don't overfit towards the Identity, 2020</a>
 */
public final class EaseTrainer implements Trainer<Model> {

  private static final int FILL_BLOCK = 64;
  private static final int ROW_BLOCK = 16; // as many floats as a cache line holds

  private final EaseConfig config;

  public EaseTrainer(EaseConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  /**
   * Trains on the baskets of {@code data}.
   *
   * @throws IllegalStateException if no event names a session or a user, or the heap is too small
   * @throws IllegalArgumentException if the regularization is too small for the precision of floats
   */
  @Override
  public Model train(Dataset data, TrainingOptions options) {
    ModelBase base = ModelBase.of(data, EaseProvider.NAME, EaseProvider.PARAMETERS.format(config));
    BasketPairs pairs = new BasketPairs(data.baskets(), config.basketDamping());
    double[] scale = new double[pairs.itemCount()];
    for (int item = 0; item < scale.length; item++) {
      scale[item] = StrictMath.pow(Math.max(1, pairs.count(item)), -config.popularityDamping());
    }
    WeightTable table = pairs.itemCount() > config.maxItems()
        ? LocalWeights.fit(pairs, config, scale, options)
        : exact(pairs, scale, options);
    return new WeightModel(base, table);
  }

  private WeightTable exact(BasketPairs pairs, double[] scale, TrainingOptions options) {
    int n = pairs.itemCount();
    requireHeap(n);
    TrainingListener listener = options.listener();
    SymmetricMatrix matrix = gram(pairs, options);
    if (!matrix.negateInverse(options.threads(), done -> listener.progress("inversion", done, n))) {
      throw config.tooSmall(n);
    }
    double[] factor = new double[n]; // with P negated, B_ij = -P_ij / P_jj
    for (int item = 0; item < n; item++) {
      factor[item] = -scale[item] / matrix.row(item)[item];
    }
    return WeightTable.build(
        n,
        config.neighbors(),
        options.threads(),
        ROW_BLOCK,
        () -> new Rows(matrix, factor),
        new Progress(listener, "weights", n));
  }

  private SymmetricMatrix gram(BasketPairs pairs, TrainingOptions options) {
    int n = pairs.itemCount();
    SymmetricMatrix matrix = new SymmetricMatrix(n);
    Progress progress = new Progress(options.listener(), "pairs", n);
    Parallel.forBlocks(options.threads(), n, FILL_BLOCK, () -> {
      BasketPairs.Row row = pairs.row();
      return (from, to) -> {
        for (int item = from; item < to; item++) {
          row.fill(item);
          float[] into = matrix.row(item);
          for (int i = 0; i < row.size(); i++) {
            int other = row.other(i);
            if (other < item) {
              into[other] = (float) row.sum(other);
            }
          }
          into[item] = (float) config.regularized(pairs.square(item));
        }
        progress.add(to - from);
      };
    });
    return matrix;
  }

  private void requireHeap(int items) {
    long needed = SymmetricMatrix.bytes(items) >> 20;
    long most = Runtime.getRuntime().maxMemory() >> 20;
    if (needed > most) {
      throw new IllegalStateException("exact weights for " + items + " items take " + needed
          + " MB of heap but the JVM may use " + most
          + " MB; give it more (-Xmx), or set max-items below " + items
          + " for approximate weights");
    }
  }

  /** Rows of {@code B}, read from the lower half of the inverse. Not thread-safe. */
  private static final class Rows implements WeightTable.RowSource {
    private final SymmetricMatrix matrix;
    private final double[] factor;
    private final float[][] space;

    Rows(SymmetricMatrix matrix, double[] factor) {
      this.matrix = matrix;
      this.factor = factor;
      this.space = new float[ROW_BLOCK][matrix.size()];
    }

    @Override
    public void rows(int from, int to, WeightTable.RowSink sink) {
      int n = matrix.size();
      for (int item = from; item < to; item++) {
        System.arraycopy(matrix.row(item), 0, space[item - from], 0, item);
      }
      for (int other = from; other < n; other++) {
        float[] below = matrix.row(other);
        for (int item = from; item < Math.min(to, other); item++) {
          space[item - from][other] = below[item];
        }
      }
      for (int item = from; item < to; item++) {
        float[] row = space[item - from];
        for (int other = 0; other < n; other++) {
          row[other] = (float) (row[other] * factor[other]);
        }
        row[item] = 0;
        sink.take(row, n);
      }
    }
  }
}
