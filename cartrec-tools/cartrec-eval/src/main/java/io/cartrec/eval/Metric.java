package io.cartrec.eval;

import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * One number about one answered list. Every formula below is about the first {@code k} of the list
 * {@code L}, the true items {@code T} (a list where it can hold repeats), and {@code rank}, where the
 * target stands, counted from 1. Immutable and thread-safe.
 *
 * @param name such as {@code HR@20}
 * @param meaning the same in a sentence for readers of a report
 * @param value the number of a case; NaN for a case that does not have it
 */
record Metric(String name, String meaning, ToDoubleFunction<Outcome> value) {

  double of(Outcome outcome) {
    return value.applyAsDouble(outcome);
  }

  /** HR@k = 1 if rank <= k, else 0. Also called hit rate, and P@k or Recall@k of a single target. */
  static Metric hitRate(int k) {
    return new Metric(
        "HR@" + k,
        "share of the questions whose target is among the first k",
        outcome -> outcome.isFound(k) ? 1 : 0);
  }

  /** MRR@k = 1 / rank if rank <= k, else 0. */
  static Metric reciprocalRank(int k) {
    return new Metric(
        "MRR@" + k,
        "mean of 1 / rank of the target, 0 beyond rank k",
        outcome -> outcome.isFound(k) ? 1.0 / outcome.rank() : 0);
  }

  /** NDCG@k of a single target = 1 / log2(rank + 1) if rank <= k, else 0. */
  static Metric ndcgOfTarget(int k) {
    return new Metric(
        "NDCG@" + k,
        "1 / log2(rank + 1) of the one target, 0 beyond rank k",
        outcome -> outcome.isFound(k) ? discount(outcome.rank() + 1) : 0);
  }

  /**
   * NDCG@k = sum over hits of 1 / log2(rank + 1), divided by the same sum over ranks 1 .. min(k, |T|):
   * a perfect list of length k gives 1.
   */
  static Metric ndcg(int k) {
    return new Metric(
        "NDCG@" + k,
        "1 / log2(rank + 1) summed over hits, divided by the best that min(k, true items) allow",
        outcome -> gain(outcome, k) / ideal(Math.min(k, outcome.truthSize())));
  }

  /**
   * NDCG@k with the ideal over all of the truth: the sum over hits is divided by the sum over ranks 1 ..
   * |T|, so a list shorter than the truth cannot reach 1.
   */
  static Metric ndcgOfAllTruth(int k) {
    return new Metric(
        "NDCG@" + k,
        "1 / log2(rank + 1) summed over hits, divided by the best that all true items allow, even those beyond k",
        outcome -> gain(outcome, k) / ideal(outcome.truthSize()));
  }

  /**
   * NDCG@k as Serenade's evaluator has it: the first two places both weigh 1, place p >= 2 weighs 1 /
   * log2(p); the ideal is the same sum over the first k of T as a list, repeats and all.
   */
  static Metric ndcgOfSerenade(int k) {
    return new Metric(
        "NDCG@" + k,
        "1 / log2(rank) summed over hits, the first place weighing 1 like the second (as Serenade counts), divided by the best possible",
        outcome -> {
          double gain = 0;
          for (int place = 0; place < Math.min(k, outcome.size()); place++) {
            gain += outcome.isHit(place) ? serenadeWeight(place) : 0;
          }
          double ideal = 0;
          for (int place = 0; place < Math.min(k, outcome.truthSize()); place++) {
            ideal += serenadeWeight(place);
          }
          return gain / ideal;
        });
  }

  /** MAP@k = sum over hits of (hits up to there / rank), divided by min(k, |T|). */
  static Metric averagePrecision(int k) {
    return new Metric(
        "MAP@" + k, "mean of the precision at each hit, divided by min(k, true items)", outcome -> {
          double sum = 0;
          int hits = 0;
          for (int place = 0; place < Math.min(k, outcome.size()); place++) {
            if (outcome.isHit(place)) {
              sum += (double) ++hits / (place + 1);
            }
          }
          return sum / Math.min(k, outcome.truthSize());
        });
  }

  /** Precision@k = |L n set(T)| / k, also where the list is shorter than k. */
  static Metric precision(int k) {
    return new Metric(
        "Precision@" + k,
        "true items among the first k, divided by k",
        outcome -> (double) outcome.hits(k) / k);
  }

  /** Recall@k = |L n set(T)| / |T|, repeats counted in |T|. */
  static Metric recall(int k) {
    return new Metric(
        "Recall@" + k,
        "true items among the first k, divided by the number of true items",
        outcome -> (double) outcome.hits(k) / outcome.truthSize());
  }

  /** PHR@k = 1 if |L n T| > 0, else 0: its mean is the share of users with at least one hit. */
  static Metric personHitRate(int k) {
    return new Metric(
        "PHR@" + k,
        "share of the users with at least one true item among the first k",
        outcome -> outcome.hits(k) > 0 ? 1 : 0);
  }

  /**
   * Popularity@k = mean over L of (training events of the item / training events of the most frequent
   * item); 0 for an empty list.
   */
  static Metric popularity(int k) {
    return new Metric(
        "Popularity@" + k,
        "mean training events of the recommended items, relative to the most frequent item",
        outcome -> mean(k, outcome, outcome::popularity));
  }

  /** Novelty@k = mean over L of -log2(training events of the item / all training events), in bits. */
  static Metric novelty(int k) {
    return new Metric(
        "Novelty@" + k,
        "mean surprise of the recommended items in bits, -log2 of their share of the training events",
        outcome -> mean(k, outcome, outcome::surprise));
  }

  private static double mean(int k, Outcome outcome, IntToDoubleFunction valueAt) {
    int size = Math.min(k, outcome.size());
    double sum = 0;
    for (int place = 0; place < size; place++) {
      sum += valueAt.applyAsDouble(place);
    }
    return size == 0 ? 0 : sum / size;
  }

  private static double gain(Outcome outcome, int k) {
    double gain = 0;
    for (int place = 0; place < Math.min(k, outcome.size()); place++) {
      gain += outcome.isHit(place) ? discount(place + 2) : 0;
    }
    return gain;
  }

  private static double ideal(int size) {
    double ideal = 0;
    for (int place = 0; place < size; place++) {
      ideal += discount(place + 2);
    }
    return ideal;
  }

  private static double serenadeWeight(int place) {
    return place == 0 ? 1 : discount(place + 1);
  }

  private static double discount(int x) {
    return Math.log(2) / Math.log(x);
  }
}
