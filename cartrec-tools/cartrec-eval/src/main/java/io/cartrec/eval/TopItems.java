package io.cartrec.eval;

import io.cartrec.RecommendationRequest;
import io.cartrec.data.Dataset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A user's training items against the test items. The training rows are the history, one basket a row,
 * and none of them may come back. The truth is the user's distinct test items, those rated below {@code
 * minRating} aside; a user without truth is not asked.
 */
record TopItems(ProtocolOptions options) implements Protocol {

  /** The rows behind the first floor(0.8 n) of each user's n. */
  @Override
  public EvaluationData cut(EvaluationData data) {
    UserRows users = new UserRows(data.train());
    BitSet train = new BitSet();
    BitSet test = new BitSet();
    for (int user = 0; user < users.users(); user++) {
      int training = Math.max(1, Cut.trainingShare(users.size(user)));
      for (int index = 0; index < users.size(user); index++) {
        (index < training ? train : test).set(users.row(user, index));
      }
    }
    return Cut.parts(data, train, test);
  }

  @Override
  public List<Trial> trials(EvaluationData data) {
    Dataset train = data.train();
    List<Metric> metrics = new ArrayList<>();
    for (int k : options.ks()) {
      metrics.add(Metric.recall(k));
      metrics.add(Metric.ndcg(k));
      metrics.add(Metric.hitRate(k));
      metrics.add(Metric.reciprocalRank(k));
      metrics.add(Metric.precision(k));
      metrics.add(Metric.averagePrecision(k));
      metrics.add(Metric.novelty(k));
    }
    Judge judge = ListJudge.of(
        train, options.ks(), Task.TOP_N.isFilled(options), ListJudge.Target.ANY, metrics);
    UserRows truth = new UserRows(data.test().orElseThrow());
    return List.of(new Trial(train, testItems(new UserRows(train), truth), judge));
  }

  private Cases testItems(UserRows history, UserRows truth) {
    IntColumn users = new IntColumn();
    for (int user = 0; user < truth.users(); user++) {
      if (!itemsOf(user, truth).isEmpty()) {
        users.add(user);
      }
    }
    return new Cases(users, index -> {
      int user = users.at(index);
      RecommendationRequest request =
          Task.TOP_N.request(options).forUser(history.profileByRow(truth.userId(user)));
      return Case.of(request, itemsOf(user, truth));
    });
  }

  private List<String> itemsOf(int user, UserRows truth) {
    double floor = options.minRating().orElse(Double.NEGATIVE_INFINITY);
    List<String> items = new ArrayList<>();
    for (int index = 0; index < truth.size(user); index++) {
      int row = truth.row(user, index);
      if (truth.data().rating(row).orElse(Double.POSITIVE_INFINITY) >= floor) {
        items.add(truth.itemId(row));
      }
    }
    return items.stream().distinct().toList();
  }
}
