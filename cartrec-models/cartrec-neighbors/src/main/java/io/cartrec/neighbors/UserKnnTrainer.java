package io.cartrec.neighbors;

import io.cartrec.data.Dataset;
import io.cartrec.data.Interactions;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingOptions;
import java.util.Objects;

/**
 * Trains {@link UserKnnModel}: keeps what each user, or session, had, and finds it by item. Cost: linear
 * in the data, on the calling thread. Immutable and thread-safe.
 */
public final class UserKnnTrainer implements Trainer<UserKnnModel> {

  private final UserKnnConfig config;

  public UserKnnTrainer(UserKnnConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if no event names a session or a user
   */
  @Override
  public UserKnnModel train(Dataset data, TrainingOptions options) {
    ModelBase base =
        ModelBase.of(data, UserKnnProvider.NAME, UserKnnProvider.PARAMETERS.format(config));
    boolean byUser = config.rows() == UserKnnConfig.Rows.USERS && data.users().size() > 0;
    Interactions rows = byUser ? data.interactions() : data.baskets();
    Ratings ratings = Ratings.of(data, rows);
    RatingBaseline baseline = RatingBaseline.of(ratings);
    UserRows users = UserRows.of(ratings, baseline, config);
    options.listener().progress("index", rows.rows(), rows.rows());
    return new UserKnnModel(base, users, baseline, config);
  }
}
