package io.cartrec.eval;

import io.cartrec.Cart;
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
    return List.of(new Trial(train, new TestItems(new UserRows(train), truth), judge));
  }

  private final class TestItems implements Cases {
    private final UserRows history;
    private final UserRows truth;
    private final IntColumn users = new IntColumn();

    TestItems(UserRows history, UserRows truth) {
      this.history = history;
      this.truth = truth;
      for (int user = 0; user < truth.users(); user++) {
        if (!itemsOf(user).isEmpty()) {
          users.add(user);
        }
      }
    }

    private List<String> itemsOf(int user) {
      List<String> items = new ArrayList<>();
      for (int index = 0; index < truth.size(user); index++) {
        int row = truth.row(user, index);
        double floor = options.minRating().orElse(Double.NEGATIVE_INFINITY);
        if (truth.data().rating(row).orElse(Double.POSITIVE_INFINITY) >= floor) {
          items.add(truth.itemId(row));
        }
      }
      return items.stream().distinct().toList();
    }

    @Override
    public int size() {
      return users.size();
    }

    @Override
    public int unit(int index) {
      return users.at(index);
    }

    @Override
    public Case at(int index) {
      int user = users.at(index);
      RecommendationRequest request = RecommendationRequest.of(Cart.empty())
          .forUser(history.profileByRow(truth.userId(user)))
          .repeats(Task.TOP_N.repeats(options));
      return Case.of(request, itemsOf(user));
    }
  }
}
