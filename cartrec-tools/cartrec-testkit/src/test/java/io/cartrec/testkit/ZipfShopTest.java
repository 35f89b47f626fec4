package io.cartrec.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.CartLine;
import io.cartrec.Event;
import io.cartrec.data.Dataset;
import io.cartrec.data.Interactions;
import io.cartrec.testkit.ZipfShop.Size;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipfShopTest {

  private final Dataset small = ZipfShop.of(Size.S, 42).dataset();

  @Test
  void hasTheSizeThatBenchmarksName() {
    assertThat(small.sessionIds().size()).isEqualTo(100_000);
    assertThat(small.items().size()).isBetween(9_500, 10_000);
    assertThat(small.rows()).isCloseTo(510_000, within(5_000));
    assertThat(Size.L.items()).isEqualTo(1_000_000);
    assertThat(Size.L.carts()).isEqualTo(5_000_000);
  }

  @Test
  void makesTheSameDataFromTheSameSeedOnEveryMachine() throws IOException {
    assertThat(checksum(new ZipfShop(200, 500, 1)))
        .isEqualTo(checksum(new ZipfShop(200, 500, 1)))
        .isEqualTo("8682f1b6")
        .isNotEqualTo(checksum(new ZipfShop(200, 500, 2)));
  }

  private static String checksum(ZipfShop shop) throws IOException {
    CRC32C crc = new CRC32C();
    shop.events().forEach(event -> {
      String line = event.sessionId().orElseThrow() + " " + event.itemId() + "\n";
      crc.update(line.getBytes(UTF_8));
    });
    return Long.toHexString(crc.getValue());
  }

  @Test
  void readingTheEventsTwiceGivesTheSameEvents() throws IOException {
    ZipfShop shop = new ZipfShop(50, 40, 3);
    List<Event> first = new ArrayList<>();
    List<Event> second = new ArrayList<>();
    shop.events().forEach(first::add);
    shop.events().forEach(second::add);
    assertThat(second).isEqualTo(first).hasSize(shop.dataset().rows());
  }

  @Test
  void popularityFollowsZipfsLaw() {
    int[] counts = new int[small.items().size()];
    for (int row = 0; row < small.rows(); row++) {
      counts[small.item(row)]++;
    }
    Arrays.sort(counts);
    double top = counts[counts.length - 1];
    // A cart has an item once, which holds the very first back.
    assertThat(top / counts[counts.length - 10]).isBetween(5.0, 12.0);
    assertThat(counts[counts.length - 10] / (double) counts[counts.length - 100])
        .isBetween(7.0, 13.0);
  }

  @Test
  void orderOfIdsIsNotOrderOfPopularity() {
    int[] counts = new int[small.items().size()];
    int mostPopular = 0;
    for (int row = 0; row < small.rows(); row++) {
      int item = small.item(row);
      mostPopular = ++counts[item] > counts[mostPopular] ? item : mostPopular;
    }
    assertThat(small.items().id(mostPopular)).matches("item-[0-9]{6}").isNotEqualTo("item-000000");
  }

  @Test
  void cartsHaveDistinctItemsAndRealLengths() {
    Interactions baskets = small.baskets();
    assertThat(baskets.size()).isEqualTo(small.rows());
    int single = 0;
    for (int row = 0; row < baskets.rows(); row++) {
      single += baskets.end(row) - baskets.begin(row) == 1 ? 1 : 0;
    }
    assertThat(single / 100_000.0).isCloseTo(1 / 5.1, within(0.01));
  }

  @Test
  void itemsOfATopicAreBoughtTogether() {
    Interactions baskets = small.baskets();
    long together = 0;
    long pairs = 0;
    for (int row = 0; row < baskets.rows(); row++) {
      int[] items = baskets.itemsOf(row);
      for (int i = 1; i < items.length; i++) {
        pairs++;
        together += topic(items[0]) == topic(items[i]) ? 1 : 0;
      }
    }
    assertThat(together / (double) pairs).isBetween(0.3, 0.6);
  }

  private int topic(int item) {
    return Integer.parseInt(small.items().id(item).substring("item-".length())) / 50;
  }

  @Test
  void queriesAreCartsOfTheSameKindButNotTheBoughtOnes() {
    ZipfShop shop = new ZipfShop(1_000, 2_000, 4);
    List<Cart> queries = shop.queries(2_000);
    assertThat(queries).isEqualTo(shop.queries(2_000)).noneMatch(Cart::isEmpty);
    assertThat(queries.stream().mapToInt(cart -> cart.lines().size()).average().orElseThrow())
        .isCloseTo(5.1, within(0.4));
    Dataset data = shop.dataset();
    List<String> bought =
        Arrays.stream(data.baskets().itemsOf(0)).mapToObj(data.items()::id).toList();
    assertThat(queries.get(0).lines().stream().map(CartLine::itemId).toList()).isNotEqualTo(bought);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20, 100})
  void queriesCanHaveAGivenLength(int length) {
    ZipfShop shop = ZipfShop.of(Size.S, 42);
    assertThat(shop.queries(50, length))
        .isEqualTo(shop.queries(50, length))
        .hasSize(50)
        .allSatisfy(cart -> assertThat(cart.lines()).hasSize(length).doesNotHaveDuplicates());
  }

  @Test
  void refusesQueriesLongerThanTheShopHasItems() {
    ZipfShop shop = new ZipfShop(10, 0, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shop.queries(1, 11))
        .withMessage("length must be in [1, 10] but was 11");
    assertThatIllegalArgumentException().isThrownBy(() -> shop.queries(1, 0));
  }

  @Test
  void namesAllItemsBoughtOrNot() {
    assertThat(new ZipfShop(3, 0, 4).itemIds())
        .containsExactly("item-000000", "item-000001", "item-000002");
  }

  @Test
  void equalIdsInQueriesAreOneString() {
    Map<String, String> first = new HashMap<>();
    for (Cart cart : new ZipfShop(100, 0, 4).queries(50)) {
      for (CartLine line : cart.lines()) {
        assertThat(line.itemId()).isSameAs(first.computeIfAbsent(line.itemId(), id -> id));
      }
    }
    assertThat(first).isNotEmpty();
  }

  @Test
  void aShopOfOneItemSellsIt() {
    Dataset data = new ZipfShop(1, 10, 5).dataset();
    assertThat(data.rows()).isEqualTo(10);
    assertThat(data.items().id(0)).isEqualTo("item-000000");
  }

  @Test
  void refusesAShopWithoutItems() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ZipfShop(0, 1, 1))
        .withMessageContaining("items must be >= 1");
    assertThatIllegalArgumentException().isThrownBy(() -> new ZipfShop(1, -1, 1));
  }

  @Test
  void aliasTableDrawsInProportionToTheWeights() {
    double[] weights = {5, 1, 2, 2, 7, 1};
    AliasTable table = new AliasTable(weights, 4);
    SplittableRandom random = new SplittableRandom(1);
    int[] drawn = new int[6];
    for (int i = 0; i < 100_000; i++) {
      drawn[table.draw(0, random)]++;
      drawn[table.draw(1, random)]++;
    }
    for (int item = 0; item < 6; item++) {
      double total = item < 4 ? 10 : 8;
      assertThat(drawn[item] / 1e5).isCloseTo(weights[item] / total, within(0.01));
    }
    assertThat(table.draw(1, random)).isBetween(4, 5);
  }
}
