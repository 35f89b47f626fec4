package io.cartrec.leastsquares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.data.Dataset;
import io.cartrec.leastsquares.IalsConfig.Solver;
import io.cartrec.model.Model;
import io.cartrec.model.TrainingOptions;
import io.cartrec.recommend.Recommenders;
import io.cartrec.testkit.SmallShop;
import io.cartrec.testkit.ZipfShop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IalsTest {

  private static final IalsConfig SMALL = new IalsConfig(4, 2, 0.5, 1, 10, 0.5, Solver.EXACT, 7);

  /**
   * One item in all 6 baskets: rows are alike, {@code α₀ = c 6 / (6 * 1) = c} and {@code λ = r / (1 + c)},
   * and each side solves {@code w = h / ((1 + c) h² + r)}. At rest {@code w = h}, so that {@code h² = (1 -
   * r) / (1 + c)}: with {@code c = 0.25} and {@code r = 0.0625}, 0.75.
   */
  @ParameterizedTest
  @EnumSource
  void reachesTheScoreWorkedByHand(Solver solver) {
    Dataset data = new Baskets(Collections.nCopies(6, List.of("only"))).dataset();
    IalsConfig config = new IalsConfig(1, 0.25, 0.0625, 1, 60, 0.1, solver, 42);
    Model model = new IalsTrainer(config).train(data);
    assertThat(Baskets.dense(model, "only")[0]).isCloseTo(0.75, within(1e-5));
  }

  @Test
  void recommendsWhatLiesInTheSameShops() {
    Model model = new IalsTrainer(SMALL).train(SmallShop.dataset());
    Recommendations answer = Recommenders.of(model)
        .recommend(RecommendationRequest.of(Cart.of("bread")).limit(2).withReasons());
    assertThat(answer.itemIds()).containsExactlyInAnyOrder("milk", "butter");
    assertThat(answer.items().get(0).explanation().text()).isEqualTo("because of bread (100 %)");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void lossIsThatOfTheFormulaAndNeverRises(long seed) {
    BinaryMatrix matrix = matrix(seed);
    IalsConfig config = SMALL.withExponent(seed % 3 / 2.0).withFactors(2 + (int) seed * 3);
    Alternation fit = new Alternation(matrix, config);
    double before = Double.POSITIVE_INFINITY;
    for (int half = 0; half < 16; half++) {
      if (half % 2 == 0) {
        fit.solveRows(1);
      } else {
        fit.solveItems(1);
      }
      double loss = fit.loss();
      assertThat(loss).isCloseTo(new Oracle(matrix, config, fit).loss(), within(1e-9 * loss));
      assertThat(loss).isLessThanOrEqualTo(before * (1 + 1e-7));
      before = loss;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void gradientVanishesOnTheSideThatWasSolved(long seed) {
    BinaryMatrix matrix = matrix(seed);
    IalsConfig config = SMALL.withExponent(seed % 3 / 2.0);
    Alternation fit = new Alternation(matrix, config);
    fit.solveRows(1);
    Oracle oracle = new Oracle(matrix, config, fit);
    assertThat(oracle.steepest(oracle.rows)).isLessThan(1e-4);
    assertThat(oracle.steepest(oracle.items)).isGreaterThan(1e-2);
    fit.solveItems(1);
    oracle = new Oracle(matrix, config, fit);
    assertThat(oracle.steepest(oracle.items)).isLessThan(1e-4);
  }

  @Test
  void foldsATrainingRowInToTheVectorThatTrainingGivesIt() {
    Baskets baskets = Baskets.random(50, 20, 9, 3);
    Dataset data = baskets.dataset();
    Model model = new IalsTrainer(SMALL).train(data);
    Alternation fit = new Alternation(BinaryMatrix.of(data.baskets()), SMALL);
    for (int iteration = 0; iteration < SMALL.iterations(); iteration++) {
      fit.solveRows(1);
      fit.solveItems(1);
    }
    fit.solveRows(1);
    for (int row = 0; row < baskets.baskets().size(); row++) {
      double[] scores = Baskets.dense(model, baskets.baskets().get(row).toArray(String[]::new));
      for (int item = 0; item < scores.length; item++) {
        double product = Factors.dot(fit.rows().row(row), fit.items().row(item));
        assertThat(scores[item]).isCloseTo(Math.max(0, product), within(1e-5));
      }
    }
  }

  @Test
  void conjugateGradientsComeWithinAPercentOfTheExactLoss() {
    BinaryMatrix matrix = BinaryMatrix.of(new ZipfShop(500, 4_000, 11).dataset().baskets());
    IalsConfig config = IalsConfig.defaults().withFactors(16);
    double exact = loss(matrix, config.withSolver(Solver.EXACT));
    assertThat(loss(matrix, config.withSolver(Solver.CG))).isBetween(exact * 0.99, exact * 1.01);
  }

  @ParameterizedTest
  @EnumSource
  void copesWithMoreFactorsThanItemsAndRows(Solver solver) {
    Dataset data =
        new Baskets(List.of(List.of("a", "b"), List.of("a", "b"), List.of("c"))).dataset();
    IalsConfig config = SMALL.withFactors(50).withSolver(solver);
    double[] scores = Baskets.dense(new IalsTrainer(config).train(data), "a");
    assertThat(scores[1]).isGreaterThan(0.1);
    assertThat(Math.abs(scores[2])).isLessThan(0.05);
  }

  @Test
  void scoresNothingForItemsThatWereMerelyShown() {
    List<Event> events = new ArrayList<>();
    events.add(Event.of("shown", EventType.IMPRESSION).inSession("s"));
    events.add(Event.of("bought").inSession("t"));
    events.add(Event.of("too").inSession("t"));
    Model model = new IalsTrainer(SMALL).train(Dataset.of(events));
    assertThat(Baskets.dense(model, "bought")[0]).isZero();
    assertThat(Baskets.dense(model, "shown")).containsOnly(0);
    Model shown = new IalsTrainer(SMALL).train(Dataset.of(events.subList(0, 1)));
    assertThat(Baskets.dense(shown, "shown")).containsOnly(0);
  }

  @Test
  void seedDecidesWhereItBegins() {
    Dataset shop = SmallShop.dataset();
    IalsConfig config = SMALL.withIterations(1);
    double[] scores = Baskets.dense(new IalsTrainer(config).train(shop), "milk");
    assertThat(Baskets.dense(new IalsTrainer(config.withSeed(8)).train(shop), "milk"))
        .isNotEqualTo(scores);
    assertThat(Baskets.dense(new IalsTrainer(config.withDeviation(0.1)).train(shop), "milk"))
        .isNotEqualTo(scores);
  }

  @Test
  void refusesDataWithoutSessionsAndUsers() {
    Dataset data = Dataset.of(List.of(Event.of("a"), Event.of("b")));
    IalsTrainer trainer = new IalsTrainer(SMALL);
    assertThatThrownBy(() -> trainer.train(data))
        .hasMessageContaining("session")
        .hasMessageContaining("user");
  }

  @Test
  void stopsWhenTheListenerSaysSo() {
    TrainingOptions options = TrainingOptions.defaults().withListener((phase, done, total) -> {
      throw new CancellationException("enough");
    });
    IalsTrainer trainer = new IalsTrainer(SMALL);
    assertThatThrownBy(() -> trainer.train(SmallShop.dataset(), options))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void refusesValuesOutsideTheirRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.withFactors(0))
        .withMessageContaining("factors must be > 0 but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.withUnobserved(Double.NaN))
        .withMessageContaining("unobserved must be in");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.withRegularization(0))
        .withMessageContaining("regularization must be in");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.withExponent(1.5))
        .withMessageContaining("exponent must be in [0.0, 1.0] but was 1.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.withIterations(-1))
        .withMessageContaining("iterations must be > 0 but was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.withDeviation(Double.POSITIVE_INFINITY))
        .withMessageContaining("deviation must be in");
  }

  @Test
  void refusesAModelTooLargeForItsFile() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FactorTable.length(200_000, 4096))
        .withMessageContaining("200000 items of 4096 factors")
        .withMessageContaining("lower factors");
  }

  private static BinaryMatrix matrix(long seed) {
    return BinaryMatrix.of(Baskets.random(40, 15, 12, seed).dataset().baskets());
  }

  private static double loss(BinaryMatrix matrix, IalsConfig config) {
    Alternation fit = new Alternation(matrix, config);
    for (int iteration = 0; iteration < config.iterations(); iteration++) {
      fit.solveRows(1);
      fit.solveItems(1);
    }
    return fit.loss();
  }

  /** The loss straight from its formula, over all pairs, and its slope by finite differences. */
  private static final class Oracle {
    private static final double STEP = 1e-3;
    private final boolean[][] ones;
    private final IalsConfig config;
    private final double[][] rows;
    private final double[][] items;

    Oracle(BinaryMatrix matrix, IalsConfig config, Alternation fit) {
      this.config = config;
      ones = new boolean[matrix.rows()][matrix.columns()];
      for (int row = 0; row < matrix.rows(); row++) {
        for (int k = matrix.begin(row); k < matrix.end(row); k++) {
          ones[row][matrix.column(k)] = true;
        }
      }
      rows = copy(fit.rows());
      items = copy(fit.items());
    }

    private static double[][] copy(Factors factors) {
      double[][] copy = new double[factors.size()][];
      for (int row = 0; row < copy.length; row++) {
        float[] vector = factors.row(row);
        copy[row] =
            IntStream.range(0, vector.length).mapToDouble(k -> vector[k]).toArray();
      }
      return copy;
    }

    double loss() {
      int[] ofRow = new int[rows.length];
      int[] ofItem = new int[items.length];
      int total = 0;
      for (int row = 0; row < rows.length; row++) {
        for (int item = 0; item < items.length; item++) {
          if (ones[row][item]) {
            ofRow[row]++;
            ofItem[item]++;
            total++;
          }
        }
      }
      double weight = config.unobserved() * total / rows.length / items.length;
      double average = total / (double) rows.length + weight * items.length;
      double lambda = config.regularization() / Math.pow(average, config.exponent());
      double loss = 0;
      for (int row = 0; row < rows.length; row++) {
        for (int item = 0; item < items.length; item++) {
          double score = dot(rows[row], items[item]);
          loss += weight * score * score + (ones[row][item] ? (1 - score) * (1 - score) : 0);
        }
      }
      return loss
          + lambda * penalty(rows, ofRow, weight * items.length)
          + lambda * penalty(items, ofItem, weight * rows.length);
    }

    private double penalty(double[][] vectors, int[] lengths, double offset) {
      double sum = 0;
      for (int v = 0; v < vectors.length; v++) {
        sum += Math.pow(lengths[v] + offset, config.exponent()) * dot(vectors[v], vectors[v]);
      }
      return sum;
    }

    /** The largest slope of the loss along a coordinate of one of the vectors, rising or falling. */
    double steepest(double[][] vectors) {
      double steepest = 0;
      for (double[] vector : vectors) {
        for (int k = 0; k < vector.length; k++) {
          double here = vector[k];
          vector[k] = here + STEP;
          double above = loss();
          vector[k] = here - STEP;
          double below = loss();
          vector[k] = here;
          steepest = Math.max(steepest, Math.abs(above - below) / (2 * STEP));
        }
      }
      return steepest;
    }

    private static double dot(double[] x, double[] y) {
      double sum = 0;
      for (int k = 0; k < x.length; k++) {
        sum += x[k] * y[k];
      }
      return sum;
    }
  }
}
