package io.cartrec.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.ItemFeatures;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogTest {

  @Test
  void keepsTheLaterOfTwoItemsWithOneId() {
    ItemFeatures milk = ItemFeatures.of("milk");
    ItemFeatures bread = ItemFeatures.of("bread");
    ItemFeatures later = ItemFeatures.of("milk").titled("Milk");
    Catalog catalog = Catalog.of(List.of(milk, bread, later));
    assertThat(catalog.size()).isEqualTo(2);
    assertThat(catalog.items()).containsExactly(later, bread);
    assertThat(catalog.find("milk")).containsSame(later);
    assertThat(catalog.find("beer")).isEmpty();
    assertThat(Catalog.empty().items()).isEmpty();
  }
}
