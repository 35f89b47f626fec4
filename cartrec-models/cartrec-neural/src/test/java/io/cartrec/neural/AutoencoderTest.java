package io.cartrec.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.Recommendation;
import io.cartrec.RecommendationRequest;
import io.cartrec.RepeatPolicy;
import io.cartrec.data.Dataset;
import io.cartrec.data.Interactions;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.TrainingOptions;
import io.cartrec.neural.AutoencoderConfig.Targets;
import io.cartrec.neural.kernel.Adam;
import io.cartrec.neural.kernel.Mix;
import io.cartrec.neural.kernel.TensorKernels;
import io.cartrec.recommend.Embeddings;
import io.cartrec.recommend.Recommenders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoencoderTest {

  private static final int GROUP = 6;

  @ParameterizedTest
  @CsvSource({
    "0, 0, true, DROPPED",
    "10, 0, true, DROPPED",
    "10, 0, false, DROPPED",
    "10, 0, false, ALL",
    "0, 0.1, true, DROPPED",
    "10, 0.1, false, ALL"
  })
  void findsTheRestOfAGroup(int negatives, double beta, boolean tied, Targets targets) {
    AutoencoderConfig config = new AutoencoderConfig(
        16,
        beta,
        tied,
        targets,
        false,
        AutoencoderConfig.defaults()
            .learning()
            .withEpochs(40)
            .withNegatives(negatives)
            .withBatch(16)
            .withRate(0.01)
            .withStateDropout(0.1));
    Model model = new AutoencoderTrainer(config).train(groups(8, 300));
    int right = 0;
    for (int item = 0; item < 8 * GROUP; item++) {
      List<String> answer =
          Recommenders.of(model).recommend(Cart.of("i" + item)).itemIds();
      for (String other : answer.subList(0, GROUP - 1)) {
        right += Integer.parseInt(other.substring(1)) / GROUP == item / GROUP ? 1 : 0;
      }
    }
    assertThat(right).isGreaterThan(8 * GROUP * (GROUP - 1) * 95 / 100);
  }

  /** Sessions of three items of one of {@code count} groups. */
  private static Dataset groups(int count, int sessions) {
    Random random = new Random(3);
    List<Event> events = new ArrayList<>();
    for (int s = 0; s < sessions; s++) {
      int group = random.nextInt(count);
      for (int item : random.ints(0, GROUP).distinct().limit(3).toArray()) {
        events.add(Event.of("i" + (group * GROUP + item)).inSession("s" + s));
      }
    }
    return Dataset.of(events);
  }

  @Test
  void tellsHowItDoesOnWhatIsHeldBack() {
    List<String> phases = new ArrayList<>();
    AutoencoderConfig config = AutoencoderConfig.defaults()
        .withWidth(8)
        .withLearning(
            AutoencoderConfig.defaults().learning().withValidation(0.2).withEpochs(3));
    TrainingOptions options =
        TrainingOptions.defaults().withListener((phase, done, total) -> phases.add(phase));
    new AutoencoderTrainer(config).train(groups(4, 60), options);
    assertThat(phases).anyMatch(phase -> phase.matches(".*held back: loss \\d+\\.\\d{4}"));
  }

  @Test
  void hasNothingToSayWithoutEventsThatCount() {
    Dataset data = Dataset.of(List.of(Event.of("a", EventType.IMPRESSION).inSession("s")));
    Model model = new AutoencoderTrainer(AutoencoderConfig.defaults()).train(data);
    assertThat(Recommenders.of(model).recommend(Cart.of("a")).scored()).isZero();
    Embeddings embeddings = Embeddings.of(model).orElseThrow();
    assertThat(embeddings.request(RecommendationRequest.of(Cart.of("a")))).isEmpty();
    assertThat(embeddings.similar("a", 3)).isEmpty();
  }

  @Test
  void dropsItemsAndScalesTheOthersUp() {
    Interactions sets = Clicks.of("a b c d", "e").baskets();
    ItemSets both = ItemSets.of(sets, Clicks.CODES, new int[] {0, 1}, 0, 2);
    assertThat(both.weights(0, 1)).containsExactly(0.5f, 0.5f, 0.5f, 0.5f, 1);
    double sum = 0;
    for (int seed = 0; seed < 2000; seed++) {
      float weight = both.weights(0.75, seed)[0];
      assertThat(weight).isIn(0f, 2f);
      sum += weight / 2000;
    }
    assertThat(sum).isCloseTo(0.5, within(0.05));
  }

  @Test
  void dropsByOtherNumbersThanItDrawsItemsBy() {
    long step = Mix.of(42, 7); // the stream of the sampler
    ItemSets sets = ItemSets.of(
        groups(4, 60).baskets(), Clicks.CODES, IntStream.range(0, 60).toArray(), 0, 60);
    float[] kept = sets.weights(0.5, Mix.of(step, AutoencoderNet.INPUT_STREAM));
    int same = 0;
    for (int k = 0; k < kept.length; k++) {
      same += kept[k] == 0 == (Mix.of(step, k) >>> 11) * 0x1p-53 < 0.5 ? 1 : 0;
    }
    assertThat(same).isBetween(kept.length / 3, kept.length * 2 / 3);
  }

  @Test
  void findsItemsOfAGroupAlike() {
    AutoencoderConfig config = AutoencoderConfig.defaults()
        .withWidth(16)
        .withLearning(
            AutoencoderConfig.defaults().learning().withEpochs(40).withBatch(16).withRate(0.01));
    Model model = new AutoencoderTrainer(config).train(groups(4, 300));
    Embeddings embeddings = Embeddings.of(model).orElseThrow();
    assertThat(embeddings.similar("i0", GROUP - 1).itemIds())
        .containsExactlyInAnyOrder("i1", "i2", "i3", "i4", "i5");
  }

  @Test
  void scoresBySoftmaxOfTheProductsOfEmbeddings() {
    Model model = new AutoencoderTrainer(AutoencoderConfig.defaults()).train(groups(2, 60));
    Embeddings embeddings = Embeddings.of(model).orElseThrow();
    float[] cart =
        embeddings.request(RecommendationRequest.of(Cart.of("i0", "i1"))).orElseThrow();
    RecommendationRequest request = RecommendationRequest.of(Cart.of("i0", "i1"))
        .repeats(RepeatPolicy.ALLOW)
        .limit(2);
    List<Recommendation> best = Recommenders.of(model).recommend(request).items();
    double[] products = new double[2];
    for (int rank = 0; rank < 2; rank++) {
      float[] item = embeddings.item(best.get(rank).itemId()).orElseThrow();
      for (int j = 0; j < item.length; j++) {
        products[rank] += (double) cart[j] * item[j];
      }
    }
    assertThat(Math.log(best.get(0).score() / best.get(1).score()))
        .isCloseTo(products[0] - products[1], within(1e-4));
    assertThat(embeddings.request(RecommendationRequest.of(Cart.of("unknown")))).isEmpty();
  }

  @Test
  void namesWhatWasDropped() {
    ItemSets sets = new ItemSets(new int[] {0, 3, 3, 5}, new int[] {4, 7, 8, 2, 4});
    ItemSets dropped = sets.dropped(new float[] {0, 1, 0, 1, 0});
    assertThat(dropped.begin()).containsExactly(0, 2, 2, 3);
    assertThat(dropped.items()).containsExactly(4, 8, 4);
  }

  @Test
  void learnsFromSetsOfWhichNothingIsEverDropped() {
    AutoencoderConfig config = AutoencoderConfig.defaults()
        .withWidth(8)
        .withLearning(AutoencoderConfig.defaults().learning().withInputDropout(0));
    Model model = new AutoencoderTrainer(config).train(groups(4, 60));
    assertThat(Recommenders.of(model).recommend(Cart.of("i1")).scored()).isPositive();
  }

  @Test
  void countsTheDivergenceMoreAndMoreInTheFirstHalfOfTraining() {
    assertThat(codes(0, 100)).containsExactly(codes(0, 1));
    assertThat(codes(0.25, 2)).containsExactly(codes(0.5, 1), within(1e-5f));
    assertThat(codes(0.75, 1)).containsExactly(codes(0.5, 1));
    assertThat(codes(0.5, 1)).isNotEqualTo(codes(0, 1));
  }

  /** The weights of means after some steps, when {@code past} of training is over. */
  private static float[] codes(double past, double beta) {
    double rate = 0.0078125; // a power of two
    Learning learning = AutoencoderConfig.defaults().learning().withRate(rate / (1 - past));
    AutoencoderConfig config =
        AutoencoderConfig.defaults().withWidth(4).withBeta(beta).withLearning(learning);
    Dataset data = groups(2, 30);
    ItemSets sets =
        ItemSets.of(data.baskets(), Clicks.CODES, IntStream.range(0, 30).toArray(), 0, 30);
    int[] counts = new int[data.items().size()];
    try (TensorKernels kernels = TensorKernels.cpu(1)) {
      AutoencoderNet net = new AutoencoderNet(kernels, config, counts, 1, sets.items().length, 0);
      for (int step = 1; step <= 5; step++) {
        net.learn(sets, Adam.of(rate, 0, step));
      }
      return Objects.requireNonNull(net.parameters().get("code.mean")).download();
    }
  }

  @Test
  void makesAllSetsAlikeWithAHugeBeta() {
    // a beta that drowns the likelihood: every set ends as the same distribution, and the answers
    // with it
    Learning learning = AutoencoderConfig.defaults().learning().withRate(0.02).withBatch(16);
    AutoencoderConfig free =
        AutoencoderConfig.defaults().withWidth(8).withBeta(0.01).withLearning(learning);
    assertThat(distance(free)).isGreaterThan(10 * distance(free.withBeta(100)));
  }

  /** How far the codes of sets of two groups are apart. */
  private static double distance(AutoencoderConfig config) {
    Model model = new AutoencoderTrainer(config).train(groups(2, 200));
    List<Recommendation> some = answers(model, "i0");
    Map<String, Double> others = answers(model, "i" + GROUP).stream()
        .collect(Collectors.toMap(Recommendation::itemId, Recommendation::score));
    return some.stream()
        .mapToDouble(item -> Math.abs(
            Math.log(item.score()) - Math.log(others.getOrDefault(item.itemId(), item.score()))))
        .max()
        .orElseThrow();
  }

  private static List<Recommendation> answers(Model model, String item) {
    RecommendationRequest request =
        RecommendationRequest.of(Cart.of(item)).repeats(RepeatPolicy.ALLOW).limit(100);
    return Recommenders.of(model).recommend(request).items();
  }

  @Test
  void hidesTheLastFifthOfASet() {
    Interactions sets = Clicks.of("a b c d e f g h i j", "a b", "a").baskets();
    ItemSets all = ItemSets.of(sets, Clicks.CODES, new int[] {0, 1, 2}, 0, 3);
    assertThat(all.known().begin()).containsExactly(0, 8, 9, 10);
    assertThat(all.hidden().begin()).containsExactly(0, 2, 3, 3);
    assertThat(all.hidden().items()).containsExactly(8, 9, 1);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "0.2, true", "0.2, false"})
  void servesWhatWasTrained(double beta, boolean tied) {
    Dataset data = groups(4, 60);
    Learning learning = AutoencoderConfig.defaults().learning().withRate(0.02); // half is past
    AutoencoderConfig config = AutoencoderConfig.defaults()
        .withWidth(9)
        .withBeta(beta)
        .withTied(tied)
        .withLearning(learning);
    int[] order = IntStream.range(0, 60).toArray();
    ItemSets sets = ItemSets.of(data.baskets(), Clicks.CODES, order, 0, 60);
    int[] counts = new int[data.items().size()];
    Arrays.fill(counts, 1);
    try (TensorKernels kernels = TensorKernels.cpu(1)) {
      AutoencoderNet net = new AutoencoderNet(kernels, config, counts, 60, sets.items().length, 0);
      for (int step = 1; step <= 20; step++) {
        net.learn(sets, Adam.of(0.01, 0, step));
      }
      ModelBase base = ModelBase.of(data, "net", Map.of());
      Model model = new AutoencoderModel(base, config, Trained.tensors(net.parameters()));
      for (int set = 0; set < 60; set++) {
        ItemSets one = ItemSets.of(data.baskets(), Clicks.CODES, order, set, set + 1);
        double[] lossAndCount = net.judge(one);
        assertThat(lossAndCount[1]).isEqualTo(1);
        assertThat(loss(model, data, one)).isCloseTo(lossAndCount[0], within(1e-5));
      }
    }
  }

  private static double loss(Model model, Dataset data, ItemSets set) {
    List<String> known =
        Arrays.stream(set.known().items()).mapToObj(data.items()::id).toList();
    String hidden = data.items().id(set.hidden().items()[0]);
    RecommendationRequest request =
        RecommendationRequest.of(Cart.of(known)).repeats(RepeatPolicy.ALLOW).limit(100);
    return Recommenders.of(model).recommend(request).items().stream()
        .filter(item -> item.itemId().equals(hidden))
        .mapToDouble(item -> -Math.log(item.score()))
        .sum();
  }

  @Test
  void refusesAWidthOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AutoencoderConfig.defaults().withWidth(0))
        .withMessageContaining("width must be > 0 but was 0");
  }
}
