package io.cartrec.benchmarks.librec;

import com.google.common.collect.HashBasedTable;
import com.google.common.collect.Table;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.librec.common.LibrecException;
import net.librec.math.structure.SparseMatrix;
import net.librec.recommender.RecommenderContext;
import net.librec.recommender.cf.ItemKNNRecommender;

/**
 * LibRec's item kNN, which predicts for the users it was trained on: once trained, it is given a matrix of
 * one user more, who holds the cart.
 */
final class CartItemKnn extends ItemKNNRecommender {

  private int user;

  CartItemKnn(RecommenderContext context) throws LibrecException {
    setContext(context);
    setup();
    trainModel();
    createItemSimilarityList();
  }

  /** Another user each time, as what the last one held is remembered. */
  int[] recommend(int[] cart, int limit) throws LibrecException {
    user = 1 - user;
    Table<Integer, Integer, Double> held = HashBasedTable.create();
    for (int item : cart) {
      held.put(user, item, 1.0);
    }
    trainMatrix = new SparseMatrix(2, numItems, held);
    double[] scores = new double[numItems];
    for (int item = 0; item < numItems; item++) {
      scores[item] = predict(user, item);
    }
    return IntStream.range(0, numItems)
        .filter(item -> scores[item] > 0 && Arrays.stream(cart).noneMatch(one -> one == item))
        .boxed()
        .sorted((a, b) -> Double.compare(scores[b], scores[a]))
        .limit(limit)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
