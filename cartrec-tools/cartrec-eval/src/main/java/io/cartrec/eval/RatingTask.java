package io.cartrec.eval;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.RecommendationRequest;
import io.cartrec.data.Dataset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

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
    Ratings ratings = new Ratings(new UserRows(data.train()), data.test().orElseThrow());
    return List.of(new Trial(data.train(), ratings, RatingJudge.of(data.train())));
  }

  private final class Ratings implements Cases {
    private final UserRows history;
    private final Dataset test;
    private final IntColumn rows = new IntColumn();

    Ratings(UserRows history, Dataset test) {
      this.history = history;
      this.test = test;
      for (int row = 0; row < test.rows(); row++) {
        if (test.rating(row).isPresent() && test.user(row).isPresent()) {
          rows.add(row);
        }
      }
    }

    @Override
    public int size() {
      return rows.size();
    }

    @Override
    public int unit(int index) {
      return test.user(rows.at(index)).orElseThrow();
    }

    @Override
    public Case at(int index) {
      int row = rows.at(index);
      String userId = test.users().id(test.user(row).orElseThrow());
      List<Event> rated = new ArrayList<>();
      for (int past : history.rowsOf(userId)) {
        rated.add(history.data().event(past));
      }
      RecommendationRequest request = RecommendationRequest.of(Cart.empty())
          .forUser(history.profileByRow(userId))
          .session(rated)
          .repeats(Task.RATING.repeats(options));
      OptionalDouble rating = test.rating(row);
      return new Case(request, List.of(test.items().id(test.item(row))), rating);
    }
  }
}
