package io.cartrec.internal;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Loops over blocks of an index range with the number of threads the caller asked for. Which thread
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
