package io.cartrec.cli;

import io.cartrec.Cart;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.Recommender;
import io.cartrec.data.Dataset;
import io.cartrec.data.Interactions;
import io.cartrec.data.Sessions;
import io.cartrec.model.Model;
import io.cartrec.recommend.Recommenders;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

/**
 * A few real baskets that a model has not seen, each with one item taken out, and what the model
 * recommends for the rest. Baskets are taken at even distances from the newest fifth, so nobody picked
 * them for looking good, and lose the item that cart-completion would hide. Immutable.
 *
 * @param answers one for each basket
 */
record SampleCarts(List<Answer> answers) {

  private static final int SMALLEST = 3;
  private static final int LARGEST = 6;
  private static final int CARTS = 4;
  private static final int LIMIT = 5;

  /**
   * One basket.
   *
   * @param basket the basket's id
   * @param cart what is left of it, in order
   * @param hidden the item taken out
   * @param recommendations what the model says of the rest, with reasons
   */
  record Answer(String basket, List<String> cart, String hidden, Recommendations recommendations) {

    /** Whether the item taken out is among the recommended ones. */
    boolean isFound() {
      return recommendations.itemIds().contains(hidden);
    }
  }

  SampleCarts {
    answers = List.copyOf(answers);
  }

  /** Trains on the oldest four fifths of the baskets and asks about a few of the others. */
  static SampleCarts of(Dataset data, Function<Dataset, Model> train) {
    Sessions sessions = data.sessions();
    int training = (int) (sessions.size() * 4L / 5);
    BitSet rows = new BitSet();
    for (int position = 0; position < sessions.begin(training); position++) {
      rows.set(sessions.row(position));
    }
    Recommender recommender = Recommenders.of(train.apply(data.where(rows::get)));
    Interactions baskets = data.baskets();
    List<Answer> answers = new ArrayList<>();
    for (int basket : evenly(suitable(baskets, training))) {
      answers.add(answer(baskets, basket, basket - training, recommender));
    }
    return new SampleCarts(answers);
  }

  private static List<Integer> suitable(Interactions baskets, int from) {
    List<Integer> suitable = new ArrayList<>();
    for (int basket = from; basket < baskets.rows(); basket++) {
      int size = baskets.end(basket) - baskets.begin(basket);
      if (size >= SMALLEST && size <= LARGEST) {
        suitable.add(basket);
      }
    }
    return suitable;
  }

  private static List<Integer> evenly(List<Integer> baskets) {
    List<Integer> some = new ArrayList<>();
    int count = Math.min(CARTS, baskets.size());
    for (int i = 0; i < count; i++) {
      some.add(baskets.get((int) ((2L * i + 1) * baskets.size() / (2L * count))));
    }
    return some;
  }

  private static Answer answer(
      Interactions baskets, int basket, int number, Recommender recommender) {
    List<String> cart = new ArrayList<>();
    for (int item : baskets.itemsOf(basket)) {
      cart.add(baskets.items().id(item));
    }
    String hidden = cart.remove(number % cart.size());
    Recommendations recommendations = recommender.recommend(
        RecommendationRequest.of(Cart.of(cart)).limit(LIMIT).withReasons());
    return new Answer(baskets.rowIds().id(basket), cart, hidden, recommendations);
  }
}
