package io.cartrec.neighbors;

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
 * Scores an item as {@link NeighborModel} does, and predicts a rating from the ratings of the item's
 * neighbours. The query counts as a set: neither order nor repeats matter. Scores are {@code >= 0}. Cost:
 * {@code O(items of the query * neighbors)}. Immutable and thread-safe.
 *
 * <p>The rating of user {@code u} for item {@code i}, with {@code N} the neighbours of {@code i} that the
 * session of the query rates, and {@code s} their weights divided by the heaviest one of {@code i}'s, is
 *
 * <pre>{@code b_ui + Σ_N s(i, j) (r_uj - b_uj) / (Σ_N s(i, j) + 4)}</pre>
 *
 * within the range of the ratings trained on, where {@code b_ui = μ + b_u + b_i} are baselines (Koren,
 * eq. 3). Unlike there, the 4 draws predictions that rest on little similarity towards the baseline, as
 * {@code λ4} of eq. 16 does; it stands for four neighbours as alike as the nearest. {@code b_u} is that of
 * the ratings in the query.
 *
 * @see <a href="https://doi.org/10.1145/1644873.1644874">Koren, Factor in the Neighbors, 2010</a>
 */
public final class ItemKnnModel implements Model, Explainer, RatingPredictor {

  private final NeighborModel model;
  private final NeighborTable table;
  private final RatingBaseline baseline;

  ItemKnnModel(ModelBase base, NeighborTable table, RatingBaseline baseline) {
    this.model = new NeighborModel(base, table);
    this.table = table;
    this.baseline = baseline;
  }

  static ItemKnnModel read(ModelFile file, int neighbors) throws ModelFormatException {
    return new ItemKnnModel(
        file.base(), NeighborTable.read(file, neighbors), RatingBaseline.read(file));
  }

  @Override
  public ModelBase base() {
    return model.base();
  }

  @Override
  public Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new HashMap<>(model.tensors());
    tensors.putAll(baseline.tensors());
    return tensors;
  }

  @Override
  public void score(Query query, ScoreAccumulator into) {
    model.score(query, into);
  }

  @Override
  public List<Contributions> explain(Query query, int... items) {
    return model.explain(query, items);
  }

  /**
   * {@inheritDoc} What the user rated is read from the session of the query. Cost: {@code O(r log r +
   * neighbors * log r)} for {@code r} ratings.
   *
   * @throws IllegalStateException if the training data had no ratings
   */
  @Override
  public double predictRating(Query query, int item) {
    baseline.requirePresent();
    RatedItems rated = RatedItems.of(query, base().items(), baseline);
    double residuals = 0;
    double weights = 0;
    double heaviest = 0;
    for (int place = table.begin(item); place < table.end(item); place++) {
      double weight = table.weightAt(place);
      heaviest = Math.max(heaviest, weight);
      int index = rated.find(table.neighbor(place));
      if (index >= 0) {
        residuals += weight * rated.residual(index);
        weights += weight;
      }
    }
    double shift = RatingBaseline.doubted(residuals, weights, heaviest);
    return baseline.clamp(baseline.ofItem(item) + rated.bias() + shift);
  }
}
