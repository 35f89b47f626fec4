package io.cartrec.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void coverageCountsDistinctItemsAmongTheFirst() {
    Spread spread = new Spread(2, 4);
    spread.add(0, new int[] {0, 1, 2});
    spread.add(1, new int[] {0, 3});
    spread.add(2, new int[] {-1, 0});
    assertThat(spread.coverage().value()).isEqualTo(0.75);
  }

  @Test
  void giniIsZeroForEqualCountsAndNearOneForOneItem() {
    assertThat(Spread.gini(new long[] {3, 3, 3})).isCloseTo(0, within(1e-12));
    assertThat(Spread.gini(new long[] {0, 0, 0, 8})).isCloseTo(0.75, within(1e-12));
    assertThat(Spread.gini(new long[] {2, 0, 1})).isCloseTo(4 / 9.0, within(1e-12));
    assertThat(Spread.gini(new long[] {0, 0})).isEqualTo(0);
  }

  @Test
  void theIntervalHoldsTheValueAndVanishesWhenGroupsAgree() {
    Spread same = new Spread(1, 2);
    Spread mixed = new Spread(1, 40);
    for (int group = 0; group < Spread.GROUPS; group++) {
      same.add(group, new int[] {0});
      mixed.add(group, new int[] {group % 3 == 0 ? group : 20});
      mixed.add(group, new int[] {20});
    }
    assertThat(same.coverage()).isEqualTo(new Interval(0.5, 0.5, 0.5));
    Interval interval = mixed.gini();
    assertThat(interval.low()).isLessThan(interval.value());
    assertThat(interval.high()).isGreaterThan(interval.value());
  }

  @Test
  void spreadsAddUp() {
    Spread one = new Spread(1, 2);
    Spread two = new Spread(1, 2);
    one.add(0, new int[] {0});
    two.add(0, new int[] {1});
    one.add(two);
    assertThat(one.coverage().value()).isEqualTo(1);
    assertThat(one.k()).isEqualTo(1);
  }

  @Test
  void theCasesOfAUnitAreOneGroup() {
    assertThat(Spread.group(0)).isEqualTo(0);
    assertThat(Spread.group(19)).isEqualTo(19);
    assertThat(Spread.group(45)).isEqualTo(5);
  }
}
