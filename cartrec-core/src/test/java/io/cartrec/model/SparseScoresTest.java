package io.cartrec.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparseScoresTest {

  private final SparseScores scores = new SparseScores(4);

  @Test
  void takesTheScoresOfAllItemsAtOnce() {
    scores.addAll(new float[] {1, 2, 3, 4}, 0.5);
    assertThat(scores.size()).isEqualTo(4);
    assertThat(scores.item(2)).isEqualTo(2);
    assertThat(scores.scoreAt(2)).isEqualTo(1.5);
    scores.add(2, 1);
    assertThat(scores.score(2)).isEqualTo(2.5);
  }

  @Test
  void addsTheScoresOfAllItemsToWhatIsThere() {
    scores.add(3, 10);
    scores.addAll(new float[] {1, 2, 3, 4}, 2);
    assertThat(scores.size()).isEqualTo(4);
    assertThat(scores.item(0)).isEqualTo(3);
    assertThat(scores.score(3)).isEqualTo(18);
    assertThat(scores.score(0)).isEqualTo(2);
  }

  @Test
  void forgetsTheScoresOfAllItems() {
    scores.addAll(new float[] {1, 2, 3, 4}, 1);
    scores.clear();
    assertThat(scores.score(1)).isZero();
    scores.add(1, 7);
    assertThat(scores.size()).isOne();
    assertThat(scores.score(1)).isEqualTo(7);
    assertThat(scores.score(0)).isZero();
  }
}
