package io.cartrec.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParallelTest {

  @ParameterizedTest
  @CsvSource({
    "1,0,7",
    "1,100,7",
    "3,100,7",
    "3,100,1",
    "3,100,100",
    "3,100,1000",
    "200,100,3",
    "4,0,1"
  })
  void visitsEveryIndexOnce(int threads, int size, int blockSize) {
    AtomicIntegerArray visits = new AtomicIntegerArray(size);
    Parallel.forBlocks(threads, size, blockSize, () -> (from, to) -> {
      assertThat(from % blockSize).isZero();
      assertThat(to).isEqualTo(Math.min(size, from + blockSize));
      for (int i = from; i < to; i++) {
        visits.incrementAndGet(i);
      }
    });
    for (int i = 0; i < size; i++) {
      assertThat(visits.get(i)).isEqualTo(1);
    }
  }

  @Test
  void aloneItRunsOnTheCallingThread() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Parallel.forBlocks(1, 10, 1, () -> (from, to) -> threads.add(Thread.currentThread()));
    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  void startsOneWorkerAThread() {
    AtomicInteger workers = new AtomicInteger();
    Parallel.forBlocks(3, 100, 1, () -> {
      workers.incrementAndGet();
      return (from, to) -> {};
    });
    assertThat(workers).hasValue(3);
  }

  @ParameterizedTest
  @CsvSource({"1", "4"})
  void throwsWhatABlockThrows(int threads) {
    IllegalArgumentException failure = new IllegalArgumentException("block 5");
    assertThatThrownBy(() -> Parallel.forBlocks(threads, 10, 1, () -> (from, to) -> {
          if (from == 5) {
            throw failure;
          }
        }))
        .isSameAs(failure);
    StackOverflowError error = new StackOverflowError();
    assertThatThrownBy(() -> Parallel.forBlocks(threads, 10, 1, () -> {
          throw error;
        }))
        .isSameAs(error);
  }

  @Test
  void afterAFailureAllThreadsHaveEndedAndNoBlockIsBegun() {
    CountDownLatch failed = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    assertThatThrownBy(() -> Parallel.forBlocks(2, 1_000_000, 1, () -> (from, to) -> {
          if (from == 0) {
            failed.countDown();
            throw new IllegalStateException("first");
          }
          await(failed);
          begun.incrementAndGet();
          ended.incrementAndGet();
        }))
        .hasMessage("first");
    assertThat(ended.get()).isEqualTo(begun.get()).isLessThan(1_000_000);
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("cartrec-"));
  }

  @Test
  void anInterruptedCallerWaitsForTheThreadsAndStaysInterrupted() {
    AtomicInteger running = new AtomicInteger();
    Thread caller = Thread.currentThread();
    assertThatThrownBy(() -> Parallel.forBlocks(2, 1000, 1, () -> (from, to) -> {
          running.incrementAndGet();
          while (caller.getState() != Thread.State.WAITING) {
            Thread.onSpinWait(); // until it waits, there is nothing to interrupt
          }
          caller.interrupt();
          while (caller.isInterrupted()) {
            Thread.onSpinWait(); // until it has heard: all may be done before
          }
          running.decrementAndGet();
        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("interrupted while waiting for worker threads");
    assertThat(running).hasValue(0);
    assertThat(Thread.interrupted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0,7", "1,7", "100,7", "100,1", "100,1000"})
  void findsNothingWhereThereIsNothing(int size, int blockSize) {
    assertThat(Parallel.first(size, blockSize, () -> (from, to) -> to)).isEqualTo(size);
  }

  @Test
  void findsTheFirstOfManyWhateverTheThreadsDo() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 200; i++) {
      int first = random.nextInt(1000);
      int second = random.nextInt(1000);
      int found = Parallel.first(1000, 1 + random.nextInt(50), () -> (from, to) -> {
        for (int index = from; index < to; index++) {
          if (index == first || index == second) {
            return index;
          }
        }
        return to;
      });
      assertThat(found).isEqualTo(Math.min(first, second));
    }
  }

  @Test
  void looksNoFurtherThanWhatIsFound() {
    AtomicInteger looks = new AtomicInteger();
    int found = Parallel.first(1_000_000, 1, () -> (from, to) -> {
      looks.incrementAndGet();
      return from;
    });
    assertThat(found).isZero();
    assertThat(looks).hasValueLessThan(1_000_000);
  }

  @Test
  void refusesNonsense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parallel.forBlocks(0, 1, 1, () -> (from, to) -> {}))
        .withMessage("threads must be > 0 but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parallel.forBlocks(1, -1, 1, () -> (from, to) -> {}))
        .withMessage("size must be >= 0 but was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parallel.forBlocks(1, 1, 0, () -> (from, to) -> {}))
        .withMessage("blockSize must be > 0 but was 0");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
