package io.cartrec.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeOrderTest {

  private static final long NONE = Columns.NO_TIME;

  /** A stable sort by comparison; rows without a time behind all others. */
  private static int[] oracle(long[] time) {
    return IntStream.range(0, time.length)
        .boxed()
        .sorted(Comparator.<Integer, Boolean>comparing(row -> time[row] == NONE)
            .thenComparing(row -> time[row]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @Test
  void putsRowsWithoutATimeLast() {
    assertThat(TimeOrder.of(new long[] {NONE, 5, NONE, -3, 5})).containsExactly(3, 1, 4, 0, 2);
  }

  @Test
  void saysNothingWhenTheRowsStandInOrder() {
    assertThat(TimeOrder.of(new long[] {})).isEmpty();
    assertThat(TimeOrder.of(new long[] {-5, -5, 0, 7, NONE, NONE})).isEmpty();
    assertThat(TimeOrder.of(new long[] {NONE, NONE})).isEmpty();
  }

  @Test
  void tellsTheLatestTimeFromNoTime() {
    assertThat(TimeOrder.of(new long[] {NONE, Long.MAX_VALUE})).containsExactly(1, 0);
    assertThat(TimeOrder.of(new long[] {Long.MAX_VALUE, NONE, -Long.MAX_VALUE}))
        .containsExactly(2, 0, 1);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void agreesWithASortByComparison(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] spans = {1, 3, 1000, 1L << 16, 1L << 17, 1L << 33, 1L << 48, Long.MAX_VALUE};
    for (long span : spans) {
      long[] time = new long[random.nextInt(1, 400)];
      for (int row = 0; row < time.length; row++) {
        long t = span == Long.MAX_VALUE
            ? random.nextLong(-Long.MAX_VALUE, Long.MAX_VALUE)
            : random.nextLong(span) - span / 2;
        time[row] = random.nextInt(10) == 0 ? NONE : t;
      }
      int[] expected = oracle(time);
      int[] order = TimeOrder.of(time);
      if (order.length == 0) {
        assertThat(expected).isSorted();
      } else {
        assertThat(order).as("span %d", span).isEqualTo(expected);
      }
    }
  }
}
