package io.cartrec.leastsquares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Event;
import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.TrainingOptions;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.ModelProviders;
import io.cartrec.testkit.SmallShop;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.ejml.simple.SimpleMatrix;
import org.ejml.simple.SimpleSVD;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GfCfTest {

  private static final Baskets THREE = new Baskets(List.of(List.of("a", "b"), List.of("b", "c")));

  /**
   * Column sums 1, 2, 1; {@code R~ = (1/√2 1/2 0, 0 1/2 1/√2)} with {@code R~R~ᵀ = (3/4 1/4, 1/4 3/4)}, so
   * that the first singular value is 1 and its vector {@code (1/2, 1/√2, 1/2)}. The linear filter gives a
   * and b {@code 1/2 / √2}; the low-pass filter of rank 1 gives {@code a -> b} 1/2, {@code a -> c} and {@code
   * b -> a} 1/4.
   */
  @Test
  void findsTheWeightsWorkedOutByHand() {
    Model model = train(new GfCfConfig(1, 0.4, 10, 1), THREE.dataset());
    double linear = 0.5 / Math.sqrt(2);
    assertThat(Baskets.scores(model, "a").get("b")).isCloseTo(linear + 0.2, within(1e-6));
    assertThat(Baskets.scores(model, "a").get("c")).isCloseTo(0.1, within(1e-6));
    assertThat(Baskets.scores(model, "b").get("a")).isCloseTo(linear + 0.1, within(1e-6));
    assertThat(Baskets.scores(model, "b")).doesNotContainKey("b");
  }

  @Test
  void leavesTheLowPassFilterOutAtWeightZero() {
    Model model = train(new GfCfConfig(1, 0, 10, 1), THREE.dataset());
    assertThat(Baskets.scores(model, "a")).containsOnlyKeys("b");
    assertThat(Baskets.scores(model, "a").get("b")).isCloseTo(0.5 / Math.sqrt(2), within(1e-6));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void agreesWithTheFormulaOnRandomBaskets(int seed) {
    Baskets baskets = Baskets.random(seed);
    GfCfConfig config = new GfCfConfig(1 + seed, 0.3 * seed, 100, seed);
    SimpleMatrix expected = formula(baskets, config);
    List<String> items = baskets.items();
    Model model = train(config, baskets.dataset());
    for (int i = 0; i < items.size(); i++) {
      Map<String, Double> scores = Baskets.scores(model, items.get(i));
      for (int j = 0; j < items.size(); j++) {
        assertThat(scores.getOrDefault(items.get(j), 0.0))
            .as("%s -> %s", items.get(i), items.get(j))
            .isCloseTo(i == j ? 0 : expected.get(i, j), within(1e-5));
      }
    }
  }

  @Test
  void takesEverySingularVectorWhenThereAreFewerThanTheRank() {
    Baskets baskets = Baskets.random(7);
    GfCfConfig config = GfCfConfig.defaults();
    SimpleMatrix expected = formula(baskets, config.withRank(12));
    List<String> items = baskets.items();
    Map<String, Double> scores = Baskets.scores(train(config, baskets.dataset()), items.get(0));
    for (int j = 1; j < items.size(); j++) {
      assertThat(scores.getOrDefault(items.get(j), 0.0))
          .isCloseTo(expected.get(0, j), within(1e-5));
    }
  }

  @Test
  void stopsWhenTheListenerSaysSo() {
    Dataset shop = SmallShop.dataset();
    for (String stop : List.of("singular vectors", "weights")) {
      TrainingOptions options = TrainingOptions.defaults().withListener((phase, done, total) -> {
        if (phase.equals(stop)) {
          throw new CancellationException(stop);
        }
      });
      GfCfTrainer trainer = new GfCfTrainer(GfCfConfig.defaults());
      assertThatThrownBy(() -> trainer.train(shop, options)).hasMessage(stop);
    }
  }

  @Test
  void saysHowFarItIs() {
    Set<String> finished = Collections.synchronizedSet(new TreeSet<>());
    TrainingOptions options = TrainingOptions.defaults().withListener((phase, done, total) -> {
      if (done == total) {
        finished.add(phase);
      }
    });
    new GfCfTrainer(GfCfConfig.defaults()).train(SmallShop.dataset(), options);
    assertThat(finished).containsExactly("singular vectors", "weights");
  }

  @Test
  void takesItemsThatLieInNoBasket() {
    Dataset data = Dataset.of(List.of(
        Event.of("a").inSession("s"),
        Event.of("b").inSession("s"),
        Event.of("returned").inSession("s").times(-1)));
    Model model = train(GfCfConfig.defaults(), data);
    assertThat(Baskets.scores(model, "a")).containsOnlyKeys("b");
    assertThat(Baskets.scores(model, "returned")).isEmpty();
  }

  @Test
  void refusesDataWithoutSessionsAndUsers() {
    Dataset data = Dataset.of(List.of(Event.of("a"), Event.of("b")));
    GfCfTrainer trainer = new GfCfTrainer(GfCfConfig.defaults());
    assertThatThrownBy(() -> trainer.train(data))
        .hasMessageContaining("session")
        .hasMessageContaining("user");
  }

  @Test
  void refusesValuesOutsideTheirRange() {
    GfCfConfig config = GfCfConfig.defaults();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withRank(0))
        .withMessageContaining("rank must be > 0 but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withLowPassWeight(-1))
        .withMessageContaining("lowPassWeight");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withNeighbors(0))
        .withMessageContaining("neighbors");
  }

  @Test
  void isFoundAmongTheProviders() {
    assertThat(ModelProviders.installed().all()).extracting(ModelProvider::name).contains("gf-cf");
  }

  /** Both filters from their formulas, in doubles. */
  private static SimpleMatrix formula(Baskets baskets, GfCfConfig config) {
    SimpleMatrix normalized = normalized(baskets);
    SimpleMatrix x = baskets.matrix();
    int items = x.getNumCols();
    SimpleSVD<SimpleMatrix> svd = normalized.svd(true);
    SimpleMatrix v = svd.getV().cols(0, Math.min(config.rank(), items));
    SimpleMatrix root = new SimpleMatrix(items, items);
    for (int i = 0; i < items; i++) {
      root.set(i, i, Math.sqrt(x.extractVector(false, i).elementSum()));
    }
    SimpleMatrix lowPass = root.invert().mult(v).mult(v.transpose()).mult(root);
    return normalized.transpose().mult(normalized).plus(config.lowPassWeight(), lowPass);
  }

  static SimpleMatrix normalized(Baskets baskets) {
    SimpleMatrix x = baskets.matrix();
    SimpleMatrix normalized = x.copy();
    for (int b = 0; b < x.getNumRows(); b++) {
      for (int i = 0; i < x.getNumCols(); i++) {
        double sums =
            x.extractVector(true, b).elementSum() * x.extractVector(false, i).elementSum();
        normalized.set(b, i, x.get(b, i) / Math.sqrt(sums));
      }
    }
    return normalized;
  }

  private static Model train(GfCfConfig config, Dataset data) {
    return new GfCfTrainer(config).train(data);
  }
}
