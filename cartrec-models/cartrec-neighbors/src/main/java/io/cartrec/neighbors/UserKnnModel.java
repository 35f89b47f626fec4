package io.cartrec.neighbors;

import io.cartrec.internal.Pool;
import io.cartrec.internal.TopN;
import io.cartrec.model.Explainer;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Query;
import io.cartrec.model.RatingPredictor;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores an item by what users, or sessions, with the items of the query had besides. With {@code w_i}
 * 1, or {@code idf_i = ln(1 + n / f_i)} for {@code f_i} of {@code n} rows with item {@code i}, the query
 * {@code q} and a row {@code v} are alike by
 *
 * <ul>
 *   <li>cosine: {@code Σ_{q ∩ v} w_i² / ((Σ_q w_i²)^0.5 (Σ_v w_i²)^d)}, with {@code d} the length damping;
 *       0.5 is the cosine;
 *   <li>jaccard: {@code Σ_{q ∩ v} w_i² / Σ_{q ∪ v} w_i²};
 *   <li>lift: {@code I |q ∩ v| / (|q| |v|)} over {@code I} items;
 *   <li>llr: Dunning's log-likelihood ratio of the same numbers, where the lift is above 1;
 *   <li>pearson: the correlation of the two as vectors of ones and zeros over all items, {@code
 *       (I |q ∩ v| - |q| |v|) / sqrt(|q| (I - |q|) |v| (I - |v|))},
 * </ul>
 *
 * each times {@code n / (n + shrinkage)}, {@code n = |q ∩ v|}. The score of an item is {@code Σ_v s(q, v)
 * r_vi} over the {@code neighbors} rows most like the query, equal ones by number, that had it, where
 * {@code r_vi} is the rating of the row, or 1 in data without ratings. The query counts as a set: neither
 * order nor repeats matter. Cost: {@code O(Σ_q f_i)} and the items of the neighbours.
 *
 * <p>The rating of user {@code u} for item {@code i}, over the {@code neighbors} rows {@code N} most like
 * the query that rated it, and {@code S} the similarity of the row most like the query, is
 *
 * <pre>{@code b_ui + Σ_N s(u, v) (r_vi - b_vi) / (Σ_N s(u, v) + 4 S)}</pre>
 *
 * within the range of the ratings trained on (Koren, eq. 3, for users; as to the 4, see {@link
 * ItemKnnModel}). There, pearson is the correlation of {@code r - b} over the items that both rated,
 * shrunk by their number (Herlocker et al., who have plain ratings). Entries that the data does not rate
 * count as rated at the baseline.
 *
 * <p>No user ids are kept. Immutable and thread-safe; requests share a pool of scratch space.
 *
 * @see <a href="https://doi.org/10.1145/312624.312682">Herlocker et al., 1999</a>
 * @see <a href="https://doi.org/10.1145/1644873.1644874">Koren, Factor in the Neighbors, 2010</a>
 */
public final class UserKnnModel implements Model, Explainer, RatingPredictor {

  private final ModelBase base;
  private final UserRows rows;
  private final RatingBaseline baseline;
  private final UserKnnConfig config;
  private final Pool<UserSearch> pool;

  UserKnnModel(ModelBase base, UserRows rows, RatingBaseline baseline, UserKnnConfig config) {
    this.base = base;
    this.rows = rows;
    this.baseline = baseline;
    this.config = config;
    this.pool = new Pool<>(() -> new UserSearch(rows));
  }

  static UserKnnModel read(ModelFile file, UserKnnConfig config) throws ModelFormatException {
    return new UserKnnModel(file.base(), UserRows.read(file), RatingBaseline.read(file), config);
  }

  @Override
  public ModelBase base() {
    return base;
  }

