package io.cartrec.neural.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class StepsTest {

  @Test
  void layStepAfterStep() {
    Steps steps = Steps.of(3, 2, 2);
    assertThat(steps.count()).isEqualTo(3);
    assertThat(steps.sequences()).isEqualTo(3);
    assertThat(steps.rows()).isEqualTo(7);
    assertThat(steps.active(1)).isEqualTo(3);
    assertThat(steps.active(2)).isEqualTo(1);
    assertThat(steps.active(3)).isZero();
    assertThat(steps.row(1, 2)).isEqualTo(5);
    assertThat(steps.previous()).containsExactly(0, 1, 2, 3);
    assertThat(steps.stepOfRows()).containsExactly(0, 0, 0, 1, 1, 1, 2);
  }

  @Test
  void seeEachSequenceFromItsEnd() {
    // sequences lie in rows 0 3 5, 1 4, and 2
    assertThat(Steps.of(3, 2, 1).mirrored()).containsExactly(5, 4, 2, 3, 1, 0);
  }

  @Test
  void mayBeNone() {
    assertThat(Steps.of().rows()).isZero();
    assertThat(Steps.of().sequences()).isZero();
  }

  @Test
  void refuseLengthsThatRiseOrAreNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Steps.of(1, 2))
        .withMessageContaining("[1, 2]");
    assertThatIllegalArgumentException().isThrownBy(() -> Steps.of(2, 0));
  }
}
