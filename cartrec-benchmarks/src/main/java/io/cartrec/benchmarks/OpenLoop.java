package io.cartrec.benchmarks;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Requests that arrive at a fixed rate, whether or not those before are answered. A request that finds all
 * threads at work waits, in order, and its time counts from when it should have begun: a pause of the
 * server is felt by all that arrive in it, and none is left out for its sake (Gil Tene calls that
 * <em>coordinated omission</em>). Immutable and thread-safe.
 *
 * @param rate requests a second, {@code > 0}
 * @param count how many there are
 * @param threads how many answer
 */
record OpenLoop(double rate, long count, int threads) {

  private static final long SECOND = 1_000_000_000;
  private static final int DIGITS = 3; // of a latency

  /** The time, and how to wait for one. Nanoseconds from any origin. */
  interface Clock {
    /** The machine's own. Spins at the end, as a thread that sleeps wakes up too late. */
    Clock SYSTEM = new Clock() {
      private static final long SPIN = 200_000;

      @Override
      public long now() {
        return System.nanoTime();
      }

      @Override
      public void await(long time) {
        for (long left = time - now(); left > 0; left = time - now()) {
          if (left > SPIN) {
            LockSupport.parkNanos(left - SPIN);
          } else {
            Thread.onSpinWait();
          }
        }
      }
    };

    long now();

    /** Returns at {@code time}, or at once if that is past. */
    void await(long time);
  }

  /**
   * What came of it.
   *
   * @param latency nanoseconds from when each request should have begun to its answer
   * @param achieved answers a second, from the first intended start to the last answer
   */
  record Outcome(Histogram latency, double achieved) {}

  /** When request number {@code index}, counted from 0, should begin: nanoseconds after the first. */
  long intended(long index) {
    return (long) (index * (SECOND / rate));
  }

  /** Has every request answered by {@code answer}, which is given its number. */
  Outcome run(Clock clock, LongConsumer answer) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      AtomicLong next = new AtomicLong();
      long begin = clock.now();
      List<CompletableFuture<Histogram>> parts = IntStream.range(0, threads)
          .mapToObj(
              thread -> CompletableFuture.supplyAsync(() -> work(clock, answer, next, begin), pool))
          .toList();
      Histogram latency = new Histogram(DIGITS);
      parts.forEach(part -> latency.add(part.join()));
      return new Outcome(latency, count * (double) SECOND / (clock.now() - begin));
    } finally {
      pool.shutdownNow();
    }
  }

  private Histogram work(Clock clock, LongConsumer answer, AtomicLong next, long begin) {
    Histogram latency = new Histogram(DIGITS);
    for (long index = next.getAndIncrement(); index < count; index = next.getAndIncrement()) {
      long start = begin + intended(index);
      clock.await(start);
      answer.accept(index);
      latency.recordValue(clock.now() - start);
    }
    return latency;
  }
}
