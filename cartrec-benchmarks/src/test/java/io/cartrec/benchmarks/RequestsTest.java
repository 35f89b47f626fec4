package io.cartrec.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.Cart;
import io.cartrec.testkit.ZipfShop;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20, 100})
  void askForTwentyItemsToCartsOfOneLength(int length) {
    Requests requests = Requests.of(ZipfShop.Size.S, length);
    assertThat(Integer.bitCount(requests.count())).isOne();
    assertThat(IntStream.range(0, requests.count()).mapToObj(requests::at))
        .hasSizeGreaterThanOrEqualTo(256)
        .allSatisfy(request -> {
          assertThat(request.cart().lines()).hasSize(length);
          assertThat(request.limit()).isEqualTo(20);
        });
  }

  @Test
  void beginAnewAfterTheLast() {
    Requests requests = Requests.of(ZipfShop.Size.S, 5, request -> request.withReasons());
    assertThat(requests.at(requests.count())).isSameAs(requests.at(0));
    assertThat(requests.at(3L * requests.count() + 1)).isSameAs(requests.at(1));
    assertThat(requests.at(7).explained()).isTrue();
  }

  @Test
  void codesAreThoseOfTheItemsThatTheDataHas() {
    List<String> ids = List.of("item-000001", "never-heard-of", "item-000000");
    var data = new ZipfShop(2, 20, 1).dataset();
    assertThat(Requests.codes(Cart.of(ids.toArray(String[]::new)), data.items()))
        .containsExactly(
            data.items().find(ids.get(0)).orElseThrow(),
            data.items().find(ids.get(2)).orElseThrow());
  }
}
