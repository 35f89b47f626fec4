package io.cartrec.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.Recommendation;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommender;
import io.cartrec.data.Dataset;
import io.cartrec.data.IdIndex;
import io.cartrec.neighbors.ItemKnnConfig;
import io.cartrec.neighbors.ItemKnnTrainer;
import io.cartrec.recommend.Recommenders;
import io.cartrec.testkit.SmallShop;
import io.cartrec.testkit.ZipfShop;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceItemKnnTest {

  @Test
  void answersTheCosinesWorkedOutOnPaper() {
    Dataset data = SmallShop.dataset();
    ReferenceItemKnn model = ReferenceItemKnn.build(data.baskets(), 10, 1);
    // beer: chips 3/4, tea 1/2, milk 1/3; bread: butter 3/4, milk 1/2
    assertThat(answer(model, data.items(), 10, "beer", "bread"))
        .containsExactly("milk", "butter", "chips", "tea");
    assertThat(answer(model, data.items(), 1, "beer")).containsExactly("chips");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void answersWhatTheLibraryAnswers(int threads) {
    ZipfShop shop = new ZipfShop(500, 4_000, 9);
    Dataset data = shop.dataset();
    ReferenceItemKnn model = ReferenceItemKnn.build(data.baskets(), 20, threads);
    Recommender library =
        Recommenders.of(new ItemKnnTrainer(ItemKnnConfig.cosine().withNeighbors(20)).train(data));
    ReferenceItemKnn.Session session = model.session(10);
    for (Cart cart : shop.queries(100)) {
      int[] codes = cart.lines().stream()
          .flatMapToInt(line -> data.items().find(line.itemId()).stream())
          .toArray();
      int[] items = session.recommend(codes);
      List<Recommendation> expected =
          library.recommend(RecommendationRequest.of(cart).limit(10).unfilled()).items();
      assertThat(items).hasSameSizeAs(expected);
      Map<String, Double> scores = expected.stream()
          .collect(Collectors.toMap(Recommendation::itemId, Recommendation::score));
      for (int rank = 0; rank < items.length; rank++) {
        // It sums in float, the library in double, so that near ties may change places.
        String id = data.items().id(items[rank]);
        double last = expected.get(expected.size() - 1).score();
        double score = session.score(rank);
        assertThat(score).as("rank %d", rank).isCloseTo(expected.get(rank).score(), within(1e-5));
        assertThat(score).as(id).isCloseTo(scores.getOrDefault(id, last), within(1e-5));
      }
    }
  }

  private static List<String> answer(
      ReferenceItemKnn model, IdIndex ids, int limit, String... cart) {
    int[] codes = Arrays.stream(cart).mapToInt(id -> ids.find(id).orElseThrow()).toArray();
    return Arrays.stream(model.session(limit).recommend(codes))
        .mapToObj(ids::id)
        .toList();
  }
}
