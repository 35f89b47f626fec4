package io.cartrec.recommend;

import io.cartrec.Explanation;
import io.cartrec.Explanation.Part;
import io.cartrec.Explanation.Reason;
import io.cartrec.Recommendation;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.Recommender;
import io.cartrec.data.Catalog;
import io.cartrec.data.IdIndex;
import io.cartrec.internal.Pool;
import io.cartrec.internal.TopN;
import io.cartrec.model.Explainer;
import io.cartrec.model.Explainer.Contributions;
import io.cartrec.model.Model;
import io.cartrec.model.Popularity;
import io.cartrec.model.Query;
import io.cartrec.model.SparseScores;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Serves one model. A request goes one way: ids to codes, scores, items barred by policy or exclusion,
 * filters, the best {@code limit}, fill, codes to ids. Costs what the model's scoring costs, plus {@code
 * O(log limit)} for each item that enters the list; a list that filters keep from filling up costs a look
 * at the most popular items, {@value #FILL_REACH} at most. Immutable and thread-safe; requests share nothing
 * but a pool of scratch space, one for each processor of the machine.
 */
final class ModelRecommender implements Recommender {

  /** How many popular items the fill looks at, at most, where filters reject most of them. */
  private static final int FILL_REACH = 100_000;

  private static final String LIMIT_ZERO = "the request asks for 0 items";
  private static final String NOTHING_KNOWN = "the model has nothing to say about this request";
  private static final String NOTHING_POPULAR = NOTHING_KNOWN + ", which allows no popular item";
  private static final String SHORT =
      "the model has nothing to say about more of the allowed items";
  private static final String FILLED = SHORT + "; popular ones fill the list up";
  private static final String ONLY_POPULAR = NOTHING_KNOWN + "; these are popular items";

  private final Model model;
  private final IdIndex ids;
  private final Popularity popularity;
  private final Shelf shelf;
  private final String version;
  private final Pool<Scratch> pool;

  ModelRecommender(Model model, Catalog catalog) {
    this.model = model;
    this.ids = model.base().items();
    this.popularity = model.base().popularity();
    this.shelf = new Shelf(ids, catalog);
    this.version = model.base().provenance().modelVersion();
    this.pool = new Pool<>(() -> new Scratch(ids.size()));
  }

  @Override
  public Recommendations recommend(RecommendationRequest request) {
    if (request.limit() == 0) {
      return new Recommendations(List.of(), 0, version, LIMIT_ZERO);
    }
    Scratch scratch = pool.take();
    try {
      return answer(request, scratch);
    } finally {
      scratch.clear();
      pool.giveBack(scratch);
    }
  }

  private Recommendations answer(RecommendationRequest request, Scratch scratch) {
    Query query = new Query(request, ids);
    Rules rules = new Rules(query, ids, shelf);
    model.score(query, scratch.scores());
    rules.bar(scratch);
    rank(request, rules, scratch);
    TopN top = scratch.top();
    int scored = top.size();
    List<Recommendation> items = new ArrayList<>(scored);
    List<Explanation> explanations = explanations(query, top);
    for (int rank = 0; rank < scored; rank++) {
      items.add(
          new Recommendation(ids.id(top.item(rank)), top.score(rank), explanations.get(rank)));
    }
    if (scored < request.limit() && request.filled()) {
      for (int rank = 0; rank < scored; rank++) {
        scratch.bar(top.item(rank));
      }
      fill(request, rules, scratch, items);
    }
    return new Recommendations(items, scored, version, note(request, scored, items.size()));
  }

  /** Puts the best allowed items with a score above 0 into the scratch's top list, in order. */
  private void rank(RecommendationRequest request, Rules rules, Scratch scratch) {
    TopN top = scratch.top();
    top.reset(request.limit());
    if (rules.hasCandidates()) {
      for (int item : rules.candidates()) {
        offer(item, scratch.scores().score(item), rules, top);
      }
    } else {
      SparseScores scores = scratch.scores();
      for (int place = 0; place < scores.size(); place++) {
        offer(scores.item(place), scores.scoreAt(place), rules, top);
      }
    }
    top.sort();
  }

  private static void offer(int item, double sum, Rules rules, TopN top) {
    if (top.admits(item, sum) && sum > 0 && sum <= Float.MAX_VALUE && rules.accept(item)) {
      top.offer(item, sum);
    }
  }

  /** Adds the most popular of the allowed items that are not in the list yet, as far as any were counted. */
  private void fill(
      RecommendationRequest request, Rules rules, Scratch scratch, List<Recommendation> items) {
    if (rules.hasCandidates()) {
      TopN top = scratch.top();
      top.reset(request.limit() - items.size());
      for (int item : rules.candidates()) {
        int count = popularity.count(item);
        if (count > 0 && top.admits(item, count) && !scratch.isBarred(item) && rules.accept(item)) {
          top.offer(item, count);
        }
      }
      top.sort();
      for (int rank = 0; rank < top.size(); rank++) {
        items.add(popular(top.item(rank)));
      }
    } else {
      int reach = Math.min(popularity.size(), Math.max(FILL_REACH, request.limit()));
      for (int rank = 0; rank < reach && items.size() < request.limit(); rank++) {
        int item = popularity.item(rank);
        if (popularity.count(item) == 0) {
          return; // those that follow are no more popular
        }
        if (!scratch.isBarred(item) && rules.accept(item)) {
          items.add(popular(item));
        }
      }
    }
  }

  private Recommendation popular(int item) {
    return new Recommendation(ids.id(item), 0, Explanation.mostPopular());
  }

  /** Why the items of {@code top} are there, if the request asks and the model can tell. */
  private List<Explanation> explanations(Query query, TopN top) {
    if (top.size() == 0
        || !query.request().explained()
        || !(model instanceof Explainer explainer)) {
      return Collections.nCopies(top.size(), Explanation.none());
    }
    int[] items = IntStream.range(0, top.size()).map(top::item).toArray();
    List<Contributions> contributions = explainer.explain(query, items);
    return IntStream.range(0, items.length)
        .mapToObj(rank -> explanation(query, contributions.get(rank), top.score(rank)))
        .toList();
  }

  /** Each item's share is its contribution to the score. */
  private Explanation explanation(Query query, Contributions contributions, double score) {
    double[] added = contributions.items();
    List<Reason> reasons = new ArrayList<>();
    for (int i = 0; i < added.length; i++) {
      if (added[i] != 0) {
        reasons.add(new Reason(ids.id(query.items()[i]), added[i] / score));
      }
    }
    reasons.sort(Comparator.comparingDouble(Reason::share).reversed());
    List<Part> parts = new ArrayList<>();
    contributions.parts().forEach((name, sum) -> parts.add(new Part(name, sum / score)));
    return Explanation.because(reasons).withParts(parts);
  }

  private static String note(RecommendationRequest request, int scored, int size) {
    if (scored == request.limit()) {
      return "";
    }
    if (scored > 0) {
      return size == scored ? SHORT : FILLED;
    }
    if (size > 0) {
      return ONLY_POPULAR;
    }
    return request.filled() ? NOTHING_POPULAR : NOTHING_KNOWN;
  }
}
