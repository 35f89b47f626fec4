package io.cartrec.testkit.example;

import io.cartrec.data.Dataset;
import io.cartrec.data.Interactions;
import io.cartrec.model.Explainer;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/**
 * Scores an item by how often it was bought together with each item of the query. The counts are a
 * dense matrix of {@code itemCount * itemCount} floats. Immutable and thread-safe.
 */
public final class CoCountModel implements Model, Explainer {

  static final String COUNTS = "co_count.counts";

  private final ModelBase base;
  private final Tensor counts;
  private final FloatBuffer countOf;

  public CoCountModel(ModelBase base, Tensor counts) {
    this.base = base;
    this.counts = counts;
    this.countOf = counts.floats();
  }

  public static CoCountModel train(Dataset data, ModelBase base) {
    Interactions baskets = data.baskets();
    int size = data.items().size();
    float[] sums = new float[size * size];
    for (int basket = 0; basket < baskets.rows(); basket++) {
      for (int a : baskets.itemsOf(basket)) {
        for (int b : baskets.itemsOf(basket)) {
          int pair = a * size + b;
          sums[pair] += a == b ? 0 : 1;
        }
      }
    }
    return new CoCountModel(base, Tensor.of(sums));
  }

  @Override
  public ModelBase base() {
    return base;
  }

  @Override
  public Map<String, Tensor> tensors() {
    return Map.of(COUNTS, counts);
  }

  @Override
  public void score(Query query, ScoreAccumulator into) {
    for (int item = 0; item < base.items().size(); item++) {
      for (double contribution : explain(query, item).get(0).items()) {
        into.add(item, contribution);
      }
    }
  }

  @Override
  public List<Contributions> explain(Query query, int... items) {
    int[] context = query.items();
    double[][] contributions = new double[items.length][context.length];
    for (int k = 0; k < items.length; k++) {
      for (int i = 0; i < context.length; i++) {
        contributions[k][i] = countOf.get(context[i] * base.items().size() + items[k]);
      }
    }
    return Contributions.of(contributions);
  }
}
