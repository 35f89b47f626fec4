package io.cartrec.neighbors;

import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingOptions;
import java.util.Objects;

/**
 * Session-based nearest neighbours: past sessions that resemble the present one vote for their items.
 * This is VMIS-kNN (Kersbergen et al., algorithms 1 and 2), which finds by an index what VS-kNN (Ludewig
 * and Jannach, section 3.3) defines, with parts of STAN (Garg et al.) as options.
 *
 * <p>Training makes the index: for each item the {@code sample} most recent sessions that hold it, and
 * for each session its items. For a query of {@code n} entries, of which {@code p(q) >= 1} is the
 * position of item {@code q} counted from the newest, {@code H} all sessions and {@code h_i} those that
 * hold item {@code i}:
 *
 * <ul>
 *   <li>{@code S}: the {@code sample} most recent of the sessions that share an item with the query. A
 *       session is as recent as its last event.
 *   <li>The similarity of a session {@code s} in {@code S} is {@code r_s = Σ decay(p(q)) * (1 +
 *       contextIdf * ln(|H| / h_q))}, summed over the items {@code q} that it shares; with {@code cosine}
 *       divided by {@code sqrt(|s|)}, with {@code recency} times {@code exp(-age / recency)} (STAN,
 *       eq. 3; as age counts the days from its last event to the last of all, which ranks as the age at
 *       the time of the request does).
 *   <li>{@code N}: the {@code neighbors} sessions of {@code S} most similar, of equal ones the more recent.
 *   <li>The score of item {@code i} is {@code (1 + idf * ln(|H| / h_i)) * Σ r_s * decay'(p_s) * near_s(i)}
 *       over the sessions {@code s} in {@code N} that hold it. {@code p_s} is the position of the newest
 *       item of the query that {@code s} shares, {@code decay'} the second formula of {@link
 *       SessionKnnConfig.Decay}. An item {@code d > 0} places behind that item is {@code near_s = 1 /
 *       d^distanceDecay}, one before it {@code backward} times that, the item itself 1.
 * </ul>
 *
 * For a cart as a set every decay and {@code near} is 1, and {@code cosine} is on.
 *
 * <p>Unlike VMIS-kNN, which weighs candidates by {@code ln(|H| / h_i)} alone, this takes the {@code 1 +}
 * of VS-kNN, and nobody's idf in the similarity. Unlike VMIS-kNN, which divides a position by the number
 * of distinct items, linear decay divides by the number of entries; and long sessions are not left out
 * but cut to their {@value SessionIndex#LONGEST_SESSION} newest items. Unlike STAN, whose weight of an
 * item's distance is exponential and symmetric (eq. 4), {@code near} falls as the weights of sequential
 * rules do (Ludewig and Jannach, section 3.1) and knows the direction.
 *
 * <p>Sessions are those of the data, or users when no event names a session. Cost: linear in the events.
 * The index takes 4 bytes for each item of a session, 4 for each entry of a list, 4 a session and 8 an
 * item. Immutable and thread-safe.
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
