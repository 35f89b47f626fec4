package io.cartrec.internal;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps up to a fixed number of idle working spaces; when all are in use, more are made and dropped
 * again. Belongs to what works with them, not to threads, as virtual threads come in thousands.
 * Thread-safe.
 *
 * @param <T> the working space
 */
public final class Pool<T> {

  private final Supplier<T> maker;
  private final AtomicReferenceArray<@Nullable T> idle;

  /** Keeps one space for each processor of the machine. */
  public Pool(Supplier<T> maker) {
    this(Runtime.getRuntime().availableProcessors(), maker);
  }

  Pool(int size, Supplier<T> maker) {
    this.maker = maker;
    this.idle = new AtomicReferenceArray<>(size);
  }

  /** An idle space, or a new one. */
  public T take() {
    int start = start();
    for (int i = 0; i < idle.length(); i++) {
      int slot = (start + i) % idle.length();
      T space = idle.get(slot);
      if (space != null && idle.compareAndSet(slot, space, null)) {
        return space;
      }
    }
    return maker.get();
  }

  /** Takes back a space that is ready for its next use. */
  public void giveBack(T space) {
    int start = start();
    for (int i = 0; i < idle.length(); i++) {
      int slot = (start + i) % idle.length();
      if (idle.get(slot) == null && idle.compareAndSet(slot, null, space)) {
        return;
      }
    }
  }

  /** Threads begin at different slots, to meet less often and to find their own space warm. */
  private int start() {
    return (int) (Thread.currentThread().getId() % idle.length());
  }
}
