package io.cartrec.eval;

import io.cartrec.EventType;
import io.cartrec.RecommendationRequest;
import io.cartrec.data.Dataset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * A user's baskets so far against the next one. Repeats of bought items are wanted, and every figure is
 * also split into them and the rest; a user counts to a side when the true basket holds an item of it.
 *
 * <p>A basket is what was purchased in a session in a quantity above 0, in history and truth alike; the
 * cut keeps nothing else. The truth is the distinct items of the user's first basket of the test part. NDCG has its ideal
 * over all of the truth. With folds, each fold is a trial: the users it marks {@code test} are asked;
 * models learn from the training part as it is, which holds the histories of all users and no truth.
 */
record NextBasket(ProtocolOptions options) implements Protocol {

  /** The last basket of every user with at least two. */
  @Override
  public EvaluationData cut(EvaluationData data) {
    EvaluationData purchases = data.withTrain(purchases("train", data.train()));
    UserRows users = new UserRows(purchases.train());
    BitSet train = new BitSet();
    BitSet test = new BitSet();
    for (int user = 0; user < users.users(); user++) {
      List<List<Integer>> baskets = users.baskets(users.rowsOf(users.userId(user)));
      for (int b = 0; b < baskets.size(); b++) {
        BitSet side = b > 0 && b == baskets.size() - 1 ? test : train;
        baskets.get(b).forEach(side::set);
      }
    }
    return Cut.parts(purchases, train, test);
  }

  @Override
  public List<Trial> trials(EvaluationData data) {
    Dataset train = data.train();
    List<Metric> metrics = new ArrayList<>();
    for (int k : options.ks()) {
      metrics.add(Metric.recall(k));
      metrics.add(Metric.ndcgOfAllTruth(k));
      metrics.add(Metric.personHitRate(k));
    }
    Judge judge = ListJudge.of(
            train, options.ks(), Task.NEXT_BASKET.isFilled(options), ListJudge.Target.ANY, metrics)
        .split();
    UserRows history = new UserRows(purchases("train", train));
    UserRows truth = new UserRows(purchases("test", data.test().orElseThrow()));
    if (data.folds().isEmpty()) {
      return List.of(new Trial(train, nextBaskets(history, truth, user -> true), judge));
    }
    List<Trial> trials = new ArrayList<>();
    for (Map<String, String> fold : data.folds()) {
      Predicate<String> asked = user -> fold.getOrDefault(user, "").equals("test");
      trials.add(new Trial(train, nextBaskets(history, truth, asked), judge));
    }
    return trials;
  }

  private static Dataset purchases(String part, Dataset data) {
    IntPredicate rows = row -> data.isPositive(row) && data.type(row) == EventType.PURCHASE;
    return Parts.keeping(Task.NEXT_BASKET, part, data, "purchases of a quantity above 0", rows);
  }

  private Cases nextBaskets(UserRows history, UserRows truth, Predicate<String> asked) {
    IntColumn users = new IntColumn();
    for (int user = 0; user < truth.users(); user++) {
      if (asked.test(truth.userId(user))) {
        users.add(user);
      }
    }
    return new Cases(users, index -> {
      String userId = truth.userId(users.at(index));
      RecommendationRequest request =
          Task.NEXT_BASKET.request(options).forUser(history.profileByBasket(userId));
      List<Integer> next = truth.baskets(truth.rowsOf(userId)).get(0);
      return Case.of(request, next.stream().map(truth::itemId).distinct().toList());
    });
  }
}
