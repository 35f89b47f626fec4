package io.cartrec.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdIndexTest {

  private static final List<String> ODD_IDS = List.of(
      "a",
      "A",
      " a",
      "a ",
      "\"a,b\"",
      "ä",
      "a\u0308",
      "日本語",
      "\ud83d\ude00",
      "\u0000",
      "?",
      "0",
      "00",
      "x".repeat(10_000),
      "x".repeat(9_999) + "y",
      "é".repeat(5_000));

  /** Ids that share one 32-bit hash: found by trying, then put here. */
  private static List<String> colliding() {
    Map<Integer, String> byHash = new HashMap<>();
    List<String> found = new ArrayList<>();
    for (int i = 0; found.size() < 20; i++) {
      String id = "item" + i;
      String other = byHash.putIfAbsent(fnv(id), id);
      if (other != null) {
        found.add(other);
        found.add(id);
      }
    }
    return found;
  }

  private static int fnv(String id) {
    int hash = 0x811c9dc5;
    for (byte octet : id.getBytes(UTF_8)) {
      hash = (hash ^ (octet & 0xff)) * 0x01000193;
    }
    return hash;
  }

  private static IdIndex reread(IdIndex index, boolean verified) {
    return IdIndex.of(index.bytes(), index.offsets(), index.slots(), verified);
  }

  private static void assertHolds(IdIndex index, List<String> ids) {
    assertThat(index.size()).isEqualTo(ids.size());
    for (int code = 0; code < ids.size(); code++) {
      assertThat(index.id(code)).isEqualTo(ids.get(code));
      assertThat(index.code(ids.get(code), -7)).isEqualTo(code);
      assertThat(index.find(ids.get(code))).hasValue(code);
      assertThat(index.contains(ids.get(code))).isTrue();
    }
  }

  @Test
  void mapsOddIdsBothWays() {
    assertHolds(IdIndex.of(ODD_IDS), ODD_IDS);
    assertHolds(reread(IdIndex.of(ODD_IDS), true), ODD_IDS);
  }

  @Test
  void tellsIdsWithOneHashApart() {
    List<String> ids = colliding();
    assertThat(fnv(ids.get(0))).isEqualTo(fnv(ids.get(1)));
    assertHolds(reread(IdIndex.of(ids), true), ids);
  }

  @Test
  void knowsNothingItWasNotTold() {
    IdIndex index = IdIndex.of(ODD_IDS);
    for (String id : List.of("", "b", "ö", "x".repeat(9_998), "\ud800", "\ud83d", "日本")) {
      assertThat(index.code(id, -7)).as(id).isEqualTo(-7);
      assertThat(index.find(id)).isEmpty();
      assertThat(index.contains(id)).isFalse();
    }
    // half a surrogate pair is written as a question mark, which is an id
    assertThat(index.contains("?")).isTrue();
  }

  @Test
  void anEmptyIndexKnowsNothing() {
    IdIndex empty = reread(IdIndex.of(List.of()), true);
    assertThat(empty.size()).isZero();
    assertThat(empty.contains("a")).isFalse();
    assertThat(empty.contains("ä")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void refusesCodesThatItDidNotGive(int code) {
    IdIndex index = IdIndex.of(List.of("a", "b"));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> index.id(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "a\udc00", "\udc00\ud800", "ä\ud800"})
  void refusesHalfASurrogatePair(String id) {
    IdIndex.Builder builder = new IdIndex.Builder();
    builder.add("?");
    builder.add("a?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.add(id))
        .withMessage("an id must be valid Unicode but holds half a surrogate pair: " + id);
    assertThat(builder.size()).isEqualTo(2);
  }

  @Test
  void refusesAnEmptyId() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IdIndex.Builder().add(""))
        .withMessage("an id must not be empty");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void agreesWithAMap(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Integer> oracle = new LinkedHashMap<>();
    IdIndex.Builder builder = new IdIndex.Builder();
    for (int i = 0; i < 20_000; i++) {
      String id = randomId(random);
      int expected = oracle.computeIfAbsent(id, key -> oracle.size());
      assertThat(builder.add(id)).isEqualTo(expected);
      assertThat(builder.id(expected)).isEqualTo(id);
    }
    assertThat(builder.size()).isEqualTo(oracle.size());
    IdIndex index = reread(builder.build(), true);
    assertHolds(index, List.copyOf(oracle.keySet()));
    for (int i = 0; i < 20_000; i++) {
      String id = randomId(random);
      assertThat(index.code(id, -1)).isEqualTo(oracle.getOrDefault(id, -1));
    }
  }

  private static String randomId(SplittableRandom random) {
    String number = Integer.toString(random.nextInt(1 << 14));
    return switch (random.nextInt(3)) {
      case 0 -> number;
      case 1 -> "ü" + number;
      default -> "\ud83d\ude00".repeat(random.nextInt(1, 20)) + number.length();
    };
  }

  @Test
  void theSameIdsMakeTheSameBytes() {
    IdIndex.Builder grown = new IdIndex.Builder();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      ids.add("item" + i);
      grown.add("item" + i);
      grown.add("item0");
    }
    IdIndex once = IdIndex.of(ids);
    assertThat(grown.build().slots()).isEqualTo(once.slots());
  }

  @Test
  void readsBuffersThatBeginAnywhere() {
    IdIndex index = IdIndex.of(ODD_IDS);
    assertHolds(
        IdIndex.of(shifted(index.bytes()), shifted(index.offsets()), shifted(index.slots()), true),
        ODD_IDS);
  }

  private static ByteBuffer shifted(ByteBuffer buffer) {
    ByteBuffer shifted = ByteBuffer.allocate(buffer.remaining() + 8).position(4);
    shifted.put(buffer.duplicate());
    return shifted.flip().position(4);
  }

  @Test
  void refusesBuffersOfWrongSizes() {
    IdIndex index = IdIndex.of(List.of("a", "b"));
    ByteBuffer none = ByteBuffer.allocate(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdIndex.of(none, none, none, false))
        .withMessage("id offsets are empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdIndex.of(index.bytes(), index.offsets(), none, false))
        .withMessage("id slots must be a power of two and at least twice the 2 ids but are 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> IdIndex.of(index.bytes(), index.offsets(), ByteBuffer.allocate(12), false))
        .withMessage("id slots must be a power of two and at least twice the 2 ids but are 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdIndex.of(none, index.offsets(), index.slots(), false))
        .withMessage("id offsets must run from 0 to 0 but run from 0 to 2");
  }

  @Test
  void verificationFindsWrongOffsets() {
    assertDamaged(List.of("ab", "cd"), 1, Integer.MIN_VALUE, "id 0 must end in (0, 4] but ends at");
    assertDamaged(List.of("ab", "cd"), 1, 0, "id 0 must end in (0, 4] but ends at 0");
    assertDamaged(List.of("ab", "cd"), 1, 5, "id 0 must end in (0, 4] but ends at 5");
    assertDamaged(List.of("ab", "c", "d"), 2, Integer.MIN_VALUE, "id 1 must end in (2, 4]");
    assertDamaged(List.of("ab", "cd"), 1, 3, "id 0 is not found under its own hash");
  }

  private static void assertDamaged(List<String> ids, int entry, int offset, String message) {
    IdIndex index = IdIndex.of(ids);
    ByteBuffer offsets = copy(index.offsets()).putInt(4 * entry, offset);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdIndex.of(index.bytes(), offsets, index.slots(), true))
        .withMessageStartingWith(message);
  }

  @Test
  void verificationFindsTwoIdsThatAreTheSame() {
    IdIndex index = IdIndex.of(List.of("a", "b"));
    ByteBuffer slots = copy(index.slots());
    ByteBuffer bytes = ByteBuffer.wrap("aa".getBytes(UTF_8));
    int a = slotOf(slots, 0);
    int b = slotOf(slots, 1);
    slots.putInt(4 * b, -1);
    slots.putInt(4 * ((a + 1) & (slots.capacity() / 4 - 1)), 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdIndex.of(bytes, index.offsets(), slots, true))
        .withMessage("ids 0 and 1 are the same");
  }

  @Test
  void verificationFindsBytesThatAreNoText() {
    IdIndex index = IdIndex.of(List.of("ä"));
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {(byte) 0xc3, 'x'});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdIndex.of(bytes, index.offsets(), index.slots(), true))
        .withMessage("id 0 is no valid UTF-8");
  }

  @Test
  void verificationFindsEveryChangedSlot() {
    List<String> ids = List.of("a", "b", "c", "d", "e");
    IdIndex index = IdIndex.of(ids);
    int slotCount = index.slots().remaining() / 4;
    for (int slot = 0; slot < slotCount; slot++) {
      for (int value = -2; value <= ids.size(); value++) {
        ByteBuffer slots = copy(index.slots());
        if (slots.getInt(4 * slot) != value) {
          slots.putInt(4 * slot, value);
          assertThatIllegalArgumentException()
              .isThrownBy(() -> IdIndex.of(index.bytes(), index.offsets(), slots, true))
              .withMessageStartingWith("id ");
        }
      }
    }
  }

  @Test
  void lookingUpEndsEvenInATrustedTableWithoutAFreeSlot() {
    IdIndex index = IdIndex.of(List.of("a", "ä"));
    ByteBuffer full = copy(index.slots());
    for (int slot = 0; slot < full.capacity() / 4; slot++) {
      full.putInt(4 * slot, 0);
    }
    IdIndex damaged = IdIndex.of(index.bytes(), index.offsets(), full, false);
    assertThat(damaged.code("zz", -7)).isEqualTo(-7);
    assertThat(damaged.code("öö", -7)).isEqualTo(-7);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdIndex.of(index.bytes(), index.offsets(), full, true));
  }

  private static int slotOf(ByteBuffer slots, int code) {
    for (int slot = 0; ; slot++) {
      if (slots.getInt(4 * slot) == code) {
        return slot;
      }
    }
  }

  private static ByteBuffer copy(ByteBuffer buffer) {
    ByteBuffer copy = ByteBuffer.allocate(buffer.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    return copy.put(buffer.duplicate()).flip();
  }
}
