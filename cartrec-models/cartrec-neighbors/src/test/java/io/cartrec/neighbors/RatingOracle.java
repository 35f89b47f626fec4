package io.cartrec.neighbors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Predicted ratings straight from their formulas, over a matrix of users and items with NaN for none. */
final class RatingOracle {

  private record Neighbor(double similarity, double residual, boolean usable) {}

  private final double[][] ratings;
  private final int users;
  private final int items;
  private final double mean;
  private final double[] itemBias;
  private final double[] userBias;

  RatingOracle(double[][] ratings) {
    this.ratings = ratings;
    users = ratings.length;
    items = ratings[0].length;
    mean = mean(users, u -> mean(items, i -> ratings[u][i]), u -> count(items, i -> ratings[u][i]));
    itemBias = IntStream.range(0, items)
        .mapToDouble(i -> damped(users, u -> ratings[u][i] - mean))
        .toArray();
    userBias = IntStream.range(0, users)
        .mapToDouble(u -> damped(items, i -> ratings[u][i] - mean - itemBias[i]))
        .toArray();
  }

  double byItems(ItemKnnConfig config, int user, int item) {
    List<Neighbor> all = new ArrayList<>();
    for (int other = 0; other < items; other++) {
      int j = other;
      double similarity = other == item
          ? 0
          : correlation(
              users,
              u -> deviation(config.similarity(), u, item),
              u -> deviation(config.similarity(), u, j),
              config.shrinkage());
      all.add(new Neighbor(similarity, residual(user, j), !Double.isNaN(ratings[user][j])));
    }
    all.sort(Comparator.comparingDouble(Neighbor::similarity).reversed());
    return predict(user, item, all.subList(0, Math.min(config.neighbors(), items)), items);
  }

  double byUsers(UserKnnConfig config, int user, int item) {
    List<Neighbor> all = new ArrayList<>();
    for (int other = 0; other < users; other++) {
      int v = other;
      double similarity =
          correlation(items, i -> residual(user, i), i -> residual(v, i), config.shrinkage());
      all.add(new Neighbor(similarity, residual(v, item), !Double.isNaN(ratings[v][item])));
    }
    all.sort(Comparator.comparingDouble(Neighbor::similarity).reversed());
    return predict(user, item, all, config.neighbors());
  }

  /** Of the neighbours, most similar first, the usable ones up to the limit count. */
  private double predict(int user, int item, List<Neighbor> neighbors, int limit) {
    double sum = 0;
    double weights = 4 * Math.max(0, neighbors.get(0).similarity());
    int used = 0;
    for (Neighbor neighbor : neighbors) {
      if (neighbor.usable() && neighbor.similarity() > 0 && used < limit) {
        sum += neighbor.similarity() * neighbor.residual();
        weights += neighbor.similarity();
        used++;
      }
    }
    double rating = mean + userBias[user] + itemBias[item] + (used == 0 ? 0 : sum / weights);
    return Math.max(1, Math.min(5, rating));
  }

  private double residual(int user, int item) {
    return ratings[user][item] - mean - userBias[user] - itemBias[item];
  }

  private double deviation(ItemKnnConfig.Similarity similarity, int user, int item) {
    return ratings[user][item]
        - (similarity == ItemKnnConfig.Similarity.PEARSON
            ? mean(users, u -> ratings[u][item])
            : mean(items, i -> ratings[user][i]));
  }

  private static double correlation(
      int size, IntToDoubleFunction first, IntToDoubleFunction second, double shrinkage) {
    double product = 0;
    double squares = 0;
    double others = 0;
    double n = 0;
    for (int k = 0; k < size; k++) {
      double x = first.applyAsDouble(k);
      double y = second.applyAsDouble(k);
      if (!Double.isNaN(x) && !Double.isNaN(y)) {
        product += x * y;
        squares += x * x;
        others += y * y;
        n++;
      }
    }
    return squares < 1e-12 || others < 1e-12
        ? 0
        : product / Math.sqrt(squares * others) * n / (n + shrinkage);
  }

  private static double damped(int size, IntToDoubleFunction deviation) {
    double n = count(size, deviation);
    return n == 0 ? 0 : mean(size, deviation) * n / (5 + n);
  }

  private static double count(int size, IntToDoubleFunction value) {
    return IntStream.range(0, size)
        .mapToDouble(value)
        .filter(x -> !Double.isNaN(x))
        .count();
  }

  private static double mean(int size, IntToDoubleFunction value) {
    return IntStream.range(0, size)
        .mapToDouble(value)
        .filter(x -> !Double.isNaN(x))
        .average()
        .orElse(0);
  }

  private static double mean(int size, IntToDoubleFunction value, IntToDoubleFunction weight) {
    double sum = 0;
    double weights = 0;
    for (int k = 0; k < size; k++) {
      sum += value.applyAsDouble(k) * weight.applyAsDouble(k);
      weights += weight.applyAsDouble(k);
    }
    return sum / weights;
  }
}
