package io.cartrec.neighbors;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Item-knn straight from its formulas, over dense vectors, without pruning; a basket a day. */
final class ItemKnnOracle {

  private final List<List<String>> baskets;
  private final ItemKnnConfig config;
  private final List<String> items;
  private final double[][] values; // by basket and item
  private final double[] weights; // what a basket counts in a number of baskets

  ItemKnnOracle(List<List<String>> baskets, ItemKnnConfig config) {
    this.baskets = baskets;
    this.config = config;
    TreeSet<String> names = new TreeSet<>();
    baskets.forEach(names::addAll);
    items = new ArrayList<>(names);
    values = new double[baskets.size()][items.size()];
    weights = new double[baskets.size()];
    fill();
  }

  Map<String, Double> scores(String... cart) {
    Map<String, Double> scores = new TreeMap<>();
    for (int candidate = 0; candidate < items.size(); candidate++) {
      double score = 0;
      for (String name : cart) {
        int item = items.indexOf(name);
        if (item >= 0 && item != candidate) {
          score += similarity(item, candidate) / divisor(item, candidate);
        }
      }
      if (score > 0 && !List.of(cart).contains(items.get(candidate))) {
        scores.put(items.get(candidate), score);
      }
    }
    return scores;
  }

  private void fill() {
    double squares = 0;
    double entries = 0;
    double events = 0;
    for (List<String> basket : baskets) {
      events += basket.size();
    }
    for (int b = 0; b < baskets.size(); b++) {
      double length = new HashSet<>(baskets.get(b)).size();
      double idf = Math.log(1 + items.size() / length);
      for (int i = 0; i < items.size(); i++) {
        double count = count(b, i);
        double total = 0;
        for (int other = 0; other < baskets.size(); other++) {
          total += count(other, i);
        }
        double saturation = 1.2 * (0.25 + 0.75 * total / (events / items.size()));
        values[b][i] = count == 0
            ? 0
            : switch (config.values()) {
              case BINARY -> 1;
              case COUNT -> count;
              case IDF -> idf;
              case BM25 -> idf * count * 2.2 / (count + saturation);
            };
        squares += values[b][i] * values[b][i];
        entries += count == 0 ? 0 : 1;
      }
      weights[b] = config.values() == ItemKnnConfig.Values.IDF ? idf * idf : 1;
    }
    boolean scaled =
        config.values() == ItemKnnConfig.Values.IDF || config.values() == ItemKnnConfig.Values.BM25;
    double scale = scaled ? entries / squares : 1;
    for (int b = 0; b < baskets.size(); b++) {
      double age = baskets.size() - 1 - b;
      double decay = config.halfLife() == 0 ? 1 : Math.pow(0.5, age / config.halfLife());
      weights[b] *= scale * decay;
      for (int i = 0; i < items.size(); i++) {
        values[b][i] *= Math.sqrt(scale * decay);
      }
    }
  }

  private double count(int basket, int item) {
    return baskets.get(basket).stream().filter(items.get(item)::equals).count();
  }

  private double divisor(int item, int candidate) {
    double sum = 0;
    double squares = 0;
    for (int other = 0; other < items.size(); other++) {
      sum += other == item ? 0 : similarity(item, other);
      squares += other == candidate ? 0 : Math.pow(similarity(other, candidate), 2);
    }
    return switch (config.prediction()) {
      case SUM -> 1;
      case VOTES -> sum == 0 ? 1 : sum;
      case NORMALIZED -> squares == 0 ? 1 : Math.sqrt(squares);
    };
  }

  private double similarity(int i, int j) {
    double together = dot(i, j);
    if (together == 0) {
      return 0;
    }
    double n = 0;
    for (double weight : weights) {
      n += weight;
    }
    double lift = n * together / (dot(i, i) * dot(j, j));
    double similarity = switch (config.similarity()) {
      case COSINE ->
        together
            / Math.pow(dot(i, i), config.contextDamping())
            / Math.pow(dot(j, j), config.popularityDamping());
      case JACCARD -> together / (dot(i, i) + dot(j, j) - together);
      case LIFT -> lift;
      case LLR -> lift <= 1 + 1e-12 ? 0 : logLikelihoodRatio(together, dot(i, i), dot(j, j), n);
      case PEARSON, ADJUSTED_COSINE -> throw new IllegalArgumentException("compares ratings");
    };
    return similarity * together / (together + config.shrinkage());
  }

  /** Twice the difference of the log-likelihoods of dependence and independence (Dunning). */
  private static double logLikelihoodRatio(double both, double first, double second, double n) {
    double p = second / n;
    double withFirst = both / first;
    double without = (second - both) / (n - first);
    return 2
        * (logLikelihood(both, first, withFirst)
            + logLikelihood(second - both, n - first, without)
            - logLikelihood(both, first, p)
            - logLikelihood(second - both, n - first, p));
  }

  private static double logLikelihood(double hits, double trials, double p) {
    double misses = trials - hits;
    return (Math.abs(hits) < 1e-9 ? 0 : hits * Math.log(p))
        + (Math.abs(misses) < 1e-9 ? 0 : misses * Math.log(1 - p));
  }

  private double dot(int i, int j) {
    double dot = 0;
    for (double[] basket : values) {
      dot += basket[i] * basket[j];
    }
    return dot;
  }
}
