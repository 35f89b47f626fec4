package io.cartrec.leastsquares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.data.Dataset;
import io.cartrec.model.TrainingOptions;
import io.cartrec.recommend.Recommenders;
import io.cartrec.testkit.SmallShop;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlimTest {

  private static final SlimConfig LIGHT = SlimConfig.plain(0.5, 1);

  /** a lies in 4 baskets, b in 5, both in 3: w(a, b) = (3 - 0.5) / (4 + 1), w(b, a) = (3 - 0.5) / (5 + 1). */
  @Test
  void weighsTwoItemsAsWorkedByHand() {
    Dataset data = new Baskets(List.of(
            List.of("a", "b"),
            List.of("a", "b"),
            List.of("b", "a", "a"),
            List.of("a"),
            List.of("b"),
            List.of("b")))
        .dataset();
    assertThat(weights(data, LIGHT)).isDeepEqualTo(new double[][] {
      {0, 0.5}, {(double) (2.5f / 6), 0}
    });
    assertThat(weights(data, LIGHT.withL1(3))).isDeepEqualTo(new double[2][2]);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithTextbookDescentOverResiduals(long seed) {
    Random random = new Random(seed);
    Dataset data = Baskets.random(120, 60, 10, seed).dataset();
    SlimConfig config = LIGHT
        .withL1(random.nextInt(3))
        .withL2(0.1 + random.nextInt(4))
        .withItemRegularization(random.nextInt(2));
    double[][] actual = weights(data, config);
    double[][] expected = new Textbook(data, config).weights();
    for (int item = 0; item < actual.length; item++) {
      assertThat(actual[item]).as("row %d", item).containsExactly(expected[item], within(2e-4));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void weightsMeetTheConditionsOfAnOptimum(long seed) {
    Dataset data = Baskets.random(400, 150, 12, seed).dataset();
    double[][] weights = weights(data, LIGHT);
    double[][] gram = gram(data);
    for (int j = 0; j < gram.length; j++) {
      for (int i = 0; i < gram.length; i++) {
        double slope = LIGHT.l1() - gram[i][j] + LIGHT.l2() * weights[i][j];
        for (int k = 0; k < gram.length; k++) {
          slope += gram[i][k] * weights[k][j];
        }
        if (i == j) {
          assertThat(weights[i][j]).isZero();
        } else if (weights[i][j] > 0) {
          assertThat(slope).isCloseTo(0, within(0.01));
        } else {
          assertThat(slope).isGreaterThan(-0.01);
        }
      }
    }
  }

  @Test
  void triesOnlyTheItemsOfHighestCosine() {
    Dataset shop = SmallShop.dataset();
    double[][] weights = weights(shop, LIGHT.withCandidates(1));
    int butter = shop.items().code("butter", -1);
    int bread = shop.items().code("bread", -1);
    // of butter's partners, bread has the cosine 3/4 and milk 1/2
    for (int item = 0; item < weights.length; item++) {
      assertThat(weights[item][butter]).isEqualTo(item == bread ? (double) (2.5f / 5) : 0);
    }
  }

  @Test
  void keepsOnlyTheLargestWeightsOfAnItem() {
    Dataset data = Baskets.random(300, 20, 6, 5).dataset();
    double[][] all = weights(data, LIGHT);
    double[][] kept = weights(data, LIGHT.withNeighbors(2));
    for (int item = 0; item < all.length; item++) {
      double[] sorted = all[item].clone();
      Arrays.sort(sorted);
      double second = sorted[sorted.length - 2];
      for (int other = 0; other < all.length; other++) {
        assertThat(kept[item][other]).isEqualTo(all[item][other] >= second ? all[item][other] : 0);
      }
    }
  }

  @Test
  void explainsAScoreByTheItemsOfTheCart() {
    Recommendations answer = Recommenders.of(new SlimTrainer(LIGHT).train(SmallShop.dataset()))
        .recommend(RecommendationRequest.of(Cart.of("milk", "bread")).limit(1).withReasons());
    assertThat(answer.items().get(0).itemId()).isEqualTo("butter");
    assertThat(answer.items().get(0).explanation().text()).startsWith("because of bread (");
  }

  @Test
  void hasNothingToSayWhenTheBasketsDoNot() {
    assertThat(weights(new Baskets(List.of(List.of("a"), List.of("b"))).dataset(), LIGHT))
        .isDeepEqualTo(new double[2][2]);
  }

  @Test
  void refusesDataWithoutSessionsAndUsers() {
    Dataset data = Dataset.of(List.of(Event.of("a"), Event.of("b")));
    SlimTrainer trainer = new SlimTrainer(LIGHT);
    assertThatThrownBy(() -> trainer.train(data))
        .hasMessageContaining("session")
        .hasMessageContaining("user");
  }

  @Test
  void stopsWhenTheListenerSaysSo() {
    TrainingOptions options = TrainingOptions.defaults()
        .withThreads(2)
        .withListener((phase, done, total) -> {
          throw new CancellationException("enough");
        });
    SlimTrainer trainer = new SlimTrainer(LIGHT);
    assertThatThrownBy(() -> trainer.train(SmallShop.dataset(), options))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void refusesValuesOutsideTheirRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LIGHT.withL1(-1))
        .withMessageContaining("l1 must be finite and >= 0 but was -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LIGHT.withL2(Double.NaN))
        .withMessageContaining("l2 must be finite and >= 0 but was NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LIGHT.withItemRegularization(Double.POSITIVE_INFINITY))
        .withMessageContaining("itemRegularization must be finite and >= 0 but was Infinity");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LIGHT.withNeighbors(0))
        .withMessageContaining("neighbors must be > 0 but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LIGHT.withCandidates(0))
        .withMessageContaining("candidates must be > 0 but was 0");
  }

  /** What each item gives to each other. */
  private static double[][] weights(Dataset data, SlimConfig config) {
    var model = new SlimTrainer(config).train(data, TrainingOptions.defaults().withThreads(2));
    double[][] weights = new double[data.items().size()][];
    for (int item = 0; item < weights.length; item++) {
      weights[item] = Baskets.dense(model, data.items().id(item));
    }
    return weights;
  }

  private static double[][] gram(Dataset data) {
    double[][] columns = columns(data);
    double[][] gram = new double[columns.length][columns.length];
    for (int i = 0; i < columns.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        for (int row = 0; row < columns[i].length; row++) {
          gram[i][j] += columns[i][row] * columns[j][row];
        }
      }
    }
    return gram;
  }

  /** For each item, which baskets hold it. */
  private static double[][] columns(Dataset data) {
    var baskets = data.baskets();
    double[][] columns = new double[data.items().size()][baskets.rows()];
    for (int row = 0; row < baskets.rows(); row++) {
      for (int item : baskets.itemsOf(row)) {
        columns[item][row] = 1;
      }
    }
    return columns;
  }

  /** Coordinate descent with the residual a - A w of one column at hand, over all other items. */
  private static final class Textbook {
    private static final int SWEEPS = 3_000;
    private static final double SETTLED = 1e-9;
    private final double[][] columns;
    private final SlimConfig config;

    Textbook(Dataset data, SlimConfig config) {
      this.columns = columns(data);
      this.config = config;
    }

    double[][] weights() {
      double[][] weights = new double[columns.length][columns.length];
      for (int j = 0; j < columns.length; j++) {
        double[] column = column(j);
        for (int i = 0; i < column.length; i++) {
          weights[i][j] = column[i];
        }
      }
      return weights;
    }

    private double[] column(int j) {
      double[] w = new double[columns.length];
      double[] residual = columns[j].clone();
      double change = Double.POSITIVE_INFINITY;
      for (int sweep = 0; sweep < SWEEPS && change > SETTLED; sweep++) {
        change = 0;
        for (int i = 0; i < w.length; i++) {
          if (i != j) {
            double product = 0;
            double square = 0;
            for (int row = 0; row < residual.length; row++) {
              product += columns[i][row] * residual[row];
              square += columns[i][row] * columns[i][row];
            }
            double curvature = square * (1 + config.itemRegularization()) + config.l2();
            double next = Math.max(0, (product + square * w[i] - config.l1()) / curvature);
            for (int row = 0; row < residual.length; row++) {
              residual[row] -= (next - w[i]) * columns[i][row];
            }
            change = Math.max(change, Math.abs(next - w[i]));
            w[i] = next;
          }
        }
      }
      return w;
    }
  }
}
