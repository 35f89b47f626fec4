package io.cartrec.neighbors.nextbasket;

import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Popularity;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ranks items by how many of the user's baskets held them, equal ones by first purchase, then the most
 * popular of the others: the baseline that next-basket models must beat. A user without history gets no
 * scores; the cart plays no part.
 *
 * <p>The score of an item bought in {@code c} baskets lies in {@code (c, c + 1]}, and in {@code (0, 1)}
 * when it was never bought. Cost: the length of the history, plus {@code fill}. Immutable and
 * thread-safe.
 */
public final class GpTopModel implements Model {

  private final ModelBase base;
  private final GpTopConfig config;

  GpTopModel(ModelBase base, GpTopConfig config) {
    this.base = base;
    this.config = config;
  }

  @Override
  public ModelBase base() {
    return base;
  }

  @Override
  public Map<String, Tensor> tensors() {
    return Map.of();
  }

  @Override
  public void score(Query query, ScoreAccumulator into) {
    Map<Integer, Integer> counts = counts(query.history());
    if (counts.isEmpty()) {
      return;
    }
    int place = 0;
    for (Map.Entry<Integer, Integer> bought : counts.entrySet()) {
      double earliness = 1 - (double) place++ / counts.size();
      into.add(bought.getKey(), bought.getValue() + earliness);
    }
    Popularity popularity = base.popularity();
    double most = 1.0 + popularity.count(popularity.item(0));
    for (int rank = 0; rank < Math.min(config.fill(), popularity.size()); rank++) {
      int item = popularity.item(rank);
      if (!counts.containsKey(item)) {
        into.add(item, popularity.count(item) / most);
      }
    }
  }

  /** In how many baskets each item was, in order of first purchase. */
  private static Map<Integer, Integer> counts(List<int[]> baskets) {
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    Map<Integer, Integer> lastBasket = new HashMap<>();
    for (int b = 0; b < baskets.size(); b++) {
      for (int item : baskets.get(b)) {
        Integer last = lastBasket.put(item, b);
        if (last == null || last != b) {
          counts.merge(item, 1, Integer::sum);
        }
      }
    }
    return counts;
  }
}
