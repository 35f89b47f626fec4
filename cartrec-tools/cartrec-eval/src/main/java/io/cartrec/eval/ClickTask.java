package io.cartrec.eval;

import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.RecommendationRequest;
import io.cartrec.data.Dataset;
import io.cartrec.data.Sessions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which of the items shown in a session are taken up. The distinct items with an {@code IMPRESSION} are
 * the candidates, in the order shown; one is taken up when a {@code CLICK}, {@code ADD_TO_CART} or {@code
 * PURCHASE} of it follows in the same session. What happened before the first impression is the session
 * of the request. Models do not learn from impressions; probabilities are fitted on the lists of the
 * validation part or, without one, of the training part.
 */
record ClickTask(ProtocolOptions options) implements Protocol {

  @Override
  public EvaluationData cut(EvaluationData data) {
    return Cut.sessions(data, options.order());
  }

  @Override
  public List<Trial> trials(EvaluationData data) {
    Dataset train = data.train();
    Dataset learnt = train.where(row -> train.type(row) != EventType.IMPRESSION);
    Cases calibration = lists(data.valid().orElse(train));
    Judge judge = new ClickJudge(options.ks(), calibration);
    return List.of(new Trial(learnt, lists(data.test().orElseThrow()), judge));
  }

  private static boolean isTakenUp(EventType type) {
    return type == EventType.CLICK || type == EventType.ADD_TO_CART || type == EventType.PURCHASE;
  }

  private Cases lists(Dataset data) {
    Sessions sessions = data.sessions();
    IntColumn shown = new IntColumn();
    for (int s = 0; s < sessions.size(); s++) {
      if (firstImpression(data, sessions, s) < sessions.end(s)) {
        shown.add(s);
      }
    }
    return new Cases(shown, index -> list(data, sessions, shown.at(index)));
  }

  private static int firstImpression(Dataset data, Sessions sessions, int session) {
    int k = sessions.begin(session);
    while (k < sessions.end(session) && data.type(sessions.row(k)) != EventType.IMPRESSION) {
      k++;
    }
    return k;
  }

  private Case list(Dataset data, Sessions sessions, int session) {
    int first = firstImpression(data, sessions, session);
    List<Event> before = new ArrayList<>();
    for (int k = sessions.begin(session); k < first; k++) {
      before.add(data.event(sessions.row(k)));
    }
    Set<String> candidates = new LinkedHashSet<>();
    Set<String> takenUp = new HashSet<>();
    for (int k = first; k < sessions.end(session); k++) {
      int row = sessions.row(k);
      String itemId = data.items().id(data.item(row));
      if (data.type(row) == EventType.IMPRESSION) {
        candidates.add(itemId);
      } else if (isTakenUp(data.type(row)) && candidates.contains(itemId)) {
        takenUp.add(itemId);
      }
    }
    RecommendationRequest request = Task.CLICK
        .request(options)
        .session(before)
        .among(candidates)
        .limit(candidates.size())
        .unfilled();
    return Case.of(request, candidates.stream().filter(takenUp::contains).toList());
  }
}
