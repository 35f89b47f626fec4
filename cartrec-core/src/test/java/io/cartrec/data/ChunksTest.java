package io.cartrec.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunksTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 200_000})
  void drainsWhatWasPutInAndIsEmptyAfterwards(int size) {
    Chunks<int[]> chunks = new Chunks<>(int[]::new);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < size; i++) {
        int at = chunks.advance();
        chunks.tail()[at] = 3 * i;
      }
      assertThat(chunks.size()).isEqualTo(size);
      int[] all = chunks.drain();
      assertThat(all).hasSize(size);
      for (int i = 0; i < size; i++) {
        if (all[i] != 3 * i) {
          assertThat(all[i]).as("entry %d", i).isEqualTo(3 * i);
        }
      }
      assertThat(chunks.size()).isZero();
    }
  }
}
