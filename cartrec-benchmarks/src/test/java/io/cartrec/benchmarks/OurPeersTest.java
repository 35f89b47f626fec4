package io.cartrec.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.benchmarks.peer.Peer;
import io.cartrec.benchmarks.peer.Shop;
import io.cartrec.testkit.ZipfShop;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OurPeersTest {

  private static final Shop SHOP = Shops.generated(new ZipfShop(300, 2_000, 5));

  static Stream<Peer> peers() {
    return ServiceLoader.load(Peer.class).stream().map(ServiceLoader.Provider::get);
  }

  @Test
  void haveNamesOfTheirOwn() {
    List<String> names = peers().map(Peer::name).toList();
    assertThat(names)
        .containsExactlyInAnyOrder(
            "reference-cosine", "item-knn-cosine", "item-knn", "session-knn", "ials");
  }

  @ParameterizedTest
  @MethodSource("peers")
  void findHiddenItemsMoreOftenThanPopularity(Peer peer) {
    Peer.Built built = peer.load(SHOP.items(), SHOP.baskets()).build();
    assertThat(hits(built)).as(peer.settings()).isGreaterThan(hits(popularity()));
  }

  private static int hits(Peer.Built built) {
    int[][] carts = SHOP.carts();
    int[] hidden = SHOP.hidden();
    int hits = 0;
    for (int t = 0; t < carts.length; t++) {
      int wanted = hidden[t];
      int[] answer = built.recommend(carts[t], 10);
      assertThat(answer).hasSizeLessThanOrEqualTo(10).doesNotContain(carts[t]);
      hits += Arrays.stream(answer).anyMatch(item -> item == wanted) ? 1 : 0;
    }
    return hits;
  }

  private static Peer.Built popularity() {
    int[] bought = new int[SHOP.items()];
    Stream.of(SHOP.baskets()).flatMapToInt(Arrays::stream).forEach(item -> bought[item]++);
    List<Integer> order = Stream.iterate(0, item -> item + 1)
        .limit(bought.length)
        .sorted((a, b) -> Integer.compare(bought[b], bought[a]))
        .toList();
    return (cart, limit) -> order.stream()
        .mapToInt(Integer::intValue)
        .filter(item -> Arrays.stream(cart).noneMatch(held -> held == item))
        .limit(limit)
        .toArray();
  }
}
