package io.cartrec.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

  private static final Measure MEAN = Measure.mean("mean", "a mean", 0);

  @Test
  void aFigureIsTheMeanOverTheCasesThatHaveTheNumber() {
    Figure figure = new Figures(List.of(MEAN), List.of(sheet(1, 0, Double.NaN, 1)))
        .with(1, 100)
        .get(0);
    assertThat(figure.value()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(figure.count()).isEqualTo(3);
    assertThat(figure.low()).isBetween(0.0, figure.value());
    assertThat(figure.high()).isBetween(figure.value(), 1.0);
  }

  @Test
  void foldsCountAlikeWhateverTheirSize() {
    Figure figure = new Figures(List.of(MEAN), List.of(sheet(1), sheet(0, 0, 0)))
        .with(1, 10)
        .get(0);
    assertThat(figure.value()).isEqualTo(0.5);
    assertThat(figure.count()).isEqualTo(4);
  }

  @Test
  void aFigureNobodyHasIsLeftOut() {
    assertThat(new Figures(List.of(MEAN), List.of(sheet(Double.NaN))).with(1, 10))
        .isEmpty();
  }

  @Test
  void aFigureThatNoResampleHasComesWithoutAnInterval() {
    double[] rare = new double[100];
    Arrays.fill(rare, 1, 100, Double.NaN);
    rare[0] = 0.5;
    for (int seed = 0; seed < 10; seed++) {
      Figure figure =
          new Figures(List.of(MEAN), List.of(sheet(rare))).with(seed, 1).get(0);
      assertThat(List.of(figure.value(), figure.low(), figure.high())).containsOnly(0.5);
    }
  }

  @Test
  void formulasWorkOnMeans() {
    Sheet sheet = new Sheet(2, new int[] {0, 1}, new double[] {0.2, 0.6, 0.4, 1.0});
    List<Measure> measures =
        List.of(Measure.harmonic("F1", "", 0, 1), Measure.root("root", "", 1), MEAN);
    List<Figure> figures = new Figures(measures, List.of(sheet)).with(1, 10);
    assertThat(figures.get(0).value()).isCloseTo(2 * 0.3 * 0.8 / 1.1, within(1e-12));
    assertThat(figures.get(1).value()).isCloseTo(Math.sqrt(0.8), within(1e-12));
    assertThat(Measure.harmonic("F1", "", 0, 1).formula().applyAsDouble(0, 0)).isEqualTo(0);
  }

  @Test
  void theIntervalHasTheWidthThatTheStandardErrorSays() {
    Random random = new Random(7);
    double[] values = new double[2000];
    Arrays.setAll(values, i -> random.nextGaussian());
    Figure figure =
        new Figures(List.of(MEAN), List.of(sheet(values))).with(42, 1000).get(0);
    double error = 1 / Math.sqrt(values.length);
    assertThat(figure.high() - figure.low()).isCloseTo(2 * 1.96 * error, within(0.2 * error));
  }

  @Test
  void casesOfOneUnitAreDrawnTogether() {
    Random random = new Random(7);
    double[] alone = new double[500];
    Arrays.setAll(alone, i -> random.nextGaussian());
    double[] copies = new double[5000];
    Arrays.setAll(copies, i -> alone[i / 10]);
    int[] units = IntStream.range(0, copies.length).map(i -> i / 10).toArray();
    Figure once =
        new Figures(List.of(MEAN), List.of(sheet(alone))).with(42, 500).get(0);
    Figure ten = new Figures(List.of(MEAN), List.of(new Sheet(1, units, copies)))
        .with(42, 500)
        .get(0);
    assertThat(ten.low()).isCloseTo(once.low(), within(1e-12));
    assertThat(ten.high()).isCloseTo(once.high(), within(1e-12));
  }

  @Test
  void aUserOfSeveralFoldsIsDrawnInAllOfThem() {
    // were folds drawn apart, the mean of 1 and 0 would at times meet 0 and 0 or 1 and 1
    Sheet one = new Sheet(1, new int[] {0, 1}, new double[] {1, 0});
    Sheet two = new Sheet(1, new int[] {0, 1}, new double[] {0, 1});
    Figure figure = new Figures(List.of(MEAN), List.of(one, two)).with(1, 100).get(0);
    assertThat(List.of(figure.low(), figure.high())).containsOnly(0.5);
  }

  @Test
  void leavesOutOneUnitAfterTheOther() {
    Sheet sheet = new Sheet(1, new int[] {4, 9, 4, 7}, new double[] {1, 2, 6, Double.NaN});
    assertThat(new Figures(List.of(MEAN), List.of(sheet)).leavingOut(MEAN))
        .containsExactly(2, Double.NaN, 3.5);
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    Figures figures = new Figures(List.of(MEAN), List.of(sheet(1, 0, 0, 1, 1, 0, 1)));
    assertThat(figures.with(3, 200)).isEqualTo(figures.with(3, 200));
  }

  @Test
  void refusesMoreNumbersThanAnArrayHolds() {
    IntColumn units = new IntColumn();
    units.add(0);
    units.add(1);
    Cases two = new Cases(units, index -> {
      throw new AssertionError("nothing is asked");
    });
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sheet.blank(two, 1 << 30))
        .withMessageContaining("2 cases of 1073741824 figures");
  }

  private static Sheet sheet(double... values) {
    return new Sheet(1, IntStream.range(0, values.length).toArray(), values);
  }
}
