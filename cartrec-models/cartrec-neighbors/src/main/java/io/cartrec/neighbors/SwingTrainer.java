package io.cartrec.neighbors;

import io.cartrec.data.Dataset;
import io.cartrec.data.Interactions;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingOptions;
import java.util.Objects;

/**
 * Swing: two items go together when pairs of users have both, and the more so the less else each pair has
 * in common. With {@code U_i} the users with item {@code i} and {@code I_u} the items of user {@code u},
 *
 * <pre>{@code
 * s(i, j) = Σ_{u < v in U_i ∩ U_j} w_u w_v / (α + |I_u ∩ I_v|),  w_u = 1 / sqrt(|I_u|)
 * }</pre>
 *
 * (Yang et al., section 3.2). Unlike there, {@code U_i} has at most {@code maxUsers} users, the newest by
 * first event, so that {@code s} need not be symmetric; and of each item only the {@code neighbors} most
 * similar others are kept, their similarities divided by their sum when {@code normalized}. Users are sessions, or users
 * when no event names a session. Cost: for each item, {@code O(min(|U_i|, maxUsers)²)} times the mean
 * number of items of its users. Immutable and thread-safe.
 *
 * @see <a href="https://arxiv.org/abs/2010.05525">Yang et al., Large Scale Product Graph Construction for
 *     Recommendation in E-commerce, 2020</a>
 */
public final class SwingTrainer implements Trainer<NeighborModel> {

  private final SwingConfig config;

  public SwingTrainer(SwingConfig config) {
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
        ModelBase.of(data, SwingProvider.NAME, SwingProvider.PARAMETERS.format(config));
    Interactions users = data.baskets();
    SwingPairs pairs = new SwingPairs(users, config);
    NeighborTable table =
        NeighborTable.build(users.items().size(), pairs::finder, config.neighbors(), options);
    return new NeighborModel(base, config.normalized() ? table.summingToOne() : table);
  }
}
