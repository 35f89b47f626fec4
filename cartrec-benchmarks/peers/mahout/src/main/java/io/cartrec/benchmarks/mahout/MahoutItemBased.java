package io.cartrec.benchmarks.mahout;

import io.cartrec.benchmarks.peer.Peer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.mahout.cf.taste.common.TasteException;
import org.apache.mahout.cf.taste.impl.common.FastByIDMap;
import org.apache.mahout.cf.taste.impl.common.FastIDSet;
import org.apache.mahout.cf.taste.impl.model.BooleanUserPreferenceArray;
import org.apache.mahout.cf.taste.impl.model.GenericBooleanPrefDataModel;
import org.apache.mahout.cf.taste.impl.model.PlusAnonymousUserDataModel;
import org.apache.mahout.cf.taste.impl.recommender.AllSimilarItemsCandidateItemsStrategy;
import org.apache.mahout.cf.taste.impl.recommender.GenericBooleanPrefItemBasedRecommender;
import org.apache.mahout.cf.taste.impl.similarity.GenericItemSimilarity;
import org.apache.mahout.cf.taste.impl.similarity.GenericItemSimilarity.ItemItemSimilarity;
import org.apache.mahout.cf.taste.impl.similarity.TanimotoCoefficientSimilarity;
import org.apache.mahout.cf.taste.impl.similarity.precompute.MultithreadedBatchItemSimilarities;
import org.apache.mahout.cf.taste.model.DataModel;
import org.apache.mahout.cf.taste.recommender.RecommendedItem;
import org.apache.mahout.cf.taste.similarity.precompute.SimilarItem;
import org.apache.mahout.cf.taste.similarity.precompute.SimilarItems;
import org.apache.mahout.cf.taste.similarity.precompute.SimilarItemsWriter;

/**
 * Item-based recommendation from similarities computed beforehand on all processors, as the project says
 * one should, with boolean preferences, and only items similar to one of the cart looked at. Of the two
 * similarities that the library has for these, Tanimoto's coefficient finds more than the log likelihood
 * ratio. A cart is the anonymous user.
 */
public final class MahoutItemBased implements Peer {

  private static final int NEIGHBORS = 100;
  private static final int HOURS = 10;

  @Override
  public String name() {
    return "mahout-item-based";
  }

  @Override
  public String settings() {
    return "Apache Mahout Taste 0.13.0 item-based: Tanimoto coefficient, " + NEIGHBORS
        + " similar items an item computed beforehand, an anonymous user for the cart";
  }

  @Override
  public Training load(int items, int[][] baskets) {
    FastByIDMap<FastIDSet> users = new FastByIDMap<>(baskets.length);
    for (int basket = 0; basket < baskets.length; basket++) {
      FastIDSet held = new FastIDSet(baskets[basket].length);
      for (int item : baskets[basket]) {
        held.add(item);
      }
      users.put(basket, held);
    }
    DataModel data = new GenericBooleanPrefDataModel(users);
    return () -> {
      GenericItemSimilarity similarity = new GenericItemSimilarity(similarities(data));
      PlusAnonymousUserDataModel withCart = new PlusAnonymousUserDataModel(data);
      var candidates = new AllSimilarItemsCandidateItemsStrategy(similarity);
      var recommender =
          new GenericBooleanPrefItemBasedRecommender(withCart, similarity, candidates, candidates);
      return (cart, limit) -> {
        withCart.setTempPrefs(preferences(cart));
        try {
          return recommender.recommend(PlusAnonymousUserDataModel.TEMP_USER_ID, limit).stream()
              .mapToLong(RecommendedItem::getItemID)
              .mapToInt(Math::toIntExact)
              .toArray();
        } catch (TasteException e) {
          throw new IllegalStateException("Mahout refused the cart", e);
        }
      };
    };
  }

  private static BooleanUserPreferenceArray preferences(int[] cart) {
    BooleanUserPreferenceArray preferences = new BooleanUserPreferenceArray(cart.length);
    preferences.setUserID(0, PlusAnonymousUserDataModel.TEMP_USER_ID);
    for (int k = 0; k < cart.length; k++) {
      preferences.setItemID(k, cart[k]);
    }
    return preferences;
  }

  private static List<ItemItemSimilarity> similarities(DataModel data) {
    Collecting pairs = new Collecting();
    try {
      var recommender =
          new GenericBooleanPrefItemBasedRecommender(data, new TanimotoCoefficientSimilarity(data));
      new MultithreadedBatchItemSimilarities(recommender, NEIGHBORS)
          .computeItemSimilarities(Runtime.getRuntime().availableProcessors(), HOURS, pairs);
    } catch (IOException e) {
      throw new IllegalStateException("Mahout could not compute similarities", e);
    }
    return pairs.found;
  }

  /** Keeps in memory what the library wants written. */
  private static final class Collecting implements SimilarItemsWriter {
    private final List<ItemItemSimilarity> found = new ArrayList<>();

    @Override
    public void open() {}

    @Override
    public void add(SimilarItems similar) {
      for (SimilarItem other : similar.getSimilarItems()) {
        found.add(
            new ItemItemSimilarity(similar.getItemID(), other.getItemID(), other.getSimilarity()));
      }
    }

    @Override
    public void close() {}
  }
}
