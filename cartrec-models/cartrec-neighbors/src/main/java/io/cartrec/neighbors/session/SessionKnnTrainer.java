package io.cartrec.neighbors.session;

import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingOptions;
import java.util.Objects;

/**
 * Session-based nearest neighbours: past sessions that resemble the present one vote for their items.
 * This is VMIS-kNN (Kersbergen et al., algorithms 1 and 2), which finds by an index what V-SkNN (Ludewig
 * and Jannach) defines, with parts of STAN (Garg et al.) as options.
 *
 * <p>Training makes the index: for each item the {@code itemSample} most recent sessions that hold it,
 * which are those it finds, and for each session its items. Let {@code H} be all sessions, {@code h_i}
 * those that hold item {@code i}, and {@code p(q) >= 1} the position of item {@code q} of the query,
 * counted from the newest. Then
 *
 * <ul>
 *   <li>{@code S} are the {@code sample} most recent sessions that items of the query find. A session is
 *       as recent as its last event.
 *   <li>The similarity of a session {@code s} in {@code S} is {@code r_s = Σ decay(p(q)) * (1 +
 *       contextIdf * ln(|H| / h_q))}, summed over the items {@code q} that find it; with {@code cosine}
 *       divided by {@code sqrt(|s|)}, with {@code recency} times {@code exp(-age / recency)}. Age counts
 *       the days from its last event to the last of all; to count to the time of the request would
 *       multiply all of them by one factor.
 *   <li>{@code N} are the {@code neighbors} sessions of {@code S} most similar, of equal ones the more
 *       recent.
 *   <li>The score of item {@code i} is {@code (1 + idf * ln(|H| / h_i)) * Σ r_s * vote(p_s) * near_s(i)},
 *       summed over the sessions {@code s} in {@code N} that hold it. {@code p_s} is the position of the
 *       newest item of the query that finds {@code s}. An item {@code d > 0} places behind that item has
 *       {@code near_s = 1 / d^distanceDecay}, one before it {@code backward} times that, the item itself 1.
 * </ul>
 *
 * {@code decay} and {@code vote} are the two formulas of {@link SessionKnnConfig.Decay}. For a cart as a
 * set {@code decay}, {@code vote} and {@code near} are 1, and {@code cosine} is on.
 *
 * <p>{@link SessionKnnConfig#vmisKnn()} is VMIS-kNN, but that candidates are weighed by {@code 1 + ln},
 * as in V-SkNN, where VMIS-kNN has {@code ln} alone. Ours are the rarity of an item of the query, and the
 * two samples where the papers have one: as the sessions of a frequent item no longer push out those of a
 * rare one, less is to be looked at. Unlike in VMIS-kNN, long sessions are not left out but cut to their
 * {@value SessionIndex#LONGEST_SESSION} newest items. Unlike in STAN, where an item's distance has an
 * exponential and symmetric weight, {@code near} falls as the weights of sequential rules do (Ludewig and
 * Jannach) and knows the direction.
 *
 * <p>Sessions are those of the data, or users when no event names a session. Cost: linear in the events.
 * The index takes 4 bytes for each item of a session, 4 for each session that an item finds, 4 a session
 * and 8 an item. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/3514221.3517901">Kersbergen et al., 2022</a>
 * @see <a href="https://doi.org/10.1007/s11257-018-9209-6">Ludewig and Jannach, 2018</a>
 * @see <a href="https://doi.org/10.1145/3331184.3331322">Garg et al., 2019</a>
 */
public final class SessionKnnTrainer implements Trainer<Model> {

  private final SessionKnnConfig config;

  public SessionKnnTrainer(SessionKnnConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if no event names a session or a user, or age is to count and no event
   *     has a time
   */
  @Override
  public Model train(Dataset data, TrainingOptions options) {
    ModelBase base =
        ModelBase.of(data, SessionKnnProvider.NAME, SessionKnnProvider.PARAMETERS.format(config));
    return new SessionKnnModel(base, SessionIndexBuilder.build(data, config, options), config);
  }
}
