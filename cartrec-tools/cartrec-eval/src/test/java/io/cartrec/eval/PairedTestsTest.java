package io.cartrec.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairedTestsTest {

  @Test
  void isStudentsTestOnTheDifferences() {
    // differences 1, 2, 3: mean 2, standard error 1 / sqrt(3), t = 3.4641 with 2 degrees of freedom
    Comparison one = compare(new double[] {2, 4, 6}, new double[] {1, 2, 3});
    assertThat(one.difference()).isEqualTo(2);
    assertThat(one.count()).isEqualTo(3);
    assertThat(one.pValue()).isCloseTo(0.0742, within(1e-4));
    assertThat(one.isSignificant()).isFalse();
  }

  @Test
  void equalModelsDoNotDiffer() {
    assertThat(compare(new double[] {1, 0, 1}, new double[] {1, 0, 1}).pValue()).isEqualTo(1);
  }

  @Test
  void aConstantDifferenceIsCertain() {
    assertThat(compare(new double[] {1, 1, 1}, new double[] {0, 0, 0}).pValue()).isEqualTo(0);
  }

  @Test
  void leavesOutCasesThatOneOfTheTwoDoesNotHave() {
    Comparison one = compare(new double[] {Double.NaN, 2, 4, 6}, new double[] {9, 1, 2, 3});
    assertThat(one.count()).isEqualTo(3);
    assertThat(one.pValue()).isCloseTo(0.0742, within(1e-4));
  }

  @Test
  void holmMultipliesTheSmallestMostAndNeverFalls() {
    PairedTests tests = new PairedTests();
    Sheet zero = sheet(0, 0, 0, 0);
    tests.compare("m", "weak", List.of(sheet(1, -1, 1, 0)), "zero", List.of(zero), 0);
    tests.compare("m", "strong", List.of(sheet(1, 1.1, 0.9, 1)), "zero", List.of(zero), 0);
    tests.compare("m", "same", List.of(zero), "zero", List.of(zero), 0);
    List<Comparison> adjusted = tests.adjusted();
    assertThat(adjusted).extracting(Comparison::first).containsExactly("weak", "strong", "same");
    assertThat(adjusted.get(1).adjusted()).isCloseTo(3 * adjusted.get(1).pValue(), within(1e-12));
    assertThat(adjusted.get(1).isSignificant()).isTrue();
    assertThat(adjusted.get(0).adjusted())
        .isCloseTo(Math.min(1, 2 * adjusted.get(0).pValue()), within(1e-12));
    assertThat(adjusted.get(2).adjusted()).isEqualTo(1);
  }

  private static Comparison compare(double[] ours, double[] theirs) {
    PairedTests tests = new PairedTests();
    tests.compare("m", "ours", List.of(sheet(ours)), "theirs", List.of(sheet(theirs)), 0);
    return tests.adjusted().get(0);
  }

  private static Sheet sheet(double... values) {
    return new Sheet(values.length, 1, values);
  }
}
