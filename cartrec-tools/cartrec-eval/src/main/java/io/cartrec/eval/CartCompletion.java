package io.cartrec.eval;

import io.cartrec.Cart;
import io.cartrec.RecommendationRequest;
import io.cartrec.data.Dataset;
import io.cartrec.data.Interactions;
import io.cartrec.data.Sessions;
import io.cartrec.eval.ProtocolOptions.UnknownTargets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * One item of a test basket is hidden and must be found from the others, which are the cart.
 *
 * <p>A basket is the distinct items of a session, in order of first appearance, without
 * what was merely shown, taken out of the cart or given back; training sees it so too.
 * Test baskets are numbered from 0 in the chosen order, all of them; number t of size s {@code >= 2} asks one
 * question and hides the item at position t mod s. The rank of the hidden item is 1 + the number of
 * items with a strictly greater score. Baskets of more than {@code maxBasket} items keep their number,
 * but train nothing and ask nothing.
 */
record CartCompletion(ProtocolOptions options) implements Protocol {

  @Override
  public EvaluationData cut(EvaluationData data) {
    return Cut.sessions(data.withTrain(chosen("train", data.train())), options.order());
  }

  @Override
  public List<Trial> trials(EvaluationData data) {
    Dataset train = distinct(chosen("train", data.train()));
    List<Metric> metrics = new ArrayList<>();
    for (int k : options.ks()) {
      metrics.add(Metric.hitRate(k));
      metrics.add(Metric.reciprocalRank(k));
      metrics.add(Metric.ndcgOfTarget(k));
    }
    Judge judge = ListJudge.of(
        train,
        options.ks(),
        Task.CART_COMPLETION.isFilled(options),
        ListJudge.Target.STRICT,
        metrics);
    return List.of(
        new Trial(train, hidden(train, chosen("test", data.test().orElseThrow())), judge));
  }

  private static Dataset chosen(String part, Dataset data) {
    String needed = "events that put an item into a basket, in a quantity above 0";
    return Parts.keeping(Task.CART_COMPLETION, part, data, needed, data::isPositive);
  }

  /** The first row of each item in each session whose basket is not too large; linear in the rows. */
  private Dataset distinct(Dataset train) {
    Sessions sessions = train.sessions();
    BitSet kept = new BitSet(train.rows());
    int[] seenIn = new int[train.items().size()]; // 1 + the session that last had the item
    for (int s = 0; s < sessions.size(); s++) {
      IntColumn first = new IntColumn();
      for (int k = sessions.begin(s); k < sessions.end(s); k++) {
        int item = train.item(sessions.row(k));
        if (seenIn[item] != s + 1) {
          seenIn[item] = s + 1;
          first.add(sessions.row(k));
        }
      }
      for (int i = 0; i < first.size() && first.size() <= options.maxBasket(); i++) {
        kept.set(first.at(i));
      }
    }
    return kept.cardinality() == train.rows() ? train : train.where(kept::get);
  }

  private Cases hidden(Dataset train, Dataset test) {
    Interactions baskets = test.baskets();
    IntColumn basketOf = new IntColumn();
    IntColumn positionOf = new IntColumn();
    int[] ordered = Cut.ordered(test, test.sessions(), options.order());
    for (int t = 0; t < ordered.length; t++) {
      int begin = baskets.begin(ordered[t]);
      int size = baskets.end(ordered[t]) - begin;
      if (size >= 2 && size <= options.maxBasket()) {
        String target = baskets.items().id(baskets.item(begin + t % size));
        if (options.unknownTargets() == UnknownTargets.MISS || train.items().contains(target)) {
          basketOf.add(ordered[t]);
          positionOf.add(t % size);
        }
      }
    }
    return new Cases(basketOf, index -> {
      List<String> context = new ArrayList<>();
      for (int item : baskets.itemsOf(basketOf.at(index))) {
        context.add(baskets.items().id(item));
      }
      String target = context.remove(positionOf.at(index));
      RecommendationRequest request =
          RecommendationRequest.of(Cart.of(context)).repeats(Task.CART_COMPLETION.repeats(options));
      return Case.of(request, List.of(target));
    });
  }
}
