package io.cartrec.neighbors.nextbasket;

import io.cartrec.data.Dataset;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingOptions;
import java.util.Objects;

/**
 * Trains {@link TifuKnnModel}: TIFU-KNN of Hu, He, Gao and Zhang, nearest neighbours on how often, and how
 * lately, each user bought an item. With the {@code n} baskets of a user cut into {@code m} groups, and
 * {@code h_gj} the 0/1 vector of the items of basket {@code j} of the {@code τ_g} baskets in group {@code
 * g}, the oldest first, the user's vector is
 *
 * <pre>{@code
 * v_g = Σ_j r_b^(τ_g - j) h_gj / τ_g
 * v   = Σ_g r_g^(m - g) v_g / m
 * }</pre>
 *
 * and the scores for a shopper are {@code α v + (1 - α) u}, where {@code u} is the mean vector of the
 * {@code neighbors} users nearest to {@code v} by Euclidean distance.
 *
 * <p>The paper has groups of one size; where {@code n} is no multiple of it, here are as few groups as can
 * hold all, of sizes that differ by 1 at most. The shopper's own row is among the neighbours when the
 * model was trained on it, which adds {@code (1 - α) / neighbors} to {@code α}.
 *
 * <p>Learns from purchases and ratings by named users; the baskets are their sessions, or what they
 * bought at one moment when no session is named. Cost: {@code O(n log n)} for the {@code n} events of a
 * user. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/3397271.3401066">Hu et al., 2020</a>
 */
public final class TifuKnnTrainer implements Trainer<TifuKnnModel> {

  private final TifuKnnConfig config;

  public TifuKnnTrainer(TifuKnnConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  @Override
  public TifuKnnModel train(Dataset data, TrainingOptions options) {
    UserTable users =
        UserTable.build(data, TifuKnnProvider.NAME, config::basketWeights, square -> 1, options);
    ModelBase base =
        ModelBase.of(data, TifuKnnProvider.NAME, TifuKnnProvider.PARAMETERS.format(config));
    return new TifuKnnModel(base, users, config);
  }
}
