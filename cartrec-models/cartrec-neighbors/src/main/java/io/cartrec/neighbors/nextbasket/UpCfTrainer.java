package io.cartrec.neighbors.nextbasket;

import io.cartrec.data.Dataset;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingOptions;
import java.util.Objects;

/**
 * Trains {@link UpCfModel}: UP-CF@r of Faggioli, Polato and Aiolli, user-based collaborative filtering on
 * how much of each user's recent baskets held an item. With {@code B} the newest {@code r} baskets of
 * user {@code u}, the user-wise popularity of item {@code i} is
 *
 * <pre>{@code p_u(i) = Σ_{b ∈ B, i ∈ b} decay^age(b) / |B|}</pre>
 *
 * where the newest basket has age 0. The similarity of users is the asymmetric cosine of Aiolli,
 *
 * <pre>{@code s(u, v) = p_u·p_v / (|p_u|^(2α) |p_v|^(2(1-α)))}</pre>
 *
 * and the score of {@code i} for {@code u} is {@code Σ_v s(u, v)^q p_v(i)}, over {@code u} itself, where
 * {@code s = 1}, and the nearest {@code neighbors} other users.
 *
 * <p>Beyond the paper: the decay, which is 1 there; and the number of neighbours, which is not limited
 * there, and makes little difference as {@code q} makes far users small.
 *
 * <p>Learns from purchases and ratings by named users; the baskets are their sessions, or what they
 * bought at one moment when no session is named. Cost: {@code O(n log n)} for the {@code n} events of a
 * user. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/3340631.3394850">Faggioli et al., 2020</a>
 * @see <a href="https://doi.org/10.1145/2507157.2507189">Aiolli, 2013</a>
 */
public final class UpCfTrainer implements Trainer<UpCfModel> {

  private final UpCfConfig config;

  public UpCfTrainer(UpCfConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  @Override
  public UpCfModel train(Dataset data, TrainingOptions options) {
    UserTable users = UserTable.build(
        data,
        UpCfProvider.NAME,
        config::basketWeights,
        square -> StrictMath.pow(square, config.asymmetry() - 1),
        options);
    ModelBase base = ModelBase.of(data, UpCfProvider.NAME, UpCfProvider.PARAMETERS.format(config));
    return new UpCfModel(base, users, config);
  }
}
