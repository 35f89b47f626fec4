package io.cartrec.neighbors;

import io.cartrec.data.Dataset;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingOptions;
import java.util.Objects;

/**
 * Counts which items are bought together. With {@code n} baskets, {@code f_i} of them with item {@code
 * i} and {@code c_ij} with both, the weight from {@code i} in the cart to candidate {@code j} is, by
 * measure:
 *
 * <ul>
 *   <li>count: {@code c_ij};
 *   <li>confidence: {@code c_ij / f_i}, the rule {@code i -> j} of Agrawal et al.;
 *   <li>lift: {@code n c_ij / (f_i f_j)}, the interest of Brin et al.;
 *   <li>llr: Dunning's {@code -2 log λ} of the 2 x 2 table of baskets with and without the two, for
 *       pairs with a lift above 1; others get nothing.
 * </ul>
 *
 * Baskets are sessions, or users when no event names a session. All pairs are counted exactly. Cost: the
 * sum of the squared basket lengths. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/170035.170072">Agrawal et al., 1993</a>
 * @see <a href="https://doi.org/10.1145/253260.253325">Brin et al., 1997</a>
 * @see <a href="https://aclanthology.org/J93-1003/">Dunning, 1993</a>
 */
public final class CoOccurrenceTrainer implements Trainer<NeighborModel> {

  private final CoOccurrenceConfig config;

  public CoOccurrenceTrainer(CoOccurrenceConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  @Override
  public NeighborModel train(Dataset data, TrainingOptions options) {
    ModelBase base = ModelBase.of(
        data, CoOccurrenceProvider.NAME, CoOccurrenceProvider.PARAMETERS.format(config));
    PairCounter pairs = new PairCounter(data.baskets());
    PairWeight weight = measure(pairs);
    int minSupport = config.minSupport();
    PairWeight supported =
        (item, other, together) -> together < minSupport ? 0 : weight.weigh(item, other, together);
    return new NeighborModel(
        base, NeighborTable.build(pairs, supported, config.neighbors(), options));
  }

  private PairWeight measure(PairCounter pairs) {
    return switch (config.measure()) {
      case COUNT -> (item, other, together) -> together;
      case CONFIDENCE -> (item, other, together) -> together / pairs.square(item);
      case LIFT -> PairWeight.lift(pairs);
      case LLR -> PairWeight.logLikelihoodRatio(pairs);
    };
  }
}
