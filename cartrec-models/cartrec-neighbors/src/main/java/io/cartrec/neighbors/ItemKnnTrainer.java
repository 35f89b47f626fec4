package io.cartrec.neighbors;

import io.cartrec.data.Dataset;
import io.cartrec.data.Interactions;
import io.cartrec.internal.Parallel;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingOptions;
import io.cartrec.neighbors.ItemKnnConfig.Prediction;
import java.util.Objects;

/**
 * Item-based collaborative filtering. With {@code B} the baskets x items matrix, {@code c = BᵀB}, and
 * {@code n} the number of baskets, item {@code i} in the cart and candidate {@code j} are alike by
 *
 * <ul>
 *   <li>cosine: {@code c_ij / (c_ii^a * c_jj^b)}, with {@code a} the context damping and {@code b} the
 *       popularity damping; {@code a = b = 0.5} is the cosine of Sarwar et al. (section 3.1.1), {@code a
 *       + b = 1} the asymmetric cosine of Aiolli (eq. 5);
 *   <li>jaccard: {@code c_ij / (c_ii + c_jj - c_ij)};
 *   <li>lift: {@code n c_ij / (c_ii c_jj)};
 *   <li>llr: Dunning's log-likelihood ratio, for pairs with a lift above 1;
 *   <li>pearson and adjusted-cosine: how users' ratings of the two go together (Sarwar et al., sections
 *       3.1.2 and 3.1.3), see {@code RatingCorrelation}.
 * </ul>
 *
 * All are multiplied by {@code c_ij / (c_ij + shrinkage)}, the shrinkage of Bell and Koren; where they
 * have the number of baskets or users that hold both, this takes {@code c_ij}, which is the same while
 * entries are 1. The entries of {@code B} are by default 1; others are described at {@code EntryValues}.
 * Only similarities above 0 count, and of these the {@code neighbors} largest of each item {@code i}.
 *
 * <p>The score is their sum over the cart; with prediction=votes each {@code s(i, j)} is first divided by
 * the sum of {@code s(i, k)} over the neighbours kept, the similarity normalization of Deshpande and
 * Karypis; with prediction=normalized, by the norm of {@code s(k, j)} over all {@code k}.
 *
 * <p>Baskets are sessions, or users when no event names a session; ratings are those of users, or
 * sessions when no event names a user. All pairs are counted exactly. Cost: the sum of the squared basket
 * lengths. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/371920.372071">Sarwar et al., 2001</a>
 * @see <a href="https://doi.org/10.1145/2507157.2507189">Aiolli, 2013</a>
 * @see <a href="https://doi.org/10.1109/ICDM.2007.90">Bell and Koren, 2007</a>
 * @see <a href="https://aclanthology.org/J93-1003/">Dunning, 1993</a>
 * @see <a href="https://doi.org/10.1145/963770.963776">Deshpande and Karypis, 2004</a>
 */
public final class ItemKnnTrainer implements Trainer<ItemKnnModel> {

  private static final int BLOCK = 256;

  private final ItemKnnConfig config;

  public ItemKnnTrainer(ItemKnnConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if no event names a session or a user; if the similarity compares
   *     ratings and there are none; or if there is a half-life and no event has a time
   */
  @Override
  public ItemKnnModel train(Dataset data, TrainingOptions options) {
    ModelBase base =
        ModelBase.of(data, ItemKnnProvider.NAME, ItemKnnProvider.PARAMETERS.format(config));
    Interactions baskets = data.baskets();
    Ratings ratings = Ratings.ofUsers(data, baskets);
    NeighborTable table = switch (config.similarity()) {
      case COSINE, JACCARD, LIFT, LLR -> ofBaskets(data, baskets, options);
      case PEARSON -> ofRatings(RatingCorrelation.pearson(present(ratings)), options);
      case ADJUSTED_COSINE ->
        ofRatings(RatingCorrelation.adjustedCosine(present(ratings)), options);
    };
    return new ItemKnnModel(
        base,
        config.prediction() == Prediction.VOTES ? table.summingToOne() : table,
        RatingBaseline.of(ratings));
  }

  private NeighborTable ofBaskets(Dataset data, Interactions baskets, TrainingOptions options) {
    PairCounter pairs = new PairCounter(baskets, EntryValues.of(data, baskets, config));
    PairWeight weight = similarity(pairs).shrunk(config.shrinkage());
    if (config.prediction() == Prediction.NORMALIZED) {
      weight = normalized(weight, norms(pairs, weight, options));
    }
    return NeighborTable.build(pairs, weight, config.neighbors(), options);
  }

  private PairWeight similarity(PairCounter pairs) {
    return switch (config.similarity()) {
      case JACCARD -> PairWeight.jaccard(pairs);
      case LIFT -> PairWeight.lift(pairs);
      case LLR -> PairWeight.logLikelihoodRatio(pairs);
      default -> PairWeight.cosine(pairs, config.contextDamping(), config.popularityDamping());
    };
  }

  private NeighborTable ofRatings(RatingCorrelation correlation, TrainingOptions options) {
    return NeighborTable.build(
        correlation.itemCount(),
        () -> correlation.finder(config.shrinkage()),
        config.neighbors(),
        options);
  }

  private static Ratings present(Ratings ratings) {
    if (ratings.isEmpty()) {
      throw new IllegalStateException("similarity=pearson and adjusted-cosine compare ratings, and"
          + " no event has one; use similarity=cosine");
    }
    return ratings;
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
