package io.cartrec.data;

import io.cartrec.internal.Parallel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Checks that the buffers of an {@link IdIndex} hold ids of valid UTF-8, each found under its own code and
 * no other. Of the faults it names the first, whatever the threads do.
 *
 * <p>The ids are read once, in the order of their codes, and their hashes kept: 4 bytes an id. Then the
 * hash table is read once, run by run: a run is a stretch of slots that are not free. An id is found if
 * its hash points into its own run, not beyond itself. Equal ids have equal hashes and lie in one run, so
 * each is compared with those between its hash and itself; a run in which an id lies further off is
 * sorted instead. So ids that were made to collide cost {@code O(n log n)}, all others {@code O(n)}. Not
 * thread-safe.
 */
final class IdCheck {

  private static final int BLOCK = 1 << 14;
  private static final int FAR = 32; // slots; where chance alone puts some two ids in a million

  private final int size;
  private final ByteBuffer bytes;
  private final ByteBuffer offsets;
  private final ByteBuffer slots;
  private final int mask;
  private final int[] hashes;
  private int[] run = new int[FAR]; // the codes of a run so far

  IdCheck(int size, ByteBuffer bytes, ByteBuffer offsets, ByteBuffer slots) {
    this.size = size;
    this.bytes = bytes;
    this.offsets = offsets;
    this.slots = slots;
    this.mask = slots.capacity() / Integer.BYTES - 1;
    this.hashes = new int[size];
  }

  /**
   * Runs the check.
   *
   * @throws IllegalArgumentException if anything is wrong; the message says what
   */
  void run() {
    int bad = Parallel.first(size, BLOCK, () -> this::firstBadId);
    if (bad < size) {
      throw new IllegalArgumentException(
          isPlaced(bad)
              ? "id " + bad + " is no valid UTF-8"
              : "id " + bad + " must end in (" + offset(bad) + ", " + bytes.capacity()
                  + "] but ends at " + offset(bad + 1));
    }
    checkSlots();
  }

  // ---- the ids ----

  /** The first id in [from, to) that is misplaced or no text. Keeps the hashes of those before it. */
  private int firstBadId(int from, int to) {
    for (int code = from; code < to; code++) {
      if (!isPlaced(code)) {
        return code;
      }
      int end = offset(code + 1);
      int hash = IdIndex.Hash.START;
      int nonAscii = 0; // negative once a byte is
      for (int i = offset(code); i < end; i++) {
        byte octet = bytes.get(i);
        nonAscii |= octet;
        hash = IdIndex.Hash.next(hash, octet & 0xff);
      }
      if (nonAscii < 0 && !isUtf8(code)) {
        return code;
      }
      hashes[code] = IdIndex.Hash.mix(hash);
    }
    return to;
  }

  private boolean isPlaced(int code) {
    int from = offset(code);
    int to = offset(code + 1);
    return 0 <= from && from < to && to <= bytes.capacity();
  }

  private boolean isUtf8(int code) {
    byte[] utf8 = new byte[offset(code + 1) - offset(code)];
    bytes.get(offset(code), utf8);
    String text = new String(utf8, StandardCharsets.UTF_8);
    return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), utf8);
  }

  private int offset(int code) {
    return offsets.getInt(code * Integer.BYTES);
  }

  // ---- the hash table ----

  private void checkSlots() {
    int free = 0;
    while (codeAt(free) != IdIndex.FREE) {
      if (++free > mask) {
        throw new IllegalArgumentException("id slots have none that is free");
      }
    }
    int used = 0;
    int length = 0; // of the run that ends before this slot
    boolean far = false;
    for (int i = 1; i <= mask + 1; i++) { // ends with the free slot it began behind
      int slot = (free + i) & mask;
      int code = codeAt(slot);
      if (code == IdIndex.FREE) {
        if (far) {
          checkDifferent(Arrays.copyOf(run, length));
        }
        used += length;
        length = 0;
        far = false;
      } else {
        far |= isFarOrLikeAnother(slot, code, length);
        if (length == run.length) {
          run = Arrays.copyOf(run, 2 * length);
        }
        run[length++] = code;
      }
    }
    if (used != size) {
      throw new IllegalArgumentException("id slots hold " + used + " codes, not " + size);
    }
  }

  private int codeAt(int slot) {
    int code = slots.getInt(slot * Integer.BYTES);
    if (code < IdIndex.FREE || code >= size) {
      throw new IllegalArgumentException(
          "id slot " + slot + " holds " + code + ", not one of " + size + " codes");
    }
    return code;
  }

  /** Whether the id may equal one of the {@code length} before it in its run. */
  private boolean isFarOrLikeAnother(int slot, int code, int length) {
    int distance = (slot - hashes[code]) & mask;
    if (distance > length) {
      throw new IllegalArgumentException("id " + code + " is not found under its own hash");
    }
    boolean maybe = distance > FAR;
    for (int before = length - Math.min(distance, FAR); before < length; before++) {
      maybe |= hashes[run[before]] == hashes[code];
    }
    return maybe;
  }

  private void checkDifferent(int[] codes) {
    Integer[] sorted = Arrays.stream(codes).boxed().toArray(Integer[]::new);
    Arrays.sort(sorted, this::compare);
    for (int i = 1; i < sorted.length; i++) {
      int before = sorted[i - 1];
      int code = sorted[i];
      if (compare(before, code) == 0) {
        throw new IllegalArgumentException(
            before == code
                ? "id " + code + " is in two slots"
                : "ids " + before + " and " + code + " are the same");
      }
    }
  }

  private int compare(int a, int b) {
    return hashes[a] == hashes[b]
        ? text(a).compareTo(text(b))
        : Integer.compare(hashes[a], hashes[b]);
  }

  private ByteBuffer text(int code) {
    return bytes.slice(offset(code), offset(code + 1) - offset(code));
  }
}
