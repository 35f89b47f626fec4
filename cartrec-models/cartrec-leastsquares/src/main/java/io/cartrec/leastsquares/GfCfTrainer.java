package io.cartrec.leastsquares;

import io.cartrec.data.Dataset;
import io.cartrec.internal.FloatProduct;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingOptions;
import java.util.Arrays;
import java.util.Objects;

/**
 * GF-CF: collaborative filtering as a graph filter without training. With {@code R} the baskets x items
 * matrix of zeros and ones, {@code D_u} and {@code D_i} the diagonal matrices of its row and column sums and
 * {@code R~ = D_u^-1/2 R D_i^-1/2}, a cart {@code r} scores items by
 *
 * <pre>{@code s = r (R~ᵀR~ + α D_i^-1/2 V Vᵀ D_i^1/2)}</pre>
 *
 * where {@code V} holds the right singular vectors of {@code R~} with the largest singular values. The
 * first part is a linear filter, an item-item similarity; the second an ideal low-pass filter. Baskets are
 * sessions, or users when no event names a session.
 *
 * <p>Unlike the paper, the matrix is worked out and of each row only the heaviest weights are kept, of
 * either sign, so that an answer costs {@code O(items of the cart * neighbors)} and not {@code O(items *
 * rank)}; and the diagonal is left out: an item adds nothing to itself.
 *
 * <p>Cost for {@code n} items: the sum of the squared basket lengths, the singular vectors (see {@link
 * SingularVectors}), and {@code 2 n² rank} floating-point operations. Memory: {@code 16 n (rank + 16)}
 * bytes, and {@code 256 n} a thread. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/3459637.3482264">Shen et al., How Powerful is Graph Convolution for
 *     Recommendation?, 2021</a>
 */
public final class GfCfTrainer implements Trainer<Model> {

  private static final int BLOCK = 64;
  private static final double SHARED = 1; // each basket has one vote, shared by its items: D_u^-1

  private final GfCfConfig config;

  public GfCfTrainer(GfCfConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  @Override
  public Model train(Dataset data, TrainingOptions options) {
    ModelBase base = ModelBase.of(data, GfCfProvider.NAME, GfCfProvider.PARAMETERS.format(config));
    BasketPairs pairs = new BasketPairs(data.baskets(), SHARED);
    int n = pairs.itemCount();
    double[] root = new double[n];
    for (int item = 0; item < n; item++) {
      root[item] = Math.sqrt(Math.max(1, pairs.count(item)));
    }
    float[][] vectors = config.lowPassWeight() == 0
        ? new float[n][0]
        : SingularVectors.right(pairs, config.rank(), config.seed(), options);
    LowPass lowPass = new LowPass(vectors, root, config.lowPassWeight());
    WeightTable table = WeightTable.build(
        n,
        config.neighbors(),
        options.threads(),
        BLOCK,
        () -> new Rows(pairs, root, lowPass),
        new Progress(options.listener(), "weights", n));
    return new WeightModel(base, table);
  }

  /** The two factors of {@code α D_i^-1/2 V Vᵀ D_i^1/2}. Immutable and thread-safe. */
  private static final class LowPass {
    private final float[][] vectors;
    private final double[] root;
    private final double weight;
    private final float[][] right; // rank x items

    LowPass(float[][] vectors, double[] root, double weight) {
      this.vectors = vectors;
      this.root = root;
      this.weight = weight;
      int rank = vectors.length == 0 ? 0 : vectors[0].length;
      right = new float[rank][vectors.length];
      for (int item = 0; item < vectors.length; item++) {
        for (int k = 0; k < rank; k++) {
          right[k][item] = (float) (vectors[item][k] * root[item]);
        }
      }
    }

    /** Puts the rows of the items in {@code [from, to)} into {@code rows}, from the first on. */
    void fill(int from, int to, float[][] left, float[][] rows) {
      for (int item = from; item < to; item++) {
        for (int k = 0; k < vectors[item].length; k++) {
          left[item - from][k] = (float) (weight / root[item] * vectors[item][k]);
        }
      }
      for (float[] row : rows) {
        Arrays.fill(row, 0);
      }
      FloatProduct.add(rows, 0, rows.length, left, right, right.length, 0, root.length);
    }
  }

  /** Rows of both filters. Not thread-safe. */
  private static final class Rows implements WeightTable.RowSource {
    private final BasketPairs.Row row;
    private final double[] root;
    private final LowPass lowPass;
    private final float[][] left;
    private final float[][] rows;

    Rows(BasketPairs pairs, double[] root, LowPass lowPass) {
      this.row = pairs.row();
      this.root = root;
      this.lowPass = lowPass;
      this.left = new float[BLOCK][lowPass.right.length];
      this.rows = new float[BLOCK][root.length];
    }

    @Override
    public void rows(int from, int to, WeightTable.RowSink sink) {
      lowPass.fill(from, to, left, rows);
      for (int item = from; item < to; item++) {
        float[] weights = rows[item - from];
        row.fill(item);
        for (int i = 0; i < row.size(); i++) {
          int other = row.other(i);
          weights[other] += (float) (row.sum(other) / (root[item] * root[other]));
        }
        weights[item] = 0;
        sink.take(weights, root.length);
      }
    }
  }
}
