package io.cartrec.neural.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ByteBlocksTest {

  @Test
  void holdARowAfterAnotherInEveryColumn() {
    assertThat(ByteBlocks.columns(5)).isEqualTo(8);
    assertThat(ByteBlocks.size(33, 5)).isEqualTo(2 * 32 * 8);
    assertThat(ByteBlocks.place(0, 0, 5)).isZero();
    assertThat(ByteBlocks.place(1, 0, 5)).isEqualTo(2);
    assertThat(ByteBlocks.place(8, 0, 5)).isEqualTo(1);
    assertThat(ByteBlocks.place(16, 2, 5)).isEqualTo(2 * 32 + 16);
    assertThat(ByteBlocks.place(33, 4, 5)).isEqualTo(8 * 32 + 4 * 32 + 2);
  }

  @Test
  void giveEachByteAPlaceOfItsOwn() {
    Set<Integer> places = new HashSet<>();
    for (int row = 0; row < 70; row++) {
      for (int column = 0; column < 6; column++) {
        int place = ByteBlocks.place(row, column, 6);
        assertThat(places.add(place)).isTrue();
        assertThat(place).isBetween(0, (int) ByteBlocks.size(70, 6) - 1);
        if (place % 2 == 0) {
          assertThat(ByteBlocks.row(place % ByteBlocks.ROWS)).isEqualTo(row % ByteBlocks.ROWS);
        }
      }
    }
  }

  @Test
  void roundAStateInStepsOfItsFarthestNumber() {
    short[] rounded = new short[4];
    assertThat(ByteBlocks.round(new float[] {32, -16.2f, 0.3f}, rounded)).isEqualTo(0.5f);
    assertThat(rounded).containsExactly((short) 64, (short) -32, (short) 1, (short) 0);
    assertThat(ByteBlocks.round(new float[3], rounded)).isZero();
    assertThat(rounded).containsOnly((short) 0);
  }

  /** Or a vector of shorts could not hold the sum. */
  @Test
  void letTheSumOfAGroupFitAShort() {
    assertThat(ByteBlocks.GROUP * ByteBlocks.MOST * ByteBlocks.STATE_MOST)
        .isBetween(32_000, (int) Short.MAX_VALUE);
  }
}
