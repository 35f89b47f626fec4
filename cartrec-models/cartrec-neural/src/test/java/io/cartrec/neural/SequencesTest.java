package io.cartrec.neural;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequencesTest {

  @Test
  void leavesOutSessionsOfOneItem() {
    assertThat(items(Sequences.of(
            Clicks.of("a b", "c", "b a c"), Clicks.CODES, new Reading(9, Channels.none()))))
        .containsExactly(List.of(0, 1), List.of(1, 0, 2));
  }

  @Test
  void cutsLongSessionsIntoPiecesThatShareAnItem() {
    assertThat(items(
            Sequences.of(Clicks.of("a b c d e f"), Clicks.CODES, new Reading(2, Channels.none()))))
        .containsExactly(List.of(0, 1, 2), List.of(2, 3, 4), List.of(4, 5));
    assertThat(
            items(Sequences.of(Clicks.of("a b c"), Clicks.CODES, new Reading(1, Channels.none()))))
        .containsExactly(List.of(0, 1), List.of(1, 2));
  }

  @Test
  void ordersSessionsByTheirLastEventThatCounts() {
    Dataset data = Dataset.of(List.of(
        Event.of("a").inSession("late"),
        Event.of("b").inSession("early"),
        Event.of("c").inSession("early"),
        Event.of("d").inSession("late"),
        Event.of("e", EventType.IMPRESSION).inSession("early")));
    assertThat(items(Sequences.of(data, Clicks.CODES, new Reading(9, Channels.none()))))
        .containsExactly(List.of(1, 2), List.of(0, 3));
  }

  @Test
  void countsTargetsAndPlaces() {
    Sequences sequences =
        Sequences.of(Clicks.of("a b a", "b b"), Clicks.CODES, new Reading(9, Channels.none()));
    assertThat(sequences.places()).isEqualTo(3);
    assertThat(sequences.targetCounts(3)).containsExactly(1, 2, 0);
    assertThat(sequences.range(1, 2).places()).isEqualTo(1);
    assertThat(sequences.range(2, 2).places()).isZero();
  }

  @Test
  void fillsBatchesUpToTheirSize() {
    Sequences sequences = Sequences.of(
        Clicks.of("a b c", "b c", "c a b c", "a a"), Clicks.CODES, new Reading(9, Channels.none()));
    List<Batch> batches = Batch.all(sequences, new int[] {0, 1, 2, 3}, 4);
    assertThat(batches).extracting(Batch::rows).containsExactly(3, 4);
    Batch first = batches.get(0);
    assertThat(first.inputs()).containsExactly(0, 1, 1);
    assertThat(first.targets()).containsExactly(1, 2, 2);
    assertThat(first.steps().previous()).containsExactly(0);
    assertThat(batches.get(1).inputs()).containsExactly(2, 0, 0, 1);
    assertThat(batches.get(1).steps().previous()).containsExactly(0, 2);
  }

  @Test
  void scoresSoManyAtATimeThatTheyFitInMemory() {
    assertThat(SequenceNet.part(256, 100)).isEqualTo(256);
    assertThat(SequenceNet.part(256, 1 << 20)).isEqualTo(4);
    assertThat(SequenceNet.part(256, Integer.MAX_VALUE)).isEqualTo(1);
    assertThat(SequenceNet.part(256, 0)).isEqualTo(256);
  }

  private static List<List<Integer>> items(Sequences sequences) {
    List<List<Integer>> all = new ArrayList<>();
    for (int s = 0; s < sequences.size(); s++) {
      List<Integer> items = new ArrayList<>();
      for (int place = 0; place <= sequences.places(s); place++) {
        items.add(sequences.item(s, place));
      }
      all.add(items);
    }
    return all;
  }
}
