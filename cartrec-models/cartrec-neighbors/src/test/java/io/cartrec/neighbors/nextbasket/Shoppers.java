package io.cartrec.neighbors.nextbasket;

import io.cartrec.Basket;
import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.Recommendation;
import io.cartrec.RecommendationRequest;
import io.cartrec.RepeatPolicy;
import io.cartrec.UserProfile;
import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.recommend.Recommenders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Histories in words: baskets are separated by {@code |}, the oldest first, their items by spaces. */
final class Shoppers {

  private Shoppers() {}

  static List<List<String>> baskets(String words) {
    return Arrays.stream(words.split("\\|", -1))
        .map(basket -> List.of(basket.trim().split(" +", -1)))
        .toList();
  }

  /** The purchases of one user for each history, one after the other. */
  static Dataset dataset(String... histories) {
    return dataset(Arrays.stream(histories).map(Shoppers::baskets).toList());
  }

  static Dataset dataset(List<List<List<String>>> histories) {
    List<Event> events = new ArrayList<>();
    for (int user = 0; user < histories.size(); user++) {
      for (int b = 0; b < histories.get(user).size(); b++) {
        for (String item : histories.get(user).get(b)) {
          events.add(Event.of(item).byUser("u" + user).inSession("u" + user + "-" + b));
        }
      }
    }
    return Dataset.of(events);
  }

  /** Up to {@code users} users with up to 20 baskets of up to five of twelve items. */
  static List<List<List<String>>> random(Random random, int users) {
    List<List<List<String>>> histories = new ArrayList<>();
    for (int user = 0; user < users; user++) {
      List<List<String>> history = new ArrayList<>();
      for (int b = 1 + random.nextInt(1 + random.nextInt(20)); b > 0; b--) {
        history.add(randomBasket(random));
      }
      histories.add(history);
    }
    return histories;
  }

  static List<String> randomBasket(Random random) {
    List<String> basket = new ArrayList<>();
    for (int k = 1 + random.nextInt(5); k > 0; k--) {
      basket.add("i" + (int) (12 * random.nextDouble() * random.nextDouble()));
    }
    return basket;
  }

  /** A request of a shopper with this history; anything may be answered. */
  static RecommendationRequest request(List<List<String>> history, String... cart) {
    List<Basket> baskets = history.stream().map(Basket::of).toList();
    return RecommendationRequest.of(Cart.of(cart))
        .forUser(UserProfile.of("shopper").bought(baskets))
        .repeats(RepeatPolicy.ALLOW)
        .limit(1000)
        .unfilled();
  }

  /** The scores, best first. */
  static Map<String, Double> scores(Model model, RecommendationRequest request) {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (Recommendation recommendation : Recommenders.of(model).recommend(request)) {
      scores.put(recommendation.itemId(), recommendation.score());
    }
    return scores;
  }
}
