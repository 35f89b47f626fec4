package io.cartrec.neighbors;

import io.cartrec.data.Dataset;
import io.cartrec.internal.Parallel;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingOptions;
import java.util.Objects;

/**
 * Item-based collaborative filtering: items are alike when the same baskets hold them. With {@code B}
 * the baskets x items matrix and {@code c = BᵀB}, the similarity of item {@code i} in the cart and
 * candidate {@code j} is
 *
 * <pre>{@code s(i, j) = c_ij / (c_ii^a * c_jj^b) * n / (n + shrinkage)}</pre>
 *
 * with {@code a} the context damping and {@code b} the popularity damping; {@code a = b = 0.5} without
 * shrinkage is the cosine of Sarwar et al. (eq. 1), {@code a + b = 1} the asymmetric cosine of Aiolli
 * (eq. 5). Shrinkage is that of Bell and Koren; as {@code n}, how many baskets hold both, it takes
 * {@code c_ij}, which differs from it when entries are counted. Baskets are sessions, or users when no
 * event names a session.
 *
 * <p>All pairs are counted exactly. Cost: the sum of the squared basket lengths. Immutable and
 * thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/371920.372071">Sarwar et al., 2001</a>
 * @see <a href="https://doi.org/10.1145/2507157.2507189">Aiolli, 2013</a>
 * @see <a href="https://doi.org/10.1109/ICDM.2007.90">Bell and Koren, 2007</a>
 */
public final class ItemKnnTrainer implements Trainer<NeighborModel> {

  private static final int BLOCK = 256;

  private final ItemKnnConfig config;

  public ItemKnnTrainer(ItemKnnConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  @Override
  public NeighborModel train(Dataset data, TrainingOptions options) {
    ModelBase base =
        ModelBase.of(data, ItemKnnProvider.NAME, ItemKnnProvider.PARAMETERS.format(config));
    PairCounter pairs =
        new PairCounter(data.baskets(), config.values() == ItemKnnConfig.Values.COUNT);
    PairWeight weight = similarity(pairs);
    if (config.prediction() == ItemKnnConfig.Prediction.NORMALIZED) {
      weight = normalized(weight, norms(pairs, weight, options));
    }
    return new NeighborModel(base, NeighborTable.build(pairs, weight, config.neighbors(), options));
  }

  private PairWeight similarity(PairCounter pairs) {
    double[] left = new double[pairs.itemCount()];
    double[] right = new double[pairs.itemCount()];
    for (int item = 0; item < left.length; item++) {
      left[item] = StrictMath.pow(pairs.square(item), -config.contextDamping());
      right[item] = StrictMath.pow(pairs.square(item), -config.popularityDamping());
    }
    double shrinkage = config.shrinkage();
    return (item, other, together) ->
        together * left[item] * right[other] * (together / (together + shrinkage));
  }

  /** The norm of all similarities to each item, {@code sqrt(Σ_i s(i, j)²)}. */
  private static double[] norms(PairCounter pairs, PairWeight weight, TrainingOptions options) {
    double[] norms = new double[pairs.itemCount()];
    Parallel.forBlocks(options.threads(), norms.length, BLOCK, () -> {
      PairCounter.Row row = pairs.row();
      return (from, to) -> {
        for (int item = from; item < to; item++) {
          row.count(item);
          norms[item] = norm(row, item, weight);
        }
      };
    });
    return norms;
  }

  private static double norm(PairCounter.Row row, int candidate, PairWeight weight) {
    double squares = 0;
    for (int i = 0; i < row.size(); i++) {
      int contextItem = row.other(i);
      double together = row.product(contextItem);
      if (together > 0) {
        double similarity = weight.weigh(contextItem, candidate, together);
        squares += similarity * similarity;
      }
    }
    return Math.sqrt(squares);
  }

  private static PairWeight normalized(PairWeight weight, double[] norms) {
    return (item, other, together) -> weight.weigh(item, other, together) / norms[other];
  }
}