  @Override
  public Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new HashMap<>(rows.tensors());
    tensors.putAll(baseline.tensors());
    return tensors;
  }

  @Override
  public void score(Query query, ScoreAccumulator into) {
    UserSearch search = pool.take();
    try {
      TopN nearest = nearest(query, search);
      for (int rank = 0; rank < nearest.size(); rank++) {
        rows.score(nearest.item(rank), nearest.score(rank), into);
      }
    } finally {
      pool.giveBack(search);
    }
  }

  /** {@inheritDoc} A neighbour's share is split among the items it shares with the query, by {@code w_i²}. */
  @Override
  public List<Contributions> explain(Query query, int... items) {
    UserSearch search = pool.take();
    try {
      double[][] contributions = new double[items.length][query.items().length];
      TopN nearest = nearest(query, search);
      for (int rank = 0; rank < nearest.size(); rank++) {
        int row = nearest.item(rank);
        double vote = nearest.score(rank) / search.product(search.find(row));
        for (int k = 0; k < items.length; k++) {
          int place = rows.find(items[k], row);
          if (place >= 0) {
            share(vote * rows.rating(place), row, query.items(), contributions[k]);
          }
        }
      }
      return Contributions.of(contributions);
    } finally {
      pool.giveBack(search);
    }
  }

  /** Hands out {@code part} to those of {@code context} that the row holds. */
  private void share(double part, int row, int[] context, double[] contributions) {
    for (int i = 0; i < context.length; i++) {
      if (rows.find(context[i], row) >= 0) {
        contributions[i] += part * rows.itemSquare(context[i]);
      }
    }
  }

  /**
   * {@inheritDoc} What the user rated is read from the session of the query; similarities other than
   * pearson compare the items of the query. Cost: as of scoring.
   *
   * @throws IllegalStateException if the training data had no ratings
   */
  @Override
  public double predictRating(Query query, int item) {
    baseline.requirePresent();
    RatedItems rated = RatedItems.of(query, base.items(), baseline);
    UserSearch search = pool.take();
    try {
      boolean byRatings = config.similarity() == UserKnnConfig.Similarity.PEARSON;
      double squares = 0;
      if (byRatings) {
        search.shareRatings(rated, baseline);
      } else {
        squares = search.shareItems(query);
      }
      double nearest = 0;
      TopN raters = search.best();
      raters.reset(config.neighbors());
      for (int place = 0; place < search.size(); place++) {
        double similarity = byRatings
            ? shrunk(search.correlation(place), search.shared(place))
            : similarity(query, search, place, squares);
        nearest = Math.max(nearest, similarity);
        int entry = similarity > 0 ? rows.find(item, search.row(place)) : -1;
        if (entry >= 0) {
          raters.offer(entry, similarity);
        }
      }
      raters.sort();
      double expected = baseline.ofItem(item) + rated.bias();
      return baseline.clamp(expected + shift(raters, nearest, item));
    } finally {
      pool.giveBack(search);
    }
  }

  private double shift(TopN raters, double nearest, int item) {
    double residuals = 0;
    double weights = 0;
    for (int rank = 0; rank < raters.size(); rank++) {
      residuals += raters.score(rank) * rows.residual(raters.item(rank), baseline.ofItem(item));
      weights += raters.score(rank);
    }
    return RatingBaseline.doubted(residuals, weights, nearest);
  }

  /** The rows most like the query, best first. */
  private TopN nearest(Query query, UserSearch search) {
    double squares = search.shareItems(query);
    TopN nearest = search.best();
    nearest.reset(config.neighbors());
    for (int place = 0; place < search.size(); place++) {
      double similarity = similarity(query, search, place, squares);
      if (similarity > 0 && similarity <= Float.MAX_VALUE) {
        nearest.offer(search.row(place), similarity);
      }
    }
    nearest.sort();
    return nearest;
  }

  private double similarity(Query query, UserSearch search, int place, double querySquares) {
    double product = search.product(place);
    double norm = rows.norm(search.row(place));
    double similarity = switch (config.similarity()) {
      case COSINE -> product / (Math.sqrt(querySquares) * norm);
      case JACCARD -> product / (querySquares + norm - product);
      case LIFT -> lift(query.items().length, search, place);
      case LLR -> logLikelihoodRatio(query.items().length, search, place);
      case PEARSON -> correlation(query.items().length, search, place);
    };
    return shrunk(similarity, search.shared(place));
  }

  private double lift(double own, UserSearch search, int place) {
    return rows.itemCount() * (search.shared(place) / (own * rows.length(search.row(place))));
  }

  private double logLikelihoodRatio(double own, UserSearch search, int place) {
    return lift(own, search, place) <= 1
        ? 0
        : PairWeight.logLikelihoodRatio(
            search.shared(place), own, rows.length(search.row(place)), rows.itemCount());
  }

  /** The correlation of two vectors of ones and zeros; 0 when one of them has only ones. */
  private double correlation(double own, UserSearch search, int place) {
    double items = rows.itemCount();
    double other = rows.length(search.row(place));
    double norm = Math.sqrt(own * (items - own) * other * (items - other));
    return norm > 0 ? (items * search.shared(place) - own * other) / norm : 0;
  }

  private double shrunk(double similarity, double shared) {
    return similarity * (shared / (shared + config.shrinkage()));
  }
}
