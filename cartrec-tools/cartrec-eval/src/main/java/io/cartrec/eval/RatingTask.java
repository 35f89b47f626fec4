package io.cartrec.eval;

import io.cartrec.Event;
import io.cartrec.RecommendationRequest;
import io.cartrec.data.Dataset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * The rating a user gives an item: every rated test row is a question. The request carries the user's
 * training rows twice: as history, one basket a row, and as session, whose events have the ratings.
 */
record RatingTask(ProtocolOptions options) implements Protocol {

  /** The rated rows behind the first floor(0.8 n) of n, in time order. */
  @Override
  public EvaluationData cut(EvaluationData data) {
    Dataset all = data.train();
    BitSet train = new BitSet();
    BitSet test = new BitSet();
    int training = Cut.trainingShare(all.rows());
    for (int row = 0; row < all.rows(); row++) {
      (row < training ? train : test).set(row);
    }
    return Cut.parts(data, train, test);
  }

  @Override
  public List<Trial> trials(EvaluationData data) {
    Cases ratings = ratings(new UserRows(data.train()), data.test().orElseThrow());
    return List.of(new Trial(data.train(), ratings, RatingJudge.of(data.train())));
  }

  private Cases ratings(UserRows history, Dataset test) {
    IntColumn users = new IntColumn();
    IntColumn rows = new IntColumn();
    for (int row = 0; row < test.rows(); row++) {
      OptionalInt user = test.user(row);
      if (test.rating(row).isPresent() && user.isPresent()) {
        users.add(user.getAsInt());
        rows.add(row);
      }
    }
    return new Cases(users, index -> {
      int row = rows.at(index);
      String userId = test.users().id(users.at(index));
      List<Event> rated = new ArrayList<>();
      for (int past : history.rowsOf(userId)) {
        rated.add(history.data().event(past));
      }
      RecommendationRequest request =
          Task.RATING.request(options).forUser(history.profileByRow(userId)).session(rated);
      return new Case(request, List.of(test.items().id(test.item(row))), test.rating(row));
    });
  }
}
