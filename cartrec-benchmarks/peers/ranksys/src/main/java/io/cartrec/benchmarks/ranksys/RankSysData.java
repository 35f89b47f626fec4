package io.cartrec.benchmarks.ranksys;

import es.uam.eps.ir.ranksys.fast.FastRecommendation;
import es.uam.eps.ir.ranksys.fast.index.FastItemIndex;
import es.uam.eps.ir.ranksys.fast.index.SimpleFastItemIndex;
import es.uam.eps.ir.ranksys.fast.index.SimpleFastUserIndex;
import es.uam.eps.ir.ranksys.fast.preference.FastPreferenceData;
import es.uam.eps.ir.ranksys.fast.preference.SimpleFastPreferenceData;
import es.uam.eps.ir.ranksys.rec.fast.FastRecommender;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jooq.lambda.tuple.Tuple;

/** Baskets in the form of RankSys: a basket is a user, and its preferences are all 1. */
final class RankSysData {

  private RankSysData() {}

  static FastItemIndex<Integer> items(int count) {
    return SimpleFastItemIndex.load(IntStream.range(0, count).boxed());
  }

  static FastPreferenceData<Integer, Integer> preferences(int items, int[][] baskets) {
    return SimpleFastPreferenceData.load(
        IntStream.range(0, baskets.length)
            .boxed()
            .flatMap(basket ->
                Arrays.stream(baskets[basket]).mapToObj(item -> Tuple.tuple(basket, item, 1.0))),
        SimpleFastUserIndex.load(IntStream.range(0, baskets.length).boxed()),
        items(items));
  }

  /** What is recommended to the only user, who holds {@code cart}. */
  static int[] recommend(FastRecommender<Integer, Integer> recommender, int[] cart, int limit) {
    IntSet held = new IntOpenHashSet(cart);
    FastRecommendation answer =
        recommender.getRecommendation(0, limit, item -> !held.contains(item));
    return answer.getIidxs().stream().mapToInt(scored -> scored.v1).toArray();
  }
}
