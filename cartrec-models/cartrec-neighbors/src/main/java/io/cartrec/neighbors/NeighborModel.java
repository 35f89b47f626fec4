package io.cartrec.neighbors;

import io.cartrec.model.Explainer;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Scores an item by the sum of the weights that the items of the query have for it. The query counts as
 * a set: neither order nor repeats matter. Scores are {@code >= 0}. Cost: {@code O(items of the query *
 * neighbors)}. Immutable and thread-safe.
 */
public final class NeighborModel implements Model, Explainer {

  private final ModelBase base;
  private final NeighborTable table;

  NeighborModel(ModelBase base, NeighborTable table) {
    this.base = base;
    this.table = table;
  }

  static NeighborModel read(ModelFile file, int neighbors) throws ModelFormatException {
    return new NeighborModel(file.base(), NeighborTable.read(file, neighbors));
  }

  @Override
  public ModelBase base() {
    return base;
  }

  @Override
  public Map<String, Tensor> tensors() {
    return table.tensors();
  }

  @Override
  public void score(Query query, ScoreAccumulator into) {
    for (int item : query.items()) {
      table.score(item, into);
    }
  }

  @Override
  public List<Contributions> explain(Query query, int... items) {
    int[] context = query.items();
    double[][] contributions = new double[items.length][context.length];
    for (int k = 0; k < items.length; k++) {
      for (int i = 0; i < context.length; i++) {
        contributions[k][i] = table.weight(context[i], items[k]);
      }
    }
    return Contributions.of(contributions);
  }
}
