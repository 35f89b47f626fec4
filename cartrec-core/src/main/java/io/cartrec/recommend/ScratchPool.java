package io.cartrec.recommend;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keeps up to a fixed number of idle {@link Scratch}es; when all are in use, more are made and dropped
 * again. Belongs to a recommender, not to threads, as virtual threads come in thousands. Thread-safe.
 */
final class ScratchPool {

  private final int itemCount;
  private final AtomicReferenceArray<@Nullable Scratch> idle;

  ScratchPool(int itemCount, int size) {
    this.itemCount = itemCount;
    this.idle = new AtomicReferenceArray<>(size);
  }

  Scratch take() {
    int start = start();
    for (int i = 0; i < idle.length(); i++) {
      int slot = (start + i) % idle.length();
      Scratch scratch = idle.get(slot);
      if (scratch != null && idle.compareAndSet(slot, scratch, null)) {
        return scratch;
      }
    }
    return new Scratch(itemCount);
  }

  /** Takes back a scratch that was cleared. */
  void giveBack(Scratch scratch) {
    int start = start();
    for (int i = 0; i < idle.length(); i++) {
      int slot = (start + i) % idle.length();
      if (idle.get(slot) == null && idle.compareAndSet(slot, null, scratch)) {
        return;
      }
    }
  }

  /** Threads begin at different slots, to meet less often and to find their own scratch warm. */
  private int start() {
    return (int) (Thread.currentThread().getId() % idle.length());
  }
}
