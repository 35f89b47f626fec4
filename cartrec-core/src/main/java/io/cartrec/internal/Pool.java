package io.cartrec.internal;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps up to a fixed number of idle working spaces; when all are in use, more are made and dropped
 * again. Belongs to what needs the space, not to threads, as virtual threads come in thousands.
 * Thread-safe.
 *
 * @param <T> the working space of one request at a time
 */
public final class Pool<T> {

  private final Supplier<T> maker;
  private final AtomicReferenceArray<@Nullable T> idle;

  /** Keeps as many spaces as there are processors, each made by {@code maker} when it is first needed. */
  public Pool(Supplier<T> maker) {
    this.maker = maker;
    this.idle = new AtomicReferenceArray<>(Runtime.getRuntime().availableProcessors());
  }

  /** A space that nobody else uses until it is given back. */
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

  /** Takes back a space that was cleared. */
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
