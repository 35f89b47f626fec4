package io.cartrec.neural;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.neural.TouchedItems.Touched;
import org.junit.jupiter.api.Test;

class TouchedItemsTest {

  @Test
  void nameEachItemOnceAndSayWhereItStands() {
    TouchedItems items = new TouchedItems(9);
    Touched touched = items.of(new int[] {4, 2}, new int[] {7, 2, 0, 7, 4});
    assertThat(touched.items()).containsExactly(4, 2, 7, 0);
    assertThat(touched.rows()).containsExactly(2, 1, 3, 2, 0);
  }

  @Test
  void forgetTheStepBefore() {
    TouchedItems items = new TouchedItems(9);
    items.of(new int[] {4, 2}, new int[] {7});
    Touched touched = items.of(new int[0], new int[] {2, 7, 2});
    assertThat(touched.items()).containsExactly(2, 7);
    assertThat(touched.rows()).containsExactly(0, 1, 0);
  }
}
