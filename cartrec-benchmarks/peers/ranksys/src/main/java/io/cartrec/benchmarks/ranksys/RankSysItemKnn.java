package io.cartrec.benchmarks.ranksys;

import es.uam.eps.ir.ranksys.fast.index.FastItemIndex;
import es.uam.eps.ir.ranksys.fast.preference.FastPreferenceData;
import es.uam.eps.ir.ranksys.nn.item.ItemNeighborhoodRecommender;
import es.uam.eps.ir.ranksys.nn.item.neighborhood.CachedItemNeighborhood;
import es.uam.eps.ir.ranksys.nn.item.neighborhood.ItemNeighborhood;
import es.uam.eps.ir.ranksys.nn.item.neighborhood.TopKItemNeighborhood;
import es.uam.eps.ir.ranksys.nn.item.sim.SetCosineItemSimilarity;
import io.cartrec.benchmarks.peer.Peer;

/**
 * Item kNN as in the example of the project: a dense similarity, whose best neighbours are cached. The
 * cache is filled on all processors.
 */
public final class RankSysItemKnn implements Peer {

  private static final int NEIGHBORS = 100;

  @Override
  public String name() {
    return "ranksys-item-knn";
  }

  @Override
  public String settings() {
    return "RankSys 0.4.3 item kNN: set cosine (alpha 0.5, dense), 100 cached neighbours, q 1";
  }

  @Override
  public Training load(int items, int[][] baskets) {
    FastPreferenceData<Integer, Integer> data = RankSysData.preferences(items, baskets);
    FastItemIndex<Integer> index = RankSysData.items(items);
    return () -> {
      ItemNeighborhood<Integer> neighborhood = new CachedItemNeighborhood<>(
          new TopKItemNeighborhood<>(new SetCosineItemSimilarity<>(data, 0.5, true), NEIGHBORS));
      CartPreferences held = new CartPreferences(index);
      var recommender = new ItemNeighborhoodRecommender<>(held, neighborhood, 1);
      return (cart, limit) -> {
        held.hold(cart);
        return RankSysData.recommend(recommender, cart, limit);
      };
    };
  }
}
