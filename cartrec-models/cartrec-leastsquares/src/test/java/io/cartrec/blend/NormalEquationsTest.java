package io.cartrec.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NormalEquationsTest {

  private static final List<String> SIGNALS = List.of("user-knn", "item-knn");

  /** Two users, four items. */
  private static final double[][] U = {{1, 2, 3, 4}, {2, 0, 1, 3}};

  private static final double[][] V = {{3, 0, 1, 2}, {0, 4, 3, 1}};

  @Test
  void theWorkedExampleGivesHalfAndHalf() {
    // r = 0.5 u + 0.5 v in every cell, such as (1 + 3) / 2 = 2 for the first user's first item
    double[][] r = {{2, 1, 2, 3}, {1, 2, 2, 2}};
    NormalEquations equations = new NormalEquations(SIGNALS, false);
    for (int user = 0; user < 2; user++) {
      for (int item = 0; item < 4; item++) {
        equations.add(new double[] {U[user][item], V[user][item]}, r[user][item]);
      }
    }
    // U'U = 44, V'V = 40, U'V = 20, U'Y = 32, V'Y = 30: 44 α + 20 β = 32, 20 α + 40 β = 30
    NormalEquations.Fit fit = equations.solve(0);
    assertThat(fit.coefficients()).containsExactly(new double[] {0.5, 0.5}, within(1e-12));
    assertThat(fit.standardErrors()).containsExactly(new double[] {0, 0}, within(1e-6));
    assertThat(fit.rSquared()).isCloseTo(1, within(1e-12));
    for (int user = 0; user < 2; user++) {
      for (int item = 0; item < 4; item++) {
        assertThat(fit.coefficients()[0] * U[user][item] + fit.coefficients()[1] * V[user][item])
            .isCloseTo(0.5 * U[user][item] + 0.5 * V[user][item], within(1e-12))
            .isCloseTo(r[user][item], within(1e-12));
      }
    }
  }

  @Test
  void fitsALineWithItsStandardErrors() {
    // x = 1, 2, 3 and y = 1, 2, 4: slope 1.5, intercept -2/3, squared residuals 1/6 over 1 degree
    // of
    // freedom, se(slope) = sqrt(1/6 / 2), se(intercept) = sqrt(1/6 * (1/3 + 4/2)), R² = 1 -
    // (1/6)/(14/3)
    NormalEquations line = new NormalEquations(List.of("x"), true);
    line.add(new double[] {1}, 1);
    line.add(new double[] {2}, 2);
    line.add(new double[] {3}, 4);
    NormalEquations.Fit fit = line.solve(0);
    assertThat(fit.coefficients()).containsExactly(new double[] {1.5, -2.0 / 3}, within(1e-9));
    assertThat(fit.standardErrors())
        .containsExactly(new double[] {Math.sqrt(1.0 / 12), Math.sqrt(7.0 / 18)}, within(1e-9));
    assertThat(fit.rSquared()).isCloseTo(1 - (1.0 / 6) / (14.0 / 3), within(1e-9));
  }

  @Test
  void rowsOfZerosCountForTheIntercept() {
    NormalEquations summed = new NormalEquations(List.of("x"), true);
    NormalEquations counted = new NormalEquations(List.of("x"), true);
    for (NormalEquations equations : List.of(summed, counted)) {
      equations.add(new double[] {1}, 1);
      equations.add(new double[] {2}, 5);
    }
    counted.addZeros(3);
    for (int row = 0; row < 3; row++) {
      summed.add(new double[] {0}, 0);
    }
    assertThat(counted.solve(0.1).coefficients()).isEqualTo(summed.solve(0.1).coefficients());
    assertThat(counted.solve(0.1).rSquared()).isEqualTo(summed.solve(0.1).rSquared());
  }

  @Test
  void signalsMayBeOnVeryDifferentScales() {
    NormalEquations equations = new NormalEquations(List.of("counts", "shares"), true);
    Random random = new Random(1);
    for (int row = 0; row < 50; row++) {
      double count = 1e6 * random.nextDouble();
      double share = 1e-6 * random.nextDouble();
      equations.add(new double[] {count, share}, 2e-6 * count + 3e6 * share + 1);
    }
    double[] coefficients = equations.solve(0).coefficients();
    assertThat(coefficients[0]).isCloseTo(2e-6, within(1e-12));
    assertThat(coefficients[1]).isCloseTo(3e6, within(1.0));
    assertThat(coefficients[2]).isCloseTo(1, within(1e-6));
  }

  @Test
  void saysThatASignalCoincidesWithTheIntercept() {
    NormalEquations constant = new NormalEquations(SIGNALS, true);
    constant.add(new double[] {1, 3}, 1);
    constant.add(new double[] {2, 3}, 0);
    constant.add(new double[] {5, 3}, 0);
    assertThatIllegalStateException()
        .isThrownBy(() -> constant.solve(0))
        .withMessageContaining("the signals item-knn and intercept coincide");
  }

  @Test
  void saysWhichSignalsCoincide() {
    NormalEquations twice = new NormalEquations(SIGNALS, false);
    twice.add(new double[] {1, 2}, 1);
    twice.add(new double[] {3, 6}, 0);
    assertThatIllegalStateException()
        .isThrownBy(() -> twice.solve(0))
        .withMessageContaining("the signals user-knn and item-knn coincide");
    assertThat(twice.solve(0.5).coefficients()).hasSize(2);

    NormalEquations silent = new NormalEquations(SIGNALS, false);
    silent.add(new double[] {1, 0}, 1);
    assertThatIllegalStateException()
        .isThrownBy(() -> silent.solve(0))
        .withMessageContaining("the signal item-knn is 0 for everything observed");

    NormalEquations sum = new NormalEquations(List.of("a", "b", "c"), false);
    sum.add(new double[] {1, 0, 1}, 1);
    sum.add(new double[] {0, 1, 1}, 0);
    sum.add(new double[] {1, 2, 3}, 0);
    assertThatIllegalStateException()
        .isThrownBy(() -> sum.solve(0))
        .withMessageContaining("the signals a, b, c depend on each other linearly");
  }
}
