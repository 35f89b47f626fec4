package io.cartrec.benchmarks.lenskit;

import io.cartrec.benchmarks.peer.Peer;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.lenskit.LenskitConfiguration;
import org.lenskit.LenskitRecommender;
import org.lenskit.api.ItemBasedItemRecommender;
import org.lenskit.api.ItemBasedItemScorer;
import org.lenskit.api.RecommenderBuildException;
import org.lenskit.data.dao.DataAccessObject;
import org.lenskit.data.dao.EntityCollectionDAO;
import org.lenskit.data.dao.EntityCollectionDAOBuilder;
import org.lenskit.data.entities.CommonAttributes;
import org.lenskit.data.entities.CommonTypes;
import org.lenskit.data.ratings.Rating;
import org.lenskit.data.ratings.RatingBuilder;
import org.lenskit.knn.NeighborhoodSize;
import org.lenskit.knn.item.ItemItemItemBasedItemScorer;
import org.lenskit.knn.item.ModelSize;

/**
 * Item-item recommendation of what is related to a set of items, which is the library's own call for a
 * cart. Purchases are ratings of 1, and the similarity is the library's cosine, not normalised. All items
 * of the cart vote. The model is built on all processors.
 */
public final class LensKitItemItem implements Peer {

  private static final int NEIGHBORS = 100;
  private static final int ALL = 0;

  @Override
  public String name() {
    return "lenskit-item-item";
  }

  @Override
  public String settings() {
    return "LensKit 3.0-M3 item-item: cosine of purchases, a model of " + NEIGHBORS
        + " neighbours an item, related items of the whole cart";
  }

  @Override
  public Training load(int items, int[][] baskets) {
    EntityCollectionDAOBuilder data = EntityCollectionDAO.newBuilder();
    RatingBuilder purchase = Rating.newBuilder().setRating(1);
    long purchases = 0;
    for (int basket = 0; basket < baskets.length; basket++) {
      for (int item : baskets[basket]) {
        data.addEntity(
            purchase.setId(purchases++).setUserId(basket).setItemId(item).build());
      }
    }
    data.deriveEntities(CommonTypes.USER, CommonTypes.RATING, CommonAttributes.USER_ID);
    data.deriveEntities(CommonTypes.ITEM, CommonTypes.RATING, CommonAttributes.ITEM_ID);
    DataAccessObject built = data.build();
    return () -> {
      ItemBasedItemRecommender recommender = build(configuration(), built);
      return (cart, limit) -> {
        Set<Long> held =
            Arrays.stream(cart).mapToObj(Long::valueOf).collect(Collectors.toUnmodifiableSet());
        return recommender.recommendRelatedItems(held, limit).stream()
            .mapToInt(Math::toIntExact)
            .toArray();
      };
    };
  }

  @SuppressWarnings("unchecked") // set() returns a raw type
  private static LenskitConfiguration configuration() {
    LenskitConfiguration configuration = new LenskitConfiguration();
    configuration.addRoot(ItemBasedItemRecommender.class);
    configuration.bind(ItemBasedItemScorer.class).to(ItemItemItemBasedItemScorer.class);
    configuration.set(ModelSize.class).to(NEIGHBORS);
    configuration.set(NeighborhoodSize.class).to(ALL);
    return configuration;
  }

  private static ItemBasedItemRecommender build(
      LenskitConfiguration configuration, DataAccessObject data) {
    try {
      return LenskitRecommender.build(configuration, data).getItemBasedItemRecommender();
    } catch (RecommenderBuildException e) {
      throw new IllegalStateException("LensKit could not build its model", e);
    }
  }
}
