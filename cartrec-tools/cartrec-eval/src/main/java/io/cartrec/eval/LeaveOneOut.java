package io.cartrec.eval;

import io.cartrec.Event;
import io.cartrec.RecommendationRequest;
import io.cartrec.data.Dataset;
import io.cartrec.data.DatasetBuilder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A user's rows in order against the one row that follows. Rows of the training and the validation part
 * are the history, one basket a row, and are what models learn from; none of them may come back. They
 * stand in time order if all of them have times; else those of the training part come first, all
 * without times.
 */
record LeaveOneOut(ProtocolOptions options) implements Protocol {

  /** The last row of every user with at least two. */
  @Override
  public EvaluationData cut(EvaluationData data) {
    UserRows users = new UserRows(data.train());
    BitSet train = new BitSet();
    BitSet test = new BitSet();
    for (int user = 0; user < users.users(); user++) {
      for (int index = 0; index < users.size(user); index++) {
        boolean last = index > 0 && index == users.size(user) - 1;
        (last ? test : train).set(users.row(user, index));
      }
    }
    return Cut.parts(data, train, test);
  }

  @Override
  public List<Trial> trials(EvaluationData data) {
    Dataset train = data.valid().map(valid -> joined(data.train(), valid)).orElse(data.train());
    List<Metric> metrics = new ArrayList<>();
    for (int k : options.ks()) {
      metrics.add(Metric.hitRate(k));
      metrics.add(Metric.reciprocalRank(k));
      metrics.add(Metric.ndcgOfTarget(k));
    }
    Judge judge = ListJudge.of(
        train, options.ks(), Task.LEAVE_ONE_OUT.isFilled(options), ListJudge.Target.NEXT, metrics);
    UserRows truth = new UserRows(data.test().orElseThrow());
    return List.of(new Trial(train, lastRows(new UserRows(train), truth), judge));
  }

  private static Dataset joined(Dataset train, Dataset valid) {
    boolean timed = isAllTimed(train) && isAllTimed(valid);
    DatasetBuilder builder = Dataset.builder().knowing(train);
    for (Dataset part : List.of(train, valid)) {
      for (int row = 0; row < part.rows(); row++) {
        builder.add(timed ? part.event(row) : untimed(part.event(row)));
      }
    }
    return builder.build();
  }

  private static boolean isAllTimed(Dataset data) {
    return IntStream.range(0, data.rows()).allMatch(row -> data.timeMillis(row).isPresent());
  }

  private static Event untimed(Event event) {
    return new Event(
        event.itemId(),
        event.type(),
        Optional.empty(),
        event.userId(),
        event.sessionId(),
        event.quantity(),
        event.price(),
        event.rating());
  }

  private Cases lastRows(UserRows history, UserRows truth) {
    IntColumn users = new IntColumn();
    for (int user = 0; user < truth.users(); user++) {
      if (truth.size(user) > 1) {
        throw new IllegalArgumentException(
            "leave-one-out needs one test event a user, but user %s has %d; use top-n instead"
                .formatted(truth.userId(user), truth.size(user)));
      }
      users.add(user);
    }
    return new Cases(users, user -> {
      RecommendationRequest request =
          Task.LEAVE_ONE_OUT.request(options).forUser(history.profileByRow(truth.userId(user)));
      return Case.of(request, List.of(truth.itemId(truth.row(user, 0))));
    });
  }
}
