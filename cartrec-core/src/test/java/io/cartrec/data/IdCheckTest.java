package io.cartrec.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdCheckTest {

  private static final int COLLIDING_BITS = 16;

  /** The buffers of an index, to be damaged. */
  private record Parts(ByteBuffer bytes, ByteBuffer offsets, ByteBuffer slots) {

    static Parts of(List<String> ids) {
      IdIndex index = IdIndex.of(ids);
      return new Parts(copy(index.bytes()), copy(index.offsets()), copy(index.slots()));
    }

    private static ByteBuffer copy(ByteBuffer buffer) {
      ByteBuffer copy = ByteBuffer.allocate(buffer.remaining()).order(ByteOrder.LITTLE_ENDIAN);
      return copy.put(buffer.duplicate()).flip();
    }

    IdIndex open(boolean verified) {
      return IdIndex.of(bytes, offsets, slots, verified);
    }

    void assertRefused(String message) {
      assertThatIllegalArgumentException().isThrownBy(() -> open(true)).withMessage(message);
    }

    int slotCount() {
      return slots.capacity() / Integer.BYTES;
    }

    void swapSlots(int a, int b) {
      int code = slots.getInt(Integer.BYTES * a);
      slots.putInt(Integer.BYTES * a, slots.getInt(Integer.BYTES * b));
      slots.putInt(Integer.BYTES * b, code);
    }
  }

  private static int next(int fnv, String text) {
    int hash = fnv;
    for (int i = 0; i < text.length(); i++) {
      hash = IdIndex.Hash.next(hash, text.charAt(i));
    }
    return hash;
  }

  /**
   * A table of 2^16 different ids with one hash, by Joux's multicollisions: each bit of a code chooses
   * one of two blocks of eight characters that lead from one state of the hash to the same next one.
   */
  private static Parts colliding() {
    List<List<String>> blocks = new ArrayList<>();
    int state = IdIndex.Hash.START;
    for (int bit = 0; bit < COLLIDING_BITS; bit++) {
      Map<Integer, String> byState = new HashMap<>();
      for (int i = 0; blocks.size() == bit; i++) {
        String block = Integer.toHexString((1 << 28) + i);
        int reached = next(state, block);
        String other = byState.putIfAbsent(reached, block);
        if (other != null) {
          blocks.add(List.of(other, block));
        }
      }
      state = next(state, blocks.get(bit).get(0));
    }
    int size = 1 << COLLIDING_BITS;
    int length = 8 * COLLIDING_BITS;
    ByteBuffer bytes = ByteBuffer.allocate(size * length);
    ByteBuffer offsets = ints(size + 1);
    ByteBuffer slots = ints(2 * size);
    IntStream.range(0, 2 * size).forEach(slot -> slots.putInt(Integer.BYTES * slot, -1));
    for (int code = 0; code < size; code++) {
      for (int bit = 0; bit < COLLIDING_BITS; bit++) {
        bytes.put(blocks.get(bit).get(code >> bit & 1).getBytes(UTF_8));
      }
      offsets.putInt(Integer.BYTES * (code + 1), (code + 1) * length);
      int slot = (IdIndex.Hash.mix(state) + code) & (2 * size - 1);
      slots.putInt(Integer.BYTES * slot, code);
    }
    return new Parts(bytes.flip(), offsets, slots);
  }

  private static ByteBuffer ints(int length) {
    return ByteBuffer.allocate(Integer.BYTES * length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Pair by pair it would be two thousand million comparisons, and more than the time allowed. */
  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void idsMadeToCollideAreCheckedInTime() {
    Parts parts = colliding();
    IdIndex index = parts.open(true);
    int last = index.size() - 1;
    assertThat(index.code(index.id(0), -7)).isZero();
    assertThat(index.code(index.id(last), -7)).isEqualTo(last);

    byte[] first = index.id(0).getBytes(UTF_8);
    Parts repeated = new Parts(Parts.copy(parts.bytes()), parts.offsets(), parts.slots());
    repeated.bytes().put(last * first.length, first);
    repeated.assertRefused("ids 0 and " + last + " are the same");

    IntStream.range(0, parts.slotCount())
        .filter(slot -> parts.slots().getInt(Integer.BYTES * slot) == last)
        .forEach(slot -> parts.slots().putInt(Integer.BYTES * slot, 5));
    parts.assertRefused("id 5 is in two slots");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void swappedSlotsAreRefusedUnlessEveryIdIsStillFound(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int accepted = 0;
    int swaps = 3_000;
    for (int i = 0; i < swaps; i++) {
      Parts parts = Parts.of(IntStream.range(0, random.nextInt(1, 40))
          .mapToObj(n -> "item" + random.nextLong())
          .toList());
      int a = random.nextInt(parts.slotCount());
      int apart = random.nextInt(4);
      parts.swapSlots(a, (a + apart) & (parts.slotCount() - 1));
      IdIndex trusted = parts.open(false);
      boolean found = IntStream.range(0, trusted.size())
          .allMatch(code -> trusted.code(trusted.id(code), -1) == code);
      boolean opened = true;
      try {
        parts.open(true);
      } catch (IllegalArgumentException e) {
        opened = false;
      }
      assertThat(opened).as("swap %d", i).isEqualTo(found);
      accepted += found ? 1 : 0;
    }
    assertThat(accepted).isBetween(swaps / 4, swaps - swaps / 10);
  }

  @Test
  void ofManyFaultsTheFirstIsNamed() {
    int size = 200_000;
    Parts parts = Parts.of(
        IntStream.range(0, size).mapToObj(n -> "item" + (1_000_000 + n)).toList());
    int length = "item1000000".length();
    for (int code = 100_001; code < size; code += 10_000) {
      parts.bytes().put(code * length, (byte) 0xff);
    }
    for (int code = 150_000; code < size; code += 10_000) {
      parts.offsets().putInt(Integer.BYTES * code, Integer.MIN_VALUE);
    }
    for (int i = 0; i < 20; i++) {
      parts.assertRefused("id 100001 is no valid UTF-8");
    }
    parts.offsets().putInt(Integer.BYTES * 50_000, Integer.MAX_VALUE);
    for (int i = 0; i < 20; i++) {
      parts.assertRefused("id 49999 must end in (" + 49_999 * length + ", " + size * length
          + "] but ends at " + Integer.MAX_VALUE);
    }
  }

  @Test
  void aTableWithoutAFreeSlotIsRefused() {
    Parts parts = Parts.of(List.of("a", "b"));
    IntStream.range(0, parts.slotCount())
        .forEach(slot -> parts.slots().putInt(Integer.BYTES * slot, slot & 1));
    parts.assertRefused("id slots have none that is free");
  }
}
