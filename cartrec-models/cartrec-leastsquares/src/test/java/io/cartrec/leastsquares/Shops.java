package io.cartrec.leastsquares;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.RecommendationRequest;
import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small data for the tests of this package, and a model's scores on it. */
final class Shops {

  private Shops() {}

  /** Each list a session. */
  static Dataset of(List<List<String>> baskets) {
    List<Event> events = new ArrayList<>();
    for (int b = 0; b < baskets.size(); b++) {
      for (String item : baskets.get(b)) {
        events.add(Event.of(item).inSession("s" + b));
      }
    }
    return Dataset.of(events);
  }

  /** {@code count} baskets of one to {@code longest} items, popular ones more often, some twice. */
  static List<List<String>> random(int count, int items, int longest, long seed) {
    Random random = new Random(seed);
    List<List<String>> baskets = new ArrayList<>();
    for (int b = 0; b < count; b++) {
      List<String> basket = new ArrayList<>();
      for (int k = 1 + random.nextInt(longest); k > 0; k--) {
        basket.add("i" + (int) (items * random.nextDouble() * random.nextDouble()));
      }
      baskets.add(basket);
    }
    return baskets;
  }

  /** The sum of scores of every item, by code. */
  static double[] scores(Model model, String... cart) {
    double[] sums = new double[model.base().items().size()];
    Query query =
        new Query(RecommendationRequest.of(Cart.of(cart)), model.base().items());
    model.score(query, new ScoreAccumulator() {
      @Override
      public void add(int item, double score) {
        sums[item] += score;
      }

      @Override
      public void addAll(IntBuffer items, FloatBuffer weights, int from, int to, double factor) {
        for (int k = from; k < to; k++) {
          sums[items.get(k)] += factor * weights.get(k);
        }
      }
    });
    return sums;
  }
}
