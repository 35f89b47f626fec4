package io.cartrec.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.data.Dataset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmentationTest {

  private static final Augmentation NONE = Augmentation.none();
  private static final Reading ITEMS = new Reading(20, Channels.none());

  @Test
  void cropLeavesARunOfEntriesAnywhere() {
    Set<Integer> begins = new HashSet<>();
    for (int seed = 0; seed < 100; seed++) {
      int[] entries = NONE.withCrop(0.45).entries(10, true, seed); // cuts off 4
      int[] run = IntStream.range(entries[0], entries[0] + 6).toArray();
      assertThat(entries).isEqualTo(run);
      begins.add(entries[0]);
    }
    assertThat(begins).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    assertThat(NONE.withCrop(0.95).entries(3, true, 1)).hasSize(2);
    assertThat(NONE.withCrop(0.95).entries(2, true, 1)).containsExactly(0, 1);
  }

  @Test
  void reorderShufflesNeighboursAndLeavesTheOthers() {
    Set<Integer> places = new HashSet<>();
    Set<List<Integer>> orders = new HashSet<>();
    for (int seed = 0; seed < 200; seed++) {
      int[] entries = NONE.withReorder(0.3).entries(10, true, seed);
      int[] moved = IntStream.range(0, 10).filter(k -> entries[k] != k).toArray();
      assertThat(Arrays.stream(entries).sorted()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
      if (moved.length > 0) {
        assertThat(moved[moved.length - 1] - moved[0]).isLessThan(3);
        places.add(moved[0]);
      }
      orders.add(
          Arrays.stream(NONE.withReorder(0.95).entries(4, true, seed)).boxed().toList());
    }
    assertThat(places).hasSize(9);
    assertThat(orders).hasSize(2 * 6 - 2); // three of four neighbours: two orders are in both
  }

  @Test
  void takesWhatHasNoOrderInAny() {
    Set<List<Integer>> orders = new HashSet<>();
    for (int seed = 0; seed < 200; seed++) {
      orders.add(Arrays.stream(NONE.entries(3, false, seed)).boxed().toList());
    }
    assertThat(orders).hasSize(6);
  }

  @Test
  void maskHidesItsShareAndStaysWithItsPlace() {
    Augmentation third = NONE.withMask(0.3);
    int masked = 0;
    for (int seed = 0; seed < 1000; seed++) {
      int[] whole = third.entries(10, true, seed);
      masked += (int) Arrays.stream(whole).filter(entry -> entry < 0).count();
      for (int entry : third.withCrop(0.5).withReorder(0.6).entries(10, true, seed)) {
        assertThat(whole).contains(entry);
      }
    }
    assertThat(masked / 10_000.0).isCloseTo(0.3, within(0.02));
  }

  @Test
  void leavesWhatFollowsTrueWhereSequencesAreCroppedAndMasked() {
    Sequences all = Sequences.of(Clicks.of("a b c d e f", "b a"), Clicks.CODES, ITEMS);
    Augmentation both = NONE.withCrop(0.4).withMask(0.5);
    int masked = 0;
    for (int seed = 0; seed < 50; seed++) {
      Sequences some = all.augmented(both, seed);
      assertThat(some.size()).isEqualTo(2);
      assertThat(some.places(0)).isEqualTo(3);
      assertThat(some.places()).isEqualTo(4);
      for (int place = 0; place < 3; place++) {
        if (some.item(0, place) == Sequences.MASKED) {
          masked++;
        } else {
          assertThat(some.target(0, place)).isEqualTo(some.item(0, place) + 1);
        }
      }
      assertThat(some.target(1, 0)).isZero();
    }
    assertThat(masked).isBetween(50, 100);
  }

  @Test
  void asksAfterReorderingForWhatFollowsThen() {
    Sequences all = Sequences.of(Clicks.of("a b c d e f"), Clicks.CODES, ITEMS);
    int other = 0;
    for (int seed = 0; seed < 50; seed++) {
      Sequences some = all.augmented(NONE.withReorder(0.7), seed);
      Set<Integer> seen = new HashSet<>();
      for (int place = 0; place < 5; place++) {
        assertThat(some.target(0, place)).isEqualTo(some.item(0, place + 1));
        assertThat(seen.add(some.item(0, place))).isTrue();
        assertThat(seen).doesNotContain(some.target(0, place));
        other += some.item(0, place) == place ? 0 : 1;
      }
    }
    assertThat(other).isPositive();
  }

  @Test
  void takesWhatIsToldOfAnEntryAlongAndEndsWithOneThatSpeaksForItsItem() {
    Dataset data = Dataset.of(List.of(
        Event.of("a", EventType.VIEW).inSession("s"),
        Event.of("b", EventType.REMOVE_FROM_CART).inSession("s"),
        Event.of("c", EventType.CLICK).inSession("s"),
        Event.of("d", EventType.PURCHASE).inSession("s")));
    int[] types = {2, 5, 3, 7};
    Reading reading = new Reading(9, Channels.none().withTypes(true));
    Sequences all = Sequences.of(data, Clicks.CODES, reading);
    Set<Integer> lasts = new HashSet<>();
    for (int seed = 0; seed < 100; seed++) {
      Sequences some = all.augmented(NONE.withReorder(0.95).withCrop(0.3), seed);
      int places = some.places(0);
      for (int place = 0; place <= places; place++) {
        assertThat(some.code(0, 0, place)).isEqualTo(types[some.item(0, place)]);
      }
      int next = places;
      for (int place = places - 1; place >= 0; place--) {
        assertThat(some.target(0, place)).isEqualTo(some.item(0, next));
        next = some.item(0, place) == 1 ? next : place;
      }
      lasts.add(some.item(0, places));
    }
    assertThat(lasts).containsExactlyInAnyOrder(2, 3);
  }

  @Test
  void staysAsItIsWhereTooLittleWouldBeLeft() {
    Dataset data = Dataset.of(List.of(
        Event.of("a", EventType.VIEW).inSession("s"),
        Event.of("b", EventType.REMOVE_FROM_CART).inSession("s"),
        Event.of("b", EventType.REMOVE_FROM_CART).inSession("s"),
        Event.of("d", EventType.VIEW).inSession("s")));
    Reading reading = new Reading(9, Channels.none().withTypes(true));
    Sequences all = Sequences.of(data, Clicks.CODES, reading);
    for (int seed = 0; seed < 20; seed++) {
      Sequences some = all.augmented(NONE.withCrop(0.5), seed);
      assertThat(some.places(0)).isIn(1, 3);
      assertThat(some.target(0, 0)).isEqualTo(2);
    }
  }

  @Test
  void showsAMaskedItemAsNone() {
    Sequences all = Sequences.of(Clicks.of("a b c d e f g h i"), Clicks.CODES, ITEMS);
    Batch batch = Batch.of(all.augmented(NONE.withMask(0.5), 1), List.of(0));
    ItemSets shown = batch.shown();
    assertThat(shown.size()).isEqualTo(8);
    assertThat(shown.items()).hasSizeBetween(1, 7);
    for (int row = 0; row < 8; row++) {
      boolean isMasked = batch.inputs()[row] == Sequences.MASKED;
      assertThat(shown.begin()[row + 1] - shown.begin()[row]).isEqualTo(isMasked ? 0 : 1);
      if (!isMasked) {
        assertThat(shown.items()[shown.begin()[row]]).isEqualTo(row);
      }
      assertThat(batch.targets()[row]).isEqualTo(row + 1);
    }
  }

  @Test
  void isRefusedOutsideItsRangeAndForSets() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NONE.withMask(1))
        .withMessageContaining("mask must be in [0.0, 0.95] but was 1.0");
    Learning learning = AutoencoderConfig.defaults().learning();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AutoencoderConfig.defaults()
            .withLearning(learning.withAugmentation(NONE.withCrop(0.1))))
        .withMessageContaining("crop, mask, reorder and adversary must be 0 for sets");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AutoencoderConfig.defaults().withLearning(learning.withAdversary(0.1)))
        .withMessageContaining("adversary must be 0 for sets");
  }
}
