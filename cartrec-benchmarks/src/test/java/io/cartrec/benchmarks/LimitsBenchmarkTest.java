package io.cartrec.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsBenchmarkTest {

  @Test
  void aThreadHasFarMoreThanTheCachesHold() {
    assertThat(LimitsBenchmark.bytes(1)).isEqualTo(256 << 20);
    assertThat(LimitsBenchmark.bytes(2)).isEqualTo(256 << 20);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 16, 96})
  void allThreadsFindRoom(int threads) {
    assertThat((long) threads * LimitsBenchmark.bytes(threads)).isBetween(1L << 28, 1L << 30);
    assertThat(LimitsBenchmark.bytes(threads) % LimitsBenchmark.Memory.BLOCK).isZero();
  }
}
