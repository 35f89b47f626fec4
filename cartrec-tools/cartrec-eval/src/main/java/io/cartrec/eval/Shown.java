package io.cartrec.eval;

import io.cartrec.Recommendation;
import io.cartrec.Recommendations;
import io.cartrec.recommend.Additions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * A list that was shown, as a model orders it. Not to be changed; thread-safe.
 *
 * @param scores score / highest score of the list, or probability, in [0, 1], best first; 0 where the
 *     model said nothing
 * @param taken whether the item at each place was taken up
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Shown(double[] scores, boolean[] taken) {

  static Shown of(Case question, Recommendations answer) {
    Set<String> rest = new HashSet<>(question.request().candidates().orElseThrow());
    double highest = answer.isEmpty() ? 1 : answer.items().get(0).score();
    List<String> order = new ArrayList<>();
    double[] scores = new double[rest.size()];
    for (Recommendation item : answer) {
      scores[order.size()] = item.score() / highest;
      order.add(item.itemId());
      rest.remove(item.itemId());
    }
    rest.stream().sorted().forEach(order::add);
    boolean[] taken = new boolean[scores.length];
    for (int place = 0; place < taken.length; place++) {
      taken[place] = question.truth().contains(order.get(place));
    }
    return new Shown(scores, taken);
  }

  /**
   * The list in the order of probabilities, which are its scores as they are; 0 of an item that the model
   * does not know.
   */
  static Shown of(Case question, Additions additions) {
    List<String> ids =
        question.request().candidates().orElseThrow().stream().sorted().toList();
    List<OptionalDouble> probabilities = additions.probabilities(question.request(), ids);
    List<Integer> order = IntStream.range(0, ids.size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -probabilities.get(i).orElse(0)))
        .toList();
    double[] scores = new double[ids.size()];
    boolean[] taken = new boolean[ids.size()];
    for (int place = 0; place < scores.length; place++) {
      scores[place] = probabilities.get(order.get(place)).orElse(0);
      taken[place] = question.truth().contains(ids.get(order.get(place)));
    }
    return new Shown(scores, taken);
  }

  int size() {
    return scores.length;
  }

  /** How many of the first {@code k} were taken up. */
  int takenUp(int k) {
    int clicks = 0;
    for (int place = 0; place < Math.min(k, size()); place++) {
      clicks += taken[place] ? 1 : 0;
    }
    return clicks;
  }

  /** Share of the pairs in the right order, ties counting half; NaN when there is no pair. */
  double auc() {
    double right = 0;
    long pairs = 0;
    for (int up = 0; up < size(); up++) {
      for (int down = 0; taken[up] && down < size(); down++) {
        if (!taken[down]) {
          pairs++;
          right += scores[up] > scores[down] ? 1 : scores[up] == scores[down] ? 0.5 : 0;
        }
      }
    }
    return pairs == 0 ? Double.NaN : right / pairs;
  }

  /** -ln of the probability of what happened, summed over the items. */
  double logLoss(DoubleUnaryOperator probability) {
    double sum = 0;
    for (int place = 0; place < size(); place++) {
      double p = probability.applyAsDouble(scores[place]);
      sum -= Math.log(taken[place] ? p : 1 - p);
    }
    return sum;
  }

  /** How many items have a probability of at least 1/2 exactly when taken up. */
  int right(DoubleUnaryOperator probability) {
    int right = 0;
    for (int place = 0; place < size(); place++) {
      right += (probability.applyAsDouble(scores[place]) >= 0.5) == taken[place] ? 1 : 0;
    }
    return right;
  }

  /** Whether an item taken up has its score in common with another scored one. */
  boolean hasTie() {
    for (int place = 0; place < size(); place++) {
      boolean above = place > 0 && scores[place - 1] == scores[place];
      boolean below = place + 1 < size() && scores[place + 1] == scores[place];
      if (taken[place] && scores[place] > 0 && (above || below)) {
        return true;
      }
    }
    return false;
  }
}
