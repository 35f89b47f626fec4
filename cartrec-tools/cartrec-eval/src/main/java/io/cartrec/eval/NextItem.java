package io.cartrec.eval;

import io.cartrec.Event;
import io.cartrec.RecommendationRequest;
import io.cartrec.data.Dataset;
import io.cartrec.data.Sessions;
import io.cartrec.eval.ProtocolOptions.UnknownTargets;
import java.util.ArrayList;
import java.util.List;

/**
 * Every prefix of at least {@code minPrefix} items of every test session, against the items that follow
 * it. The prefix is the session of a request without a cart; its last event's time, where there is one,
 * is the request's.
 *
 * <p>HR and MRR look at the very next item alone, the other figures at all that remain, repeats and all.
 * What was merely shown, taken out of the cart or given back is no item of a session.
 */
record NextItem(ProtocolOptions options) implements Protocol {

  @Override
  public EvaluationData cut(EvaluationData data) {
    return Cut.sessions(data, options.order());
  }

  @Override
  public List<Trial> trials(EvaluationData data) {
    Dataset train = data.train();
    Dataset test = data.test().orElseThrow();
    List<Metric> metrics = new ArrayList<>();
    for (int k : options.ks()) {
      metrics.add(Metric.hitRate(k));
      metrics.add(Metric.reciprocalRank(k));
      metrics.add(Metric.ndcgOfSerenade(k));
      metrics.add(Metric.averagePrecision(k));
      metrics.add(Metric.precision(k));
      metrics.add(Metric.recall(k));
      metrics.add(Metric.popularity(k));
    }
    Judge judge = ListJudge.of(
        train, options.ks(), Task.NEXT_ITEM.isFilled(options), ListJudge.Target.NEXT, metrics);
    return List.of(new Trial(train, prefixes(train, test), judge));
  }

  private Cases prefixes(Dataset train, Dataset test) {
    Sessions sessions = test.sessions();
    IntColumn rows = new IntColumn();
    IntColumn session = new IntColumn(); // of each case, as are the places in rows that follow
    IntColumn begin = new IntColumn();
    IntColumn next = new IntColumn();
    IntColumn end = new IntColumn();
    for (int s = 0; s < sessions.size(); s++) {
      int from = rows.size();
      for (int k = sessions.begin(s); k < sessions.end(s); k++) {
        if (counts(sessions.row(k), test, train)) {
          rows.add(sessions.row(k));
        }
      }
      for (int at = from + options.minPrefix(); at < rows.size(); at++) {
        session.add(s);
        begin.add(from);
        next.add(at);
        end.add(rows.size());
      }
    }
    return new Cases(session, index -> {
      List<Event> events = new ArrayList<>();
      for (int at = begin.at(index); at < end.at(index); at++) {
        events.add(test.event(rows.at(at)));
      }
      return question(events, next.at(index) - begin.at(index));
    });
  }

  private boolean counts(int row, Dataset test, Dataset train) {
    return test.isPositive(row)
        && (options.unknownTargets() == UnknownTargets.MISS
            || train.items().contains(test.items().id(test.item(row))));
  }

  /** The first {@code known} events against the others. */
  private Case question(List<Event> session, int known) {
    RecommendationRequest request =
        Task.NEXT_ITEM.request(options).session(session.subList(0, known));
    List<String> truth = session.stream().skip(known).map(Event::itemId).toList();
    return Case.of(session.get(known - 1).timestamp().map(request::at).orElse(request), truth);
  }
}
