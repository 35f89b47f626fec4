package io.cartrec.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PoolTest {

  private final AtomicInteger made = new AtomicInteger();
  private final Pool<Integer> pool = new Pool<>(made::getAndIncrement);

  @Test
  void handsOutAgainWhatWasGivenBack() {
    Integer space = pool.take();
    pool.giveBack(space);
    assertThat(pool.take()).isSameAs(space);
    assertThat(made).hasValue(1);
  }

  @Test
  void neverHandsOutOneSpaceTwiceAtATime() {
    Set<Integer> taken = new HashSet<>();
    int many = 3 * Runtime.getRuntime().availableProcessors();
    IntStream.range(0, many).forEach(i -> taken.add(pool.take()));
    assertThat(taken).hasSize(many);
    taken.forEach(pool::giveBack);
    taken.clear();
    IntStream.range(0, many).forEach(i -> taken.add(pool.take()));
    assertThat(taken).hasSize(many);
  }
}
