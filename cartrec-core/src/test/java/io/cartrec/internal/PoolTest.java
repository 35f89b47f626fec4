package io.cartrec.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PoolTest {

  @Test
  void handsOutWhatCameBackAndMakesMoreWhenAllAreInUse() {
    AtomicInteger made = new AtomicInteger();
    Pool<Integer> pool = new Pool<>(2, made::incrementAndGet);
    int first = pool.take();
    int second = pool.take();
    int third = pool.take();
    assertThat(new int[] {first, second, third}).containsExactly(1, 2, 3);
    pool.giveBack(first);
    assertThat(pool.take()).isEqualTo(first);
  }

  @Test
  void keepsNoMoreThanItsSize() {
    AtomicInteger made = new AtomicInteger();
    Pool<Integer> pool = new Pool<>(2, made::incrementAndGet);
    for (int space = 1; space <= 3; space++) {
      pool.giveBack(10 * space);
    }
    assertThat(new int[] {pool.take(), pool.take(), pool.take()})
        .containsExactlyInAnyOrder(10, 20, 1);
  }
}
