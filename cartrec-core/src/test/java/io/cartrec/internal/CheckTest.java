package io.cartrec.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CheckTest {

  @Test
  void returnsWhatItAccepts() {
    assertThat(Check.positive(1, "n")).isEqualTo(1);
    assertThat(Check.positive(Double.MIN_VALUE, "n")).isEqualTo(Double.MIN_VALUE);
    assertThat(Check.nonNegative(0, "n")).isZero();
    assertThat(Check.nonNegative(0.0, "n")).isZero();
    assertThat(Check.between(0.5, 0.5, 1, "n")).isEqualTo(0.5);
    assertThat(Check.between(1, 0.5, 1, "n")).isEqualTo(1);
  }

  @Test
  void namesArgumentRuleAndValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Check.positive(0, "neighbors"))
        .withMessage("neighbors must be > 0 but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Check.positive(Double.POSITIVE_INFINITY, "weight"))
        .withMessage("weight must be finite and > 0 but was Infinity");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Check.nonNegative(-1, "limit"))
        .withMessage("limit must be >= 0 but was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Check.nonNegative(Double.NaN, "shrinkage"))
        .withMessage("shrinkage must be finite and >= 0 but was NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Check.between(Double.NaN, 0, 1, "share"))
        .withMessage("share must be in [0.0, 1.0] but was NaN");
  }
}
