package io.cartrec.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

  private static final long MILLI = 1_000_000;

  /** A clock that goes on only when somebody waits or works. */
  private static final class Simulated implements OpenLoop.Clock {
    private long now = 7;

    @Override
    public long now() {
      return now;
    }

    @Override
    public void await(long time) {
      now = Math.max(now, time);
    }

    LongConsumer working(long nanos) {
      return index -> now += nanos;
    }
  }

  @Test
  void requestsShouldBeginAtEqualDistances() {
    OpenLoop loop = new OpenLoop(4_000, 10, 1);
    assertThat(loop.intended(0)).isZero();
    assertThat(loop.intended(1)).isEqualTo(250_000);
    assertThat(loop.intended(4_000)).isEqualTo(1_000 * MILLI);
    assertThat(new OpenLoop(3, 10, 1).intended(3_000_000_001L))
        .as("no rounding adds up")
        .isCloseTo(1_000_000_000_333_333_333L, within(1_000L));
  }

  @Test
  void whoKeepsUpIsTimedAsHeWorks() {
    Simulated clock = new Simulated();
    OpenLoop.Outcome outcome = new OpenLoop(1_000, 100, 1).run(clock, clock.working(MILLI / 2));
    assertThat(outcome.latency().getTotalCount()).isEqualTo(100);
    assertThat(outcome.latency().getMaxValue()).isCloseTo(MILLI / 2, within(MILLI / 1000));
    assertThat(outcome.achieved()).isCloseTo(1_000, within(10.0));
  }

  @Test
  void whoFallsBehindIsTimedFromWhenTheRequestShouldHaveBegun() {
    Simulated clock = new Simulated();
    OpenLoop.Outcome outcome = new OpenLoop(1_000, 100, 1).run(clock, clock.working(2 * MILLI));
    // number i, from 0, should begin at i ms and is answered at 2 (i + 1) ms
    Histogram latency = outcome.latency();
    assertThat(latency.getMinValue()).isCloseTo(2 * MILLI, within(2 * MILLI / 1000));
    assertThat(latency.getMaxValue()).isCloseTo(101 * MILLI, within(101 * MILLI / 1000));
    assertThat(latency.getMean()).isCloseTo(51.5 * MILLI, within(0.1 * MILLI));
    assertThat(outcome.achieved()).isCloseTo(500, within(1e-6));
  }

  @Test
  void aPauseIsFeltByAllThatArriveInIt() {
    Simulated clock = new Simulated();
    OpenLoop.Outcome outcome = new OpenLoop(1_000, 1_000, 1)
        .run(clock, index -> clock.now += index == 500 ? 100 * MILLI : MILLI / 100);
    long waited = outcome.latency().getCountBetweenValues(MILLI, Long.MAX_VALUE / 2);
    assertThat(waited).isBetween(99L, 101L);
  }

  @Test
  void everyRequestIsAskedOnceByAnyNumberOfThreads() {
    Set<Long> asked = ConcurrentHashMap.newKeySet();
    OpenLoop.Outcome outcome = new OpenLoop(1e6, 1_000, 3)
        .run(OpenLoop.Clock.SYSTEM, index -> assertThat(asked.add(index)).isTrue());
    assertThat(asked).hasSize(1_000);
    assertThat(outcome.latency().getTotalCount()).isEqualTo(1_000);
  }

  @Test
  void theSystemsClockWaits() {
    long time = OpenLoop.Clock.SYSTEM.now() + MILLI;
    OpenLoop.Clock.SYSTEM.await(time);
    assertThat(OpenLoop.Clock.SYSTEM.now()).isGreaterThanOrEqualTo(time);
  }
}
