package io.cartrec.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A two-way map between ids and dense codes: {@code size()} different strings, numbered from 0 in the
 * order they were added.
 *
 * <p>It holds no string: ids lie end to end as UTF-8 in {@link #bytes()}, entry {@code c} of {@link
 * #offsets()} says where id {@code c} begins (entry {@code size()} where the last one ends), and {@link
 * #slots()} is an open-addressing hash table with linear probing whose length is a power of two and at
 * least twice {@code size()}; a slot holds a code, or -1 when it is free. The hash is 32-bit FNV-1a over
 * the UTF-8 bytes, mixed by the finalizer of MurmurHash3; codes enter in ascending order, so the same ids
 * make the same table. The three buffers can lie in a mapped file and are read in place. Finding a code
 * costs {@code O(length of the id)}. Immutable and thread-safe.
 */
public final class IdIndex {

  static final int FREE = -1;
  private static final int MOST = 1 << 27; // with twice as many slots of 4 bytes, 1 GiB of table

  private final int size;
  private final ByteBuffer bytes;
  private final ByteBuffer offsets;
  private final ByteBuffer slots;
  private final int mask;

  private IdIndex(int size, ByteBuffer bytes, ByteBuffer offsets, ByteBuffer slots) {
    this.size = size;
    this.bytes = bytes;
    this.offsets = offsets;
    this.slots = slots;
    this.mask = slots.capacity() / Integer.BYTES - 1;
  }

  /** An index of {@code ids}, numbered in their order; a repeated id keeps its first number. */
  public static IdIndex of(Iterable<String> ids) {
    Builder builder = new Builder();
    ids.forEach(builder::add);
    return builder.build();
  }

  /**
   * Reads an index in place from three little-endian buffers, as {@link #bytes()}, {@link #offsets()}
   * and {@link #slots()} gave them.
   *
   * @param verified whether to check that every id is valid UTF-8 and found under its own code, on up to
   *     four threads, which takes 4 bytes of heap an id until it is done; else only the sizes are
   *     checked, and wrong contents give wrong answers or an {@link IndexOutOfBoundsException} later
   * @throws IllegalArgumentException if the buffers are no index; the message says what is wrong
   */
  public static IdIndex of(
      ByteBuffer bytes, ByteBuffer offsets, ByteBuffer slots, boolean verified) {
    int size = offsets.remaining() / Integer.BYTES - 1;
    int slotCount = slots.remaining() / Integer.BYTES;
    if (size < 0) {
      throw new IllegalArgumentException("id offsets are empty");
    }
    if (Integer.bitCount(slotCount) != 1 || slotCount < 2L * size) {
      throw new IllegalArgumentException("id slots must be a power of two and at least twice the "
          + size + " ids but are " + slotCount);
    }
    IdIndex index = new IdIndex(size, little(bytes), little(offsets), little(slots));
    if (index.offset(0) != 0 || index.offset(size) != bytes.remaining()) {
      throw new IllegalArgumentException("id offsets must run from 0 to " + bytes.remaining()
          + " but run from " + index.offset(0) + " to " + index.offset(size));
    }
    if (verified) {
      new IdCheck(index.size, index.bytes, index.offsets, index.slots).run();
    }
    return index;
  }

  public int size() {
    return size;
  }

  /** The code of {@code id}, or {@code absent} when the id is not here. */
  public int code(String id, int absent) {
    int length = id.length();
    int hash = Hash.START;
    for (int i = 0; i < length; i++) {
      char c = id.charAt(i);
      if (c >= 0x80) {
        return codeOfUnicode(id, absent);
      }
      hash = Hash.next(hash, c);
    }
    int slot = Hash.mix(hash) & mask;
    for (int probe = 0; probe <= mask; probe++) { // a damaged table may have no free slot
      int code = slots.getInt(slot * Integer.BYTES);
      if (code == FREE) {
        return absent;
      }
      if (isAt(code, id)) {
        return code;
      }
      slot = (slot + 1) & mask;
    }
    return absent;
  }

  /** The code of {@code id}; empty when the id is not here. */
  public OptionalInt find(String id) {
    int code = code(id, FREE);
    return code == FREE ? OptionalInt.empty() : OptionalInt.of(code);
  }

  public boolean contains(String id) {
    return code(id, FREE) != FREE;
  }

  /**
   * The id with the given code, as a new string.
   *
   * @throws IndexOutOfBoundsException if {@code code} is not in {@code [0, size())}
   */
  public String id(int code) {
    int from = offset(Objects.checkIndex(code, size));
    byte[] utf8 = new byte[offset(code + 1) - from];
    bytes.get(from, utf8);
    return new String(utf8, UTF_8);
  }

  /** The ids end to end, as UTF-8. Read-only. */
  public ByteBuffer bytes() {
    return bytes.asReadOnlyBuffer();
  }

  /** {@code size() + 1} little-endian ints. Read-only. */
  public ByteBuffer offsets() {
    return offsets.asReadOnlyBuffer();
  }

  /** The hash table, little-endian ints. Read-only. */
  public ByteBuffer slots() {
    return slots.asReadOnlyBuffer();
  }

  private int offset(int code) {
    return offsets.getInt(code * Integer.BYTES);
  }

  /** Whether {@code id}, all of it ASCII, has this code. */
  private boolean isAt(int code, String id) {
    int from = offset(code);
    if (offset(code + 1) - from != id.length()) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      if (bytes.get(from + i) != id.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int codeOfUnicode(String id, int absent) {
    byte[] utf8 = id.getBytes(UTF_8);
    int slot = Hash.of(utf8, 0, utf8.length) & mask;
    for (int probe = 0; probe <= mask; probe++) {
      int code = slots.getInt(slot * Integer.BYTES);
      if (code == FREE) {
        return absent;
      }
      int from = offset(code);
      int length = offset(code + 1) - from;
      if (length == utf8.length && bytes.slice(from, length).equals(ByteBuffer.wrap(utf8))) {
        // half a surrogate pair becomes a question mark in UTF-8, and is no id
        return id(code).equals(id) ? code : absent;
      }
      slot = (slot + 1) & mask;
    }
    return absent;
  }

  private static ByteBuffer little(ByteBuffer buffer) {
    return buffer.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Collects ids. Not thread-safe. */
  public static final class Builder {

    private int size;
    private byte[] bytes = new byte[1 << 10];
    private int[] offsets = new int[1 << 6];
    private int[] slots = emptySlots(1 << 7);

    /** No ids yet. */
    public Builder() {}

    /**
     * The code of {@code id}, which is added if it is new.
     *
     * @throws IllegalArgumentException if the id is empty or no valid Unicode text
     */
    public int add(String id) {
      byte[] utf8 = utf8(id);
      int mask = slots.length - 1;
      int slot = Hash.of(utf8, 0, utf8.length) & mask;
      for (; slots[slot] != FREE; slot = (slot + 1) & mask) {
        int code = slots[slot];
        if (Arrays.equals(bytes, offsets[code], offsets[code + 1], utf8, 0, utf8.length)) {
          return code;
        }
      }
      append(utf8);
      slots[slot] = size - 1;
      if (2 * size > slots.length) {
        rehash(2 * slots.length);
      }
      return size - 1;
    }

    /** How many different ids were added. */
    public int size() {
      return size;
    }

    /** The id with the given code. */
    public String id(int code) {
      return new String(bytes, offsets[code], offsets[code + 1] - offsets[code], UTF_8);
    }

    public IdIndex build() {
      return new IdIndex(
          size,
          little(ByteBuffer.wrap(Arrays.copyOf(bytes, offsets[size]))),
          littleInts(offsets, size + 1),
          littleInts(slots, slots.length));
    }

    private static byte[] utf8(String id) {
      if (id.isEmpty()) {
        throw new IllegalArgumentException("an id must not be empty");
      }
      byte[] utf8 = id.getBytes(UTF_8);
      for (int i = 0; i < id.length(); i++) {
        if (Character.isSurrogate(id.charAt(i))) {
          if (new String(utf8, UTF_8).equals(id)) {
            return utf8;
          }
          throw new IllegalArgumentException(
              "an id must be valid Unicode but holds half a surrogate pair: " + id);
        }
      }
      return utf8;
    }

    private void append(byte[] utf8) {
      int from = offsets[size];
      if (from + utf8.length < 0 || size == MOST) {
        throw new IllegalStateException(
            "ids must be at most " + MOST + " and together have less than 2 GiB");
      }
      if (from + utf8.length > bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(
            Integer.MAX_VALUE - 8, Math.max(from + (long) utf8.length, 3L * bytes.length / 2)));
      }
      System.arraycopy(utf8, 0, bytes, from, utf8.length);
      if (size + 2 > offsets.length) {
        offsets = Arrays.copyOf(offsets, offsets.length * 3 / 2);
      }
      offsets[++size] = from + utf8.length;
    }

    private void rehash(int length) {
      slots = emptySlots(length);
      for (int code = 0; code < size; code++) {
        int slot = Hash.of(bytes, offsets[code], offsets[code + 1]) & (length - 1);
        while (slots[slot] != FREE) {
          slot = (slot + 1) & (length - 1);
        }
        slots[slot] = code;
      }
    }

    private static int[] emptySlots(int length) {
      int[] slots = new int[length];
      Arrays.fill(slots, FREE);
      return slots;
    }

    private static ByteBuffer littleInts(int[] values, int length) {
      ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(length, Integer.BYTES))
          .order(ByteOrder.LITTLE_ENDIAN);
      buffer.asIntBuffer().put(values, 0, length);
      return buffer;
    }
  }

  /** FNV-1a with MurmurHash3's finalizer. */
  static final class Hash {

    static final int START = 0x811c9dc5;

    static int next(int hash, int octet) {
      return (hash ^ octet) * 0x01000193;
    }

    static int mix(int hash) {
      int h = hash;
      h = (h ^ (h >>> 16)) * 0x85ebca6b;
      h = (h ^ (h >>> 13)) * 0xc2b2ae35;
      return h ^ (h >>> 16);
    }

    static int of(byte[] utf8, int from, int to) {
      int hash = START;
      for (int i = from; i < to; i++) {
        hash = next(hash, utf8[i] & 0xff);
      }
      return mix(hash);
    }
  }
}
