package io.cartrec.benchmarks.librec;

import io.cartrec.benchmarks.peer.Peer;
import net.librec.common.LibrecException;
import net.librec.conf.Configuration;
import net.librec.recommender.RecommenderContext;
import net.librec.similarity.BinaryCosineSimilarity;
import net.librec.similarity.RecommenderSimilarity;

/**
 * Item kNN for ranking by the cosine for purchases. The library compares all pairs of items one by one, on
 * one thread, and answers known users in one batch: it is for research, and the time it takes to answer a
 * cart is no fair figure. For shops of size S only.
 */
public final class LibRecItemKnn implements Peer {

  private static final int NEIGHBORS = 100;

  @Override
  public String name() {
    return "librec-item-knn";
  }

  @Override
  public String settings() {
    return "LibRec 2.0.0 ItemKNN: ranking, binary cosine, the " + NEIGHBORS
        + " nearest items of the cart";
  }

  @Override
  public Training load(int items, int[][] baskets) {
    Configuration configuration = new Configuration();
    configuration.set("rec.recommender.similarity.key", "item");
    configuration.set("rec.recommender.isranking", "true");
    configuration.set("rec.recommender.ranking.topn", "20");
    configuration.set("rec.neighbors.knn.number", Integer.toString(NEIGHBORS));
    Purchases data = new Purchases(configuration, items, baskets);
    return () -> {
      CartItemKnn model = build(configuration, data);
      return (cart, limit) -> {
        try {
          return model.recommend(cart, limit);
        } catch (LibrecException e) {
          throw new IllegalStateException("LibRec refused the cart", e);
        }
      };
    };
  }

  private static CartItemKnn build(Configuration configuration, Purchases data) {
    RecommenderSimilarity similarity = new BinaryCosineSimilarity();
    similarity.buildSimilarityMatrix(data);
    try {
      return new CartItemKnn(new RecommenderContext(configuration, data, similarity));
    } catch (LibrecException e) {
      throw new IllegalStateException("LibRec could not build its model", e);
    }
  }
}
