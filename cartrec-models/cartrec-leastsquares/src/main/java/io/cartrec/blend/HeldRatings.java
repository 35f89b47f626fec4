package io.cartrec.blend;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.RecommendationRequest;
import io.cartrec.data.Dataset;
import io.cartrec.data.Sessions;
import io.cartrec.model.Query;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest tenth of what each user rated, held back from training, and a question about each rating:
 * the user's other ratings are shown. Users are sessions where events name any. Immutable and thread-safe.
 */
final class HeldRatings {

  private static final int SHARE = 10;
  private static final int MOST_QUESTIONS = 5000;

  /** A rated row that was held back, and the session it is of. */
  private record Question(int session, int row) {}

  private final Dataset data;
  private final Sessions sessions;
  private final Dataset train;
  private final boolean[] heldBack;
  private final List<Question> questions;

  private HeldRatings(
      Dataset data,
      Sessions sessions,
      Dataset train,
      boolean[] heldBack,
      List<Question> questions) {
    this.data = data;
    this.sessions = sessions;
    this.train = train;
    this.heldBack = heldBack;
    this.questions = questions;
  }

  /** Cuts {@code data}; who rated once is not asked. */
  static HeldRatings of(Dataset data) {
    Sessions sessions = data.sessions();
    boolean[] heldBack = new boolean[data.rows()];
    List<Question> all = new ArrayList<>();
    for (int session = 0; session < sessions.size(); session++) {
      List<Integer> rated = rated(data, sessions, session);
      int held = rated.size() < 2 ? 0 : (rated.size() + SHARE - 1) / SHARE;
      for (int row : rated.subList(rated.size() - held, rated.size())) {
        heldBack[row] = true;
        all.add(new Question(session, row));
      }
    }
    Dataset train = data.where(row -> !heldBack[row]);
    List<Question> known =
        all.stream().filter(q -> train.items().contains(itemId(data, q.row()))).toList();
    return new HeldRatings(data, sessions, train, heldBack, Spread.of(known, MOST_QUESTIONS));
  }

  private static List<Integer> rated(Dataset data, Sessions sessions, int session) {
    List<Integer> rows = new ArrayList<>();
    for (int k = sessions.begin(session); k < sessions.end(session); k++) {
      if (isRated(data, sessions.row(k))) {
        rows.add(sessions.row(k));
      }
    }
    return rows;
  }

  /** Whether the event gives a rating that models learn from. */
  static boolean isRated(Dataset data, int row) {
    return data.rating(row).isPresent() && data.isPositive(row);
  }

  private static String itemId(Dataset data, int row) {
    return data.items().id(data.item(row));
  }

  /** What models are tried on. */
  Dataset train() {
    return train;
  }

  int size() {
    return questions.size();
  }

  /** The ratings that stay, of the user that is asked about. */
  Query query(int question) {
    int session = questions.get(question).session();
    List<Event> shown = new ArrayList<>();
    for (int k = sessions.begin(session); k < sessions.end(session); k++) {
      if (!heldBack[sessions.row(k)]) {
        shown.add(data.event(sessions.row(k)));
      }
    }
    return new Query(RecommendationRequest.of(Cart.of()).session(shown), train.items());
  }

  /** The item whose rating is asked for. */
  int item(int question) {
    return train.items().find(itemId(data, questions.get(question).row())).orElseThrow();
  }

  /** The rating that was given. */
  double rating(int question) {
    return data.rating(questions.get(question).row()).orElseThrow();
  }
}
