package io.cartrec.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.Event;
import io.cartrec.data.Dataset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallShopTest {

  @ParameterizedTest
  @CsvSource({
    "milk, 9",
    "bread, 4",
    "butter, 4",
    "beer, 4",
    "chips, 4",
    "eggs, 1",
    "tea, 1",
  })
  void itemsAreBoughtAsOftenAsTheTableSays(String item, int count) {
    assertThat(together(item, item)).isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource({
    "milk, bread, 3",
    "milk, butter, 3",
    "milk, beer, 2",
    "milk, chips, 2",
    "milk, eggs, 1",
    "bread, butter, 3",
    "beer, chips, 3",
    "beer, tea, 1",
    "chips, tea, 1",
  })
  void pairsAreBoughtAsOftenAsTheTableSays(String item, String other, int count) {
    assertThat(together(item, other)).isEqualTo(count);
  }

  @Test
  void noOtherPairWasBoughtTogether() {
    long pairs = SmallShop.baskets().stream()
        .mapToLong(basket -> (long) basket.size() * (basket.size() - 1) / 2)
        .sum();
    assertThat(pairs).isEqualTo(3 + 3 + 2 + 2 + 1 + 3 + 3 + 1 + 1);
  }

  @Test
  void eventsSayWhoWhenWhereAndForHowMuch() {
    Dataset data = SmallShop.dataset();
    Event last = data.event(data.rows() - 1);
    assertThat(data.rows()).isEqualTo(27);
    assertThat(last.itemId()).isEqualTo("tea");
    assertThat(last.timestamp().orElseThrow()).hasToString("2024-01-12T12:00:00Z");
    assertThat(last.userId()).contains("bob");
    assertThat(last.sessionId()).contains("basket-12");
    assertThat(last.price()).hasValue(5);
    assertThat(SmallShop.catalog().find("tea").orElseThrow().isIn("Drinks")).isTrue();
  }

  private static int together(String item, String other) {
    List<String> pair = List.of(item, other);
    return (int)
        SmallShop.baskets().stream().filter(basket -> basket.containsAll(pair)).count();
  }
}
