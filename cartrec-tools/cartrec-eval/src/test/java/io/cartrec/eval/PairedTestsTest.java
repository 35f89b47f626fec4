package io.cartrec.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedTestsTest {

  private static final Measure MEAN = Measure.mean("m", "", 0);

  @Test
  void isStudentsTestOnTheDifferences() {
    // differences 0, 1, 1, 2, 2, 3: mean 1.5, variance 1.1, t = 1.5 / sqrt(1.1 / 6) = 3.5032, 5
    // degrees
    Comparison one = compare(new double[] {0, 2, 2, 4, 4, 6}, new double[] {0, 1, 1, 2, 2, 3});
    assertThat(one.difference()).isEqualTo(1.5);
    assertThat(one.count()).isEqualTo(6);
    assertThat(one.units()).isEqualTo(6);
    assertThat(one.pValue()).isCloseTo(0.03125, within(1e-12)); // 0.0172 but for the floor 2^-5
    double[] more = new double[12];
    Arrays.setAll(more, i -> i % 3);
    // differences 0, 1, 2 four times: t = 1 / sqrt(8 / 11 / 12) = 4.0620 with 11 degrees of freedom
    assertThat(compare(more, new double[12]).pValue()).isCloseTo(0.00188, within(1e-5));
  }

  @Test
  void casesOfOneUnitAreOneObservation() {
    Random random = new Random(3);
    double[] alone = new double[40];
    Arrays.setAll(alone, i -> random.nextGaussian() + 0.3);
    double[] copies = new double[4000];
    Arrays.setAll(copies, i -> alone[i / 100]);
    int[] units = IntStream.range(0, copies.length).map(i -> i / 100).toArray();
    Comparison once = compare(alone, new double[alone.length]);
    Comparison often =
        compare(new Sheet(1, units, copies), new Sheet(1, units, new double[copies.length]));
    assertThat(often.count()).isEqualTo(4000);
    assertThat(often.units()).isEqualTo(40);
    assertThat(often.pValue()).isCloseTo(once.pValue(), within(1e-9));
    assertThat(often.pValue()).isGreaterThan(0.001);
  }

  @Test
  void equalModelsDoNotDiffer() {
    assertThat(compare(new double[] {1, 0, 1}, new double[] {1, 0, 1}).pValue()).isEqualTo(1);
  }

  @Test
  void aFewConstantDifferencesProveNothing() {
    assertThat(compare(new double[] {1, 1, 1}, new double[] {0, 0, 0}).pValue()).isEqualTo(0.25);
    double[] ones = new double[12];
    Arrays.fill(ones, 0.1);
    assertThat(compare(ones, new double[12]).pValue()).isCloseTo(1 / 2048.0, within(1e-12));
  }

  @Test
  void aSingleUnitIsNotCompared() {
    Sheet one = new Sheet(1, new int[] {5, 5}, new double[] {1, 2});
    Sheet two = new Sheet(1, new int[] {5, 5}, new double[] {0, 0});
    PairedTests tests = new PairedTests();
    tests.compare(MEAN, "ours", figures(one), "theirs", figures(two));
    assertThat(tests.adjusted()).isEmpty();
  }

  @Test
  void leavesOutCasesWithoutTheNumber() {
    Comparison one =
        compare(new double[] {Double.NaN, 2, 4, 6}, new double[] {Double.NaN, 1, 2, 3});
    assertThat(one.count()).isEqualTo(3);
    assertThat(one.units()).isEqualTo(3);
    assertThat(one.difference()).isEqualTo(2);
  }

  @Test
  void comparesTheFigureNotItsColumn() {
    Measure root = Measure.root("RMSE", "", 0);
    PairedTests tests = new PairedTests();
    tests.compare(root, "ours", figures(sheet(16, 16)), "theirs", figures(sheet(1, 7)));
    assertThat(tests.adjusted().get(0).metric()).isEqualTo("RMSE");
    assertThat(tests.adjusted().get(0).difference()).isEqualTo(4 - 2);
  }

  @Test
  void holmMultipliesTheSmallestMostAndNeverFalls() {
    PairedTests tests = new PairedTests();
    Figures zero = figures(sheet(new double[8]));
    double[] weak = {1, -1, 1, 0, 1, -1, 1, 0};
    double[] strong = {1, 1.1, 0.9, 1, 1, 1.1, 0.9, 1};
    tests.compare(MEAN, "weak", figures(sheet(weak)), "zero", zero);
    tests.compare(MEAN, "strong", figures(sheet(strong)), "zero", zero);
    tests.compare(MEAN, "same", zero, "zero", zero);
    List<Comparison> adjusted = tests.adjusted();
    assertThat(adjusted).extracting(Comparison::first).containsExactly("weak", "strong", "same");
    assertThat(adjusted.get(1).adjusted()).isCloseTo(3 * adjusted.get(1).pValue(), within(1e-12));
    assertThat(adjusted.get(1).isSignificant()).isTrue();
    assertThat(adjusted.get(0).adjusted())
        .isCloseTo(Math.min(1, 2 * adjusted.get(0).pValue()), within(1e-12));
    assertThat(adjusted.get(2).adjusted()).isEqualTo(1);
  }

  private static Comparison compare(double[] ours, double[] theirs) {
    return compare(sheet(ours), sheet(theirs));
  }

  private static Comparison compare(Sheet ours, Sheet theirs) {
    PairedTests tests = new PairedTests();
    tests.compare(MEAN, "ours", figures(ours), "theirs", figures(theirs));
    return tests.adjusted().get(0);
  }

  private static Figures figures(Sheet sheet) {
    return new Figures(List.of(MEAN), List.of(sheet));
  }

  private static Sheet sheet(double... values) {
    return new Sheet(1, IntStream.range(0, values.length).toArray(), values);
  }
}
