package io.cartrec.eval;

import io.cartrec.Cart;
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
 * What was merely shown, or taken out of the cart, is no item of a session.
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
    return List.of(new Trial(train, new Prefixes(train, test), judge));
  }

  /** The prefixes: a column of test rows, and for each case its session and where that begins, breaks and ends. */
  private final class Prefixes implements Cases {
    private final Dataset test;
    private final IntColumn rows = new IntColumn();
    private final IntColumn session = new IntColumn();
    private final IntColumn begin = new IntColumn();
    private final IntColumn next = new IntColumn();
    private final IntColumn end = new IntColumn();

    Prefixes(Dataset train, Dataset test) {
      this.test = test;
      Sessions sessions = test.sessions();
      for (int s = 0; s < sessions.size(); s++) {
        int from = rows.size();
        for (int k = sessions.begin(s); k < sessions.end(s); k++) {
          if (counts(train, sessions.row(k))) {
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
    }

    private boolean counts(Dataset train, int row) {
      return BasketRows.isChosen(test.type(row))
          && (options.unknownTargets() == UnknownTargets.MISS
              || train.items().contains(test.items().id(test.item(row))));
    }

    @Override
    public int size() {
      return next.size();
    }

    @Override
    public int unit(int index) {
      return session.at(index);
    }

    @Override
    public Case at(int index) {
      List<Event> prefix = new ArrayList<>();
      for (int at = begin.at(index); at < next.at(index); at++) {
        prefix.add(test.event(rows.at(at)));
      }
      List<String> truth = new ArrayList<>();
      for (int at = next.at(index); at < end.at(index); at++) {
        truth.add(test.items().id(test.item(rows.at(at))));
      }
      RecommendationRequest request = RecommendationRequest.of(Cart.empty())
          .session(prefix)
          .repeats(Task.NEXT_ITEM.repeats(options));
      return Case.of(
          prefix.get(prefix.size() - 1).timestamp().map(request::at).orElse(request), truth);
    }
  }
}
