package io.cartrec.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A growing column of primitives in chunks, so that growing copies nothing and leaves little slack.
 * {@code A} is the primitive array type. Not thread-safe.
 */
final class Chunks<A> {

  private static final int BITS = 16;
  private static final int LENGTH = 1 << BITS;
  private static final int MOST = Integer.MAX_VALUE >>> BITS;

  private final IntFunction<A> allocate;
  private final List<A> chunks = new ArrayList<>();
  private A tail;
  private int used = LENGTH;

  Chunks(IntFunction<A> allocate) {
    this.allocate = allocate;
    this.tail = allocate.apply(0);
  }

  /** Makes room for one more value and says where in {@link #tail()}, asked for afterwards, it goes. */
  int advance() {
    if (used == LENGTH) {
      if (chunks.size() == MOST) {
        throw new IllegalStateException(
            "a data set holds at most " + ((long) MOST << BITS) + " events");
      }
      tail = allocate.apply(LENGTH);
      chunks.add(tail);
      used = 0;
    }
    return used++;
  }

  A tail() {
    return tail;
  }

  int size() {
    return (chunks.size() << BITS) - LENGTH + used;
  }

  /** Moves all values into one array; each chunk is let go as soon as it is copied. */
  A drain() {
    int size = size();
    A all = allocate.apply(size);
    tail = allocate.apply(0);
    for (int c = 0; c < chunks.size(); c++) {
      int from = c << BITS;
      System.arraycopy(chunks.get(c), 0, all, from, Math.min(LENGTH, size - from));
      chunks.set(c, tail);
    }
    chunks.clear();
    used = LENGTH;
    return all;
  }
}
