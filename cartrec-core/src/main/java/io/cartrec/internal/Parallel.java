package io.cartrec.internal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loops over blocks of an index range on several threads, which end before the loop does. Which thread
 * takes which block is left to chance; what is computed for a block must not depend on it.
 */
public final class Parallel {

  /** Works on the indices in {@code [from, to)}. */
  @FunctionalInterface
  public interface Block {
    void run(int from, int to);
  }

  /** Makes one thread's worker, with scratch space of its own. */
  @FunctionalInterface
  public interface Worker {
    Block start();
  }

  /** Looks through the indices in {@code [from, to)}. */
  @FunctionalInterface
  public interface Search {
    /** The first index in {@code [from, to)} that is sought; {@code to} when there is none. */
    int first(int from, int to);
  }

  private static final int MOST_SEARCHING = 4; // a service that opens a model answers meanwhile

  private Parallel() {}

  /**
   * Runs {@code [0, size)} in blocks of {@code blockSize}, on this thread alone when {@code threads} is
   * 1, else on {@code threads} new threads that end before this returns or throws. After a failure no
   * further block is begun, and the first failure is thrown.
   *
   * @throws IllegalStateException if this thread is interrupted while it waits
   */
  public static void forBlocks(int threads, int size, int blockSize, Worker worker) {
    Check.positive(threads, "threads");
    Check.nonNegative(size, "size");
    Check.positive(blockSize, "blockSize");
    long blocks = ((long) size + blockSize - 1) / blockSize;
    AtomicLong next = new AtomicLong();
    Runnable loop = () -> {
      Block block = worker.start();
      for (long b = next.getAndIncrement(); b < blocks; b = next.getAndIncrement()) {
        long from = b * blockSize;
        block.run((int) from, (int) Math.min(size, from + blockSize));
      }
    };
    if (threads == 1 || blocks <= 1) {
      loop.run();
    } else {
      runOn((int) Math.min(threads, blocks), loop, () -> next.set(blocks));
    }
  }

  /**
   * The first index in {@code [0, size)} that is sought, {@code size} when there is none; the same
   * whatever the threads do. Looks through blocks of {@code blockSize} on as many threads as there are
   * processors, at most four; on this thread alone when there is one block. {@code search} makes one
   * thread's search, with scratch space of its own.
   *
   * @throws IllegalStateException if this thread is interrupted while it waits
   */
  public static int first(int size, int blockSize, Supplier<Search> search) {
    AtomicInteger first = new AtomicInteger(size);
    int threads = Math.min(MOST_SEARCHING, Runtime.getRuntime().availableProcessors());
    forBlocks(threads, size, blockSize, () -> {
      Search mine = search.get();
      return (from, to) -> {
        int found = from < first.get() ? mine.first(from, to) : to;
        if (found < to) {
          first.accumulateAndGet(found, Math::min);
        }
      };
    });
    return first.get();
  }

  private static void runOn(int threads, Runnable loop, Runnable stop) {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread[] running = new Thread[threads];
    for (int t = 0; t < threads; t++) {
      running[t] = new Thread(loop, "cartrec-" + t);
      running[t].setUncaughtExceptionHandler((thread, thrown) -> {
        failure.compareAndSet(null, thrown);
        stop.run();
      });
      running[t].start();
    }
    boolean interrupted = false;
    for (Thread thread : running) {
      interrupted |= join(thread, stop);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for worker threads");
    }
    Throwable thrown = failure.get();
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown != null) {
      throw (RuntimeException) thrown; // a block can throw nothing else
    }
  }

  /** Waits for {@code thread}, come what may; says whether this thread was interrupted. */
  private static boolean join(Thread thread, Runnable stop) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
        stop.run();
      }
    }
  }
}
