package io.cartrec.leastsquares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.data.Dataset;
import io.cartrec.data.DatasetBuilder;
import io.cartrec.model.Model;
import io.cartrec.model.TrainingOptions;
import io.cartrec.recommend.Recommenders;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EaseTest {

  private static final Baskets THREE = new Baskets(List.of(List.of("a", "b"), List.of("b", "c")));

  /**
   * {@code XᵀX + I} is {@code (2 1 0, 1 3 1, 0 1 2)} with determinant 8, and eight times its inverse {@code (5
   * -2 1, -2 4 -2, 1 -2 5)}: b from a is 2/4, c from a is -1/5, a from b is 2/5.
   */
  @Test
  void findsTheWeightsWorkedOutByHand() {
    Model model = train(EaseConfig.plain(1), THREE.dataset());
    assertThat(Baskets.scores(model, "a").get("b")).isCloseTo(0.5, within(1e-6));
    assertThat(Baskets.scores(model, "a").get("c")).isCloseTo(-0.2, within(1e-6));
    assertThat(Baskets.scores(model, "b").get("a")).isCloseTo(0.4, within(1e-6));
    assertThat(Baskets.scores(model, "b").get("c")).isCloseTo(0.4, within(1e-6));
    assertThat(Baskets.scores(model, "b")).doesNotContainKey("b");
  }

  /** With a basket damping of 1 the baskets weigh 1/2 each, and so does all of {@code XᵀX}. */
  @Test
  void weighsBasketsByTheirLength() {
    EaseConfig half = EaseConfig.plain(0.5).withBasketDamping(1);
    assertThat(Baskets.scores(train(half, THREE.dataset()), "a"))
        .isEqualTo(Baskets.scores(train(EaseConfig.plain(1), THREE.dataset()), "a"));
  }

  @Test
  void keepsTheHeaviestWeightsWhateverTheirSign() {
    Model model = train(EaseConfig.plain(1).withNeighbors(1), THREE.dataset());
    assertThat(Baskets.scores(model, "a")).containsOnlyKeys("b");
    assertThat(Baskets.scores(model, "b")).containsOnlyKeys("a");
    Model both = train(EaseConfig.plain(1).withNeighbors(2), THREE.dataset());
    assertThat(Baskets.scores(both, "a")).containsOnlyKeys("b", "c");
  }

  @Test
  void explainsAScoreByTheItemsOfTheCart() {
    Dataset shop = SmallShop.dataset();
    Recommendations answer = Recommenders.of(train(EaseConfig.plain(1), shop))
        .recommend(RecommendationRequest.of(Cart.of("beer", "milk")).limit(1).withReasons());
    assertThat(answer.items().get(0).itemId()).isEqualTo("chips");
    assertThat(answer.items().get(0).explanation().text()).startsWith("because of beer");
  }

  @Test
  void fitsEachItemOnItsNeighboursAlone() {
    // b's only strongest neighbour is a: w = G_ab / (G_aa + 1) = 1 / 2; of equals the smaller code
    Model model = train(EaseConfig.plain(1).withMaxItems(2).withNeighbors(1), THREE.dataset());
    assertThat(Baskets.scores(model, "a")).containsOnlyKeys("b");
    assertThat(Baskets.scores(model, "a").get("b")).isCloseTo(0.5, within(1e-6));
    // a and c are both predicted from b, 1 / 3 each, and one of the two weights is kept
    assertThat(Baskets.scores(model, "b")).containsOnlyKeys("a");
    assertThat(Baskets.scores(model, "b").get("a")).isCloseTo(1.0 / 3, within(1e-6));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void agreesWithTheFormulaOnRandomBaskets(long seed) {
    Baskets baskets = Baskets.random(seed);
    EaseConfig config =
        new EaseConfig(0.5 + seed, seed % 3 / 2.0, seed % 4 / 4.0, seed % 5 / 10.0, 100, 100);
    SimpleMatrix expected = formula(baskets, config);
    List<String> items = baskets.items();
    Dataset data = baskets.dataset();
    for (int maxItems : new int[] {100, 0}) { // all others are neighbours of an item
      Model model = train(config.withMaxItems(maxItems), data);
      for (int i = 0; i < items.size(); i++) {
        Map<String, Double> scores = Baskets.scores(model, items.get(i));
        for (int j = 0; j < items.size(); j++) {
          assertThat(scores.getOrDefault(items.get(j), 0.0))
              .as("%s -> %s, max-items %d", items.get(i), items.get(j), maxItems)
              .isCloseTo(expected.get(i, j), within(1e-5));
        }
      }
    }
  }

  @Test
  void stopsWhenTheListenerSaysSo() {
    Dataset shop = SmallShop.dataset();
    for (String stop : List.of("pairs", "inversion", "weights", "regressions")) {
      TrainingOptions options = TrainingOptions.defaults().withListener((phase, done, total) -> {
        if (phase.equals(stop)) {
          throw new CancellationException(stop);
        }
      });
      EaseTrainer trainer =
          new EaseTrainer(EaseConfig.defaults().withMaxItems(stop.equals("regressions") ? 0 : 100));
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
    new EaseTrainer(EaseConfig.defaults()).train(SmallShop.dataset(), options);
    assertThat(finished).containsExactly("inversion", "pairs", "weights");
    new EaseTrainer(EaseConfig.defaults().withMaxItems(0)).train(SmallShop.dataset(), options);
    assertThat(finished).containsExactly("inversion", "pairs", "regressions", "weights");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 0})
  void namesTheRegularizationThatIsTooSmall(int maxItems) {
    Dataset data = new Baskets(Collections.nCopies(10, List.of("a", "b", "c", "d"))).dataset();
    EaseTrainer trainer = new EaseTrainer(EaseConfig.plain(1e-30).withMaxItems(maxItems));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.train(data))
        .withMessageContaining("regularization")
        .withMessageContaining("1.0E-30");
  }

  @Test
  void proposesAGreaterRegularization() {
    assertThat(EaseConfig.plain(1e-30).tooSmall(4)).hasMessageEndingWith("for example to 20.0");
    assertThat(EaseConfig.plain(50).tooSmall(4)).hasMessageEndingWith("for example to 500.0");
  }

  @Test
  void saysWhenTheHeapIsTooSmall() {
    DatasetBuilder data = Dataset.builder();
    long heap = Runtime.getRuntime().maxMemory();
    int items = (int) Math.sqrt(heap / 2.0) + 1;
    for (int i = 0; i < items; i++) {
      data.add(Event.of("item-" + i).inSession("s" + i / 2));
    }
    Dataset large = data.build();
    EaseTrainer trainer = new EaseTrainer(EaseConfig.defaults().withMaxItems(items));
    assertThatIllegalStateException()
        .isThrownBy(() -> trainer.train(large))
        .withMessageContaining("-Xmx")
        .withMessageContaining("max-items below " + items);
  }

  @Test
  void refusesDataWithoutSessionsAndUsers() {
    Dataset data = Dataset.of(List.of(Event.of("a"), Event.of("b")));
    EaseTrainer trainer = new EaseTrainer(EaseConfig.defaults());
    assertThatThrownBy(() -> trainer.train(data))
        .hasMessageContaining("session")
        .hasMessageContaining("user");
  }

  @Test
  void answersNothingWithoutData() {
    Model model = train(EaseConfig.defaults(), Dataset.of(List.of(Event.of("a").inSession("s"))));
    assertThat(Baskets.scores(model, "a")).isEmpty();
  }

  @Test
  void refusesValuesOutsideTheirRange() {
    EaseConfig config = EaseConfig.defaults();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withRegularization(0))
        .withMessageContaining("regularization must be finite and > 0 but was 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withItemRegularization(Double.NaN))
        .withMessageContaining("itemRegularization");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withBasketDamping(1.5))
        .withMessageContaining("basketDamping must be in [0.0, 1.0] but was 1.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withPopularityDamping(-0.1))
        .withMessageContaining("popularityDamping");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withNeighbors(0))
        .withMessageContaining("neighbors");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withMaxItems(-1))
        .withMessageContaining("maxItems");
  }

  @Test
  void isFoundAmongTheProviders() {
    assertThat(ModelProviders.installed().all()).extracting(ModelProvider::name).contains("ease");
  }

  /** {@code B} from its formula, in doubles. */
  private static SimpleMatrix formula(Baskets baskets, EaseConfig config) {
    SimpleMatrix x = baskets.matrix();
    SimpleMatrix weights = new SimpleMatrix(x.getNumRows(), x.getNumRows());
    for (int b = 0; b < x.getNumRows(); b++) {
      weights.set(b, b, Math.pow(x.extractVector(true, b).elementSum(), -config.basketDamping()));
    }
    SimpleMatrix gram = x.transpose().mult(weights).mult(x);
    SimpleMatrix regularized = gram.copy();
    for (int i = 0; i < gram.getNumRows(); i++) {
      regularized.set(
          i, i, gram.get(i, i) * (1 + config.itemRegularization()) + config.regularization());
    }
    SimpleMatrix p = regularized.invert();
    SimpleMatrix b = p.createLike();
    for (int i = 0; i < p.getNumRows(); i++) {
      for (int j = 0; j < p.getNumRows(); j++) {
        double count = x.extractVector(false, j).elementSum();
        double damped = Math.pow(count, -config.popularityDamping());
        b.set(i, j, i == j ? 0 : -p.get(i, j) / p.get(j, j) * damped);
      }
    }
    return b;
  }

  private static Model train(EaseConfig config, Dataset data) {
    return new EaseTrainer(config).train(data);
  }
}
