package io.cartrec.neighbors;

import io.cartrec.data.Dataset;
import io.cartrec.data.Interactions;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingOptions;
import java.util.Objects;

/**
 * RP3β: a random walk from the cart's items to a basket with one of them, and on to another item of it.
 * With {@code f_i} baskets that hold item {@code i}, and {@code |v|} items in basket {@code v}, the weight
 * from {@code i} in the cart to candidate {@code j} is
 *
 * <pre>{@code Σ_v f_i^-α |v|^-α / f_j^β,  v over the baskets with both}</pre>
 *
 * that is, both steps' probabilities {@code 1 / f_i} and {@code 1 / |v|} raised to {@code α} (P3α) and
 * divided by popularity to the {@code β} (Paudel et al., section 4). Unlike there, the first step, from
 * the user to an item, is not weighed: it is the same for all items of a cart. Unlike there, an item never
 * leads to itself, only the {@code neighbors} largest weights of each item are kept, these are divided by
 * their sum when {@code normalized}, and walks are not sampled but counted exactly. Baskets are sessions, or users when no event names a session. Cost: the
 * sum of the squared basket lengths. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/2955101">Paudel, Christoffel, Newell and Bernstein, Updatable,
 *     Accurate, Diverse, and Scalable Recommendations for Interactive Applications, 2017</a>
 */
public final class Rp3BetaTrainer implements Trainer<NeighborModel> {

  private final Rp3BetaConfig config;

  public Rp3BetaTrainer(Rp3BetaConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if no event names a session or a user
   */
  @Override
  public NeighborModel train(Dataset data, TrainingOptions options) {
    ModelBase base =
        ModelBase.of(data, Rp3BetaProvider.NAME, Rp3BetaProvider.PARAMETERS.format(config));
    Interactions baskets = data.baskets();
    float[] values = new float[baskets.size()]; // whose products are |v|^-α
    int[] frequencies = new int[baskets.items().size()];
    for (int basket = 0; basket < baskets.rows(); basket++) {
      double length = baskets.end(basket) - baskets.begin(basket);
      for (int k = baskets.begin(basket); k < baskets.end(basket); k++) {
        values[k] = (float) StrictMath.pow(length, -config.alpha() / 2);
        frequencies[baskets.item(k)]++;
      }
    }
    double[] from = new double[frequencies.length];
    double[] to = new double[frequencies.length];
    for (int item = 0; item < from.length; item++) {
      from[item] = StrictMath.pow(frequencies[item], -config.alpha());
      to[item] = StrictMath.pow(frequencies[item], -config.beta());
    }
    PairWeight weight = (item, other, together) -> from[item] * together * to[other];
    PairCounter pairs = new PairCounter(baskets, values);
    NeighborTable table = NeighborTable.build(pairs, weight, config.neighbors(), options);
    return new NeighborModel(base, config.normalized() ? table.summingToOne() : table);
  }
}
