package io.cartrec.benchmarks;

import io.cartrec.benchmarks.peer.Peer;
import java.util.Arrays;

/** {@link ReferenceItemKnn} among the peers: what the method costs when there is nothing else. */
public final class ReferencePeer implements Peer {

  private static final int NEIGHBORS = 100;

  @Override
  public String name() {
    return "reference-cosine";
  }

  @Override
  public String settings() {
    return "bare arrays in plain Java: plain cosine, 100 neighbours, the sum over the cart";
  }

  @Override
  public Training load(int items, int[][] baskets) {
    int threads = Runtime.getRuntime().availableProcessors();
    int[] item = Arrays.stream(baskets).flatMapToInt(Arrays::stream).toArray();
    int[] begin = new int[baskets.length + 1];
    for (int row = 0; row < baskets.length; row++) {
      begin[row + 1] = begin[row] + baskets[row].length;
    }
    return () -> {
      ReferenceItemKnn model = ReferenceItemKnn.build(items, begin, item, NEIGHBORS, threads);
      return new Built() {
        private ReferenceItemKnn.Session session = model.session(0);
        private int limit;

        @Override
        public int[] recommend(int[] cart, int wanted) {
          if (wanted != limit) {
            limit = wanted;
            session = model.session(wanted);
          }
          return session.recommend(cart);
        }
      };
    };
  }
}
