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
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;

/** Baskets for tests, as a data set and as a dense matrix. */
record Baskets(List<List<String>> baskets) {

  /** 12 items in 60 baskets, the first ones popular, and one basket of all. */
  static Baskets random(long seed) {
    Random random = new Random(seed);
    List<List<String>> baskets = new ArrayList<>();
    baskets.add(IntStream.range(0, 12).mapToObj(i -> "i" + i).toList());
    for (int b = 0; b < 60; b++) {
      List<String> basket = new ArrayList<>();
      for (int k = 1 + random.nextInt(5); k > 0; k--) {
        basket.add("i" + (int) (12 * random.nextDouble() * random.nextDouble()));
      }
      baskets.add(basket.stream().distinct().toList());
    }
    return new Baskets(baskets);
  }

  /** {@code count} baskets of up to {@code longest} items, the first ones popular, some twice. */
  static Baskets random(int count, int items, int longest, long seed) {
    Random random = new Random(seed);
    List<List<String>> baskets = new ArrayList<>();
    for (int b = 0; b < count; b++) {
      List<String> basket = new ArrayList<>();
      for (int k = 1 + random.nextInt(longest); k > 0; k--) {
        basket.add("i" + (int) (items * random.nextDouble() * random.nextDouble()));
      }
      baskets.add(basket);
    }
    return new Baskets(baskets);
  }

  Dataset dataset() {
    List<Event> events = new ArrayList<>();
    for (int b = 0; b < baskets.size(); b++) {
      for (String item : baskets.get(b)) {
        events.add(Event.of(item).inSession("s" + b));
      }
    }
    return Dataset.of(events);
  }

  /** The items in the order of their codes. */
  List<String> items() {
    return baskets.stream().flatMap(List::stream).distinct().toList();
  }

  /** One row a basket, one column an item. */
  SimpleMatrix matrix() {
    List<String> items = items();
    SimpleMatrix matrix = new SimpleMatrix(baskets.size(), items.size());
    for (int b = 0; b < baskets.size(); b++) {
      for (String item : baskets.get(b)) {
        matrix.set(b, items.indexOf(item), 1);
      }
    }
    return matrix;
  }

  /** What {@code model} says for a cart, whatever the sign; items without a score are left out. */
  static Map<String, Double> scores(Model model, String... cart) {
    Map<String, Double> scores = new TreeMap<>();
    Query query =
        new Query(RecommendationRequest.of(Cart.of(cart)), model.base().items());
    model.score(query, new ScoreAccumulator() {
      @Override
      public void add(int item, double score) {
        scores.merge(model.base().items().id(item), score, Double::sum);
      }

      @Override
      public void addAll(IntBuffer items, FloatBuffer weights, int from, int to, double factor) {
        for (int k = from; k < to; k++) {
          add(items.get(k), factor * weights.get(k));
        }
      }
    });
    return scores;
  }

  /** As {@link #scores}, by item code, 0 for items without a score. */
  static double[] dense(Model model, String... cart) {
    double[] dense = new double[model.base().items().size()];
    scores(model, cart).forEach((id, score) -> dense[model.base().items().code(id, -1)] = score);
    return dense;
  }
}
