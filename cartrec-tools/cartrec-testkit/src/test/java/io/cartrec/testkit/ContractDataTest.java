package io.cartrec.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.data.Dataset;
import org.junit.jupiter.api.Test;

class ContractDataTest {

  @Test
  void manyItemsAreEnoughForSeveralBlocks() {
    Dataset data = ContractData.MANY_ITEMS.dataset();
    assertThat(data.items().size()).isGreaterThanOrEqualTo(1_000);
    assertThat(data.users().size()).isEqualTo(500);
  }

  @Test
  void mixedDataHasEveryOddId() {
    assertThat(Requests.ODD_IDS).allMatch(ContractData.MIXED.dataset().items()::contains);
  }
}
