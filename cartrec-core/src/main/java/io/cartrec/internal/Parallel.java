package io.cartrec.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

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
   * 1, else on {@code threads} new threads that end before this returns. The first failure is thrown.
   */
  public static void forBlocks(int threads, int size, int blockSize, Worker worker) {
    Check.positive(threads, "threads");
    AtomicInteger next = new AtomicInteger();
    int blocks = (int) (((long) size + blockSize - 1) / blockSize);
    Runnable loop = () -> {
      Block block = worker.start();
      for (int b = next.getAndIncrement(); b < blocks; b = next.getAndIncrement()) {
        int from = b * blockSize;
        block.run(from, (int) Math.min(size, (long) from + blockSize));
      }
    };
    if (threads == 1 || blocks <= 1) {
      loop.run();
      return;
    }
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, blocks));
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < Math.min(threads, blocks); t++) {
        running.add(pool.submit(loop));
      }
      for (Future<?> future : running) {
        future.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for worker threads", e);
    } finally {
      pool.shutdownNow();
    }
  }
}
