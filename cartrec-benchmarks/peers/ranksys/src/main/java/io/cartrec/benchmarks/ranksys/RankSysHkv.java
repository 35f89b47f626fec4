package io.cartrec.benchmarks.ranksys;

import cern.colt.matrix.impl.DenseDoubleMatrix2D;
import es.uam.eps.ir.ranksys.fast.index.FastItemIndex;
import es.uam.eps.ir.ranksys.fast.preference.FastPreferenceData;
import es.uam.eps.ir.ranksys.mf.Factorization;
import es.uam.eps.ir.ranksys.mf.als.HKVFactorizer;
import es.uam.eps.ir.ranksys.mf.rec.MFRecommender;
import io.cartrec.benchmarks.peer.Peer;

/**
 * Alternating least squares of Hu, Koren and Volinsky. A cart gets its vector by one half step of the
 * factoriser, which squares the item matrix anew each time: the library has no call for a cart, so what
 * an answer costs is no fair figure; what building costs is.
 */
public final class RankSysHkv implements Peer {

  private static final int FACTORS = 64;
  private static final int ITERATIONS = 10;
  private static final double REGULARIZATION = 100;
  private static final double ALPHA = 10;

  @Override
  public String name() {
    return "ranksys-hkv";
  }

  @Override
  public String settings() {
    return "RankSys 0.4.3 HKV: rank " + FACTORS + ", " + ITERATIONS + " iterations, lambda "
        + REGULARIZATION + ", confidence 1 + " + ALPHA + " x";
  }

  @Override
  public Training load(int items, int[][] baskets) {
    FastPreferenceData<Integer, Integer> data = RankSysData.preferences(items, baskets);
    FastItemIndex<Integer> index = RankSysData.items(items);
    return () -> {
      var factorizer = new HKVFactorizer<Integer, Integer>(
          REGULARIZATION, weight -> 1 + ALPHA * weight, ITERATIONS);
      DenseDoubleMatrix2D itemVectors = factorizer.factorize(FACTORS, data).getItemMatrix();
      DenseDoubleMatrix2D cartVector = new DenseDoubleMatrix2D(1, FACTORS);
      CartPreferences held = new CartPreferences(index);
      var recommender = new MFRecommender<>(
          held, held, new Factorization<>(held, held, cartVector, itemVectors, FACTORS));
      return (cart, limit) -> {
        held.hold(cart);
        factorizer.set_minP(cartVector, itemVectors, held);
        return RankSysData.recommend(recommender, cart, limit);
      };
    };
  }
}
