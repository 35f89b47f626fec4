package io.cartrec.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.Recommendation;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommender;
import io.cartrec.data.Dataset;
import io.cartrec.neighbors.session.SessionKnnConfig;
import io.cartrec.neighbors.session.SessionKnnTrainer;
import io.cartrec.recommend.Recommenders;
import io.cartrec.testkit.SmallShop;
import io.cartrec.testkit.ZipfShop;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceSessionKnnTest {

  @Test
  void leavesOutWhatTheQueryHolds() {
    Dataset data = SmallShop.dataset();
    ReferenceSessionKnn.Session session =
        new ReferenceSessionKnn(data.baskets(), 100).session(100, 100, 10);
    int beer = data.items().find("beer").orElseThrow();
    int chips = data.items().find("chips").orElseThrow();
    assertThat(session.recommend(new int[] {beer})).contains(chips).doesNotContain(beer);
  }

  @ParameterizedTest(name = "{1} of {0} sessions")
  @CsvSource({"500, 100", "60, 20", "7, 100", "1, 1"})
  void scoresAsTheLibraryDoes(int m, int k) {
    ZipfShop shop = new ZipfShop(500, 4_000, 9);
    Dataset data = shop.dataset();
    SessionKnnConfig config = SessionKnnConfig.vmisKnn()
        .withSample(m)
        .withItemSample(m)
        .withNeighbors(k)
        .withLastItems(100)
        .withIdf(0);
    Recommender library = Recommenders.of(new SessionKnnTrainer(config).train(data));
    ReferenceSessionKnn.Session session =
        new ReferenceSessionKnn(data.baskets(), m).session(m, k, 10);
    for (Cart cart : shop.queries(200)) {
      int[] items = session.recommend(Requests.codes(cart, data.items()));
      List<Recommendation> expected = library
          .recommend(RecommendationRequest.of(Cart.empty())
              .session(SessionKnnBenchmark.views(cart))
              .limit(10)
              .unfilled())
          .items();
      assertThat(items).hasSameSizeAs(expected);
      Map<String, Double> scores = expected.stream()
          .collect(Collectors.toMap(Recommendation::itemId, Recommendation::score));
      for (int rank = 0; rank < items.length; rank++) {
        // It sums in float, the library in double, so that near ties may change places.
        String id = data.items().id(items[rank]);
        double last = expected.get(expected.size() - 1).score();
        double score = session.score(rank);
        assertThat(score).as("rank %d", rank).isCloseTo(expected.get(rank).score(), within(1e-4));
        assertThat(score).as(id).isCloseTo(scores.getOrDefault(id, last), within(1e-4));
      }
    }
  }
}
