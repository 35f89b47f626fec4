package io.cartrec.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.ItemFeatures;
import io.cartrec.RecommendationRequest;
import io.cartrec.UserProfile;
import io.cartrec.data.Catalog;
import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.model.TrainingOptions;
import io.cartrec.neural.Learning.Head.Kind;
import io.cartrec.neural.kernel.Adam;
import io.cartrec.neural.kernel.TensorKernels;
import io.cartrec.recommend.Additions;
import io.cartrec.recommend.Recommenders;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WideDeepTest {

  private static final int PAIRS = 60;
  private static final int NEVER = 1_000_000; // as support

  private static final WideDeepConfig SMALL = WideDeepConfig.defaults()
      .withWidth(2)
      .withHidden(3)
      .withLearning(WideDeepConfig.defaults()
          .learning()
          .withEpochs(40)
          .withBatch(32)
          .withRate(0.01)
          .withStateDropout(0)
          .withNegatives(0));

  /** Each item has one partner that nothing but memory tells. */
  private static Dataset partners() {
    Random random = new Random(3);
    String[] carts = new String[600];
    for (int s = 0; s < carts.length; s++) {
      int pair = s % PAIRS;
      int other = random.nextInt(2 * PAIRS);
      carts[s] = "a" + pair + " b" + pair + (other % 2 == 0 ? " a" : " b") + other / 2;
    }
    return Clicks.of(carts);
  }

  private static int partnersFound(WideDeepConfig config) {
    Model model = new WideDeepTrainer(config).train(partners());
    int found = 0;
    for (int pair = 0; pair < PAIRS; pair++) {
      String best =
          Recommenders.of(model).recommend(Cart.of("b" + pair)).itemIds().get(0);
      found += best.equals("a" + pair) ? 1 : 0;
    }
    return found;
  }

  @Test
  void theWidePartRemembersPairsThatTheDeepPartCannot() {
    assertThat(partnersFound(SMALL.withSupport(3).withWideRate(0.5)))
        .isGreaterThanOrEqualTo(PAIRS * 9 / 10);
    assertThat(partnersFound(SMALL.withSupport(NEVER))).isLessThan(PAIRS / 2);
  }

  /** Users with a taste buy the items of its category, each of which is bought about three times. */
  private static Dataset tastes() {
    Random random = new Random(5);
    List<Event> events = new ArrayList<>();
    List<UserProfile> users = new ArrayList<>();
    for (int user = 0; user < 300; user++) {
      int taste = user % 3;
      users.add(
          UserProfile.of("u" + user).with("taste", "t" + taste).with("height", "h" + user % 7));
      for (int k = 0; k < 3; k++) {
        events.add(Event.of("i" + (taste + 3 * random.nextInt(100))).byUser("u" + user));
      }
    }
    List<ItemFeatures> items = IntStream.range(0, 300)
        .<ItemFeatures>mapToObj(
            item -> ItemFeatures.of("i" + item).inCategories(List.of(List.of("c" + item % 3))))
        .toList();
    return Dataset.of(events).withProfiles(users).withCatalog(Catalog.of(items));
  }

  private static double ownTaste(WideDeepConfig config) {
    Model model = new WideDeepTrainer(config).train(tastes());
    double own = 0;
    double all = 0;
    for (int taste = 0; taste < 3; taste++) {
      RecommendationRequest request = RecommendationRequest.of(Cart.empty())
          .forUser(UserProfile.of("new").with("taste", "t" + taste).with("shoe", "9"))
          .limit(1000);
      for (var item : Recommenders.of(model).recommend(request)) {
        int code = Integer.parseInt(item.itemId().substring(1));
        own += code % 3 == taste ? item.score() : 0;
        all += item.score();
      }
    }
    return own / all;
  }

  @Test
  void theDeepPartKnowsWhatUsersOfAnAttributeBuy() {
    WideDeepConfig deep = SMALL.withWidth(8).withHidden(8).withSupport(NEVER);
    assertThat(ownTaste(deep.withAttributes(true))).isGreaterThan(0.6);
    assertThat(ownTaste(deep)).isBetween(0.3, 0.37);
  }

  @Test
  void theDeepPartKnowsItemsByTheirFeatures() {
    WideDeepConfig deep = SMALL
        .withWidth(8)
        .withHidden(8)
        .withSupport(NEVER)
        .withAttributes(true)
        .withLearning(SMALL.learning().withEpochs(15));
    assertThat(ownTaste(deep.withFeatures(true))).isGreaterThan(0.8);
    assertThat(ownTaste(deep)).isLessThan(0.75);
  }

  @Test
  void theWidePartRemembersPairsOfAttributeAndItem() {
    WideDeepConfig wide = SMALL.withAttributes(true).withSupport(2);
    Learning frozen = wide.learning().withRate(1e-9);
    assertThat(ownTaste(wide.withLearning(frozen))).isGreaterThan(0.45);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15})
  void predictsWhatHappensAsOftenAsItDoes(int negatives) {
    WideDeepConfig config = SMALL
        .withWidth(8)
        .withHidden(8)
        .withWideRate(0.05)
        .withSupport(100)
        .withLearning(SMALL.learning().withEpochs(20).withNegatives(negatives));
    List<String[]> carts = carts(3000, 1);
    Model model = new WideDeepTrainer(config)
        .train(
            Clicks.of(carts.stream().map(cart -> String.join(" ", cart)).toArray(String[]::new)));
    Additions additions = Additions.of(model).orElseThrow();
    List<String> ids = IntStream.range(0, 80).mapToObj(item -> "i" + item).toList();
    Random random = new Random(9);
    List<double[]> pairs = new ArrayList<>();
    for (String[] cart : carts(1500, 2)) {
      List<String> known = new ArrayList<>();
      List<String> later = new ArrayList<>();
      for (String item : cart) {
        (random.nextBoolean() ? known : later).add(item);
      }
      var predicted = additions.probabilities(RecommendationRequest.of(Cart.of(known)), ids);
      for (int item = 0; item < 80; item++) {
        if (!known.contains(ids.get(item))) {
          double happens = later.contains(ids.get(item)) ? 1 : 0;
          pairs.add(new double[] {predicted.get(item).orElseThrow(), happens});
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(pair -> pair[0]));
    int size = pairs.size() / 10;
    for (int tenth = 0; tenth < 10; tenth++) {
      double said = 0;
      double happens = 0;
      for (double[] pair : pairs.subList(tenth * size, (tenth + 1) * size)) {
        said += pair[0] / size;
        happens += pair[1] / size;
      }
      assertThat(said)
          .as("predicted in tenth %d", tenth)
          .isCloseTo(happens, within(0.003 + 0.1 * happens));
    }
  }

  /** Carts of one kind each, whose items lie in it or not for themselves. */
  private static List<String[]> carts(int count, long seed) {
    Random random = new Random(seed);
    List<String[]> carts = new ArrayList<>();
    while (carts.size() < count) {
      int kind = random.nextInt(2);
      List<String> items = new ArrayList<>();
      for (int item = 0; item < 80; item++) {
        double popular = 0.4 * Math.pow(0.96, item);
        if (random.nextDouble() < (item % 2 == kind ? popular : popular / 10)) {
          items.add("i" + item);
        }
      }
      Collections.shuffle(items, random);
      if (!items.isEmpty()) {
        carts.add(items.toArray(String[]::new));
      }
    }
    return carts;
  }

  @Test
  void servesWhatWasTrained() {
    WideDeepConfig config =
        SMALL.withWidth(7).withHidden(9).withAttributes(true).withFeatures(true).withSupport(2);
    Dataset described = tastes();
    Start start = Start.of(described, Optional.empty(), "net", Map.of());
    UserAttributes names = UserAttributes.find(start);
    CartSets carts = CartSets.of(start, names);
    Vocabulary vocabulary = Vocabulary.of(start, carts, names, config);
    assertThat(vocabulary.pairs().size()).isPositive();
    assertThat(vocabulary.attributePairs().size()).isPositive();
    int[] counts = carts.counts(vocabulary.items());
    FollowerCounts followers = FollowerCounts.of(counts, carts.size(), 0.5, 0.5);
    ItemSets some = carts.range(0, 30).all();
    try (TensorKernels kernels = TensorKernels.cpu(1)) {
      WideDeepNet net = new WideDeepNet(kernels, config, vocabulary, followers, 500, 1);
      for (int step = 1; step <= 20; step++) {
        net.learn(some, Adam.of(0.01, 0, step));
      }
      Map<String, Tensor> tensors = new TreeMap<>(vocabulary.tensors());
      net.parameters().forEach((name, learned) -> tensors.put(name, Tensor.of(learned.download())));
      tensors.put(Epochs.LEARNED, Tensor.of(1));
      Model model = new WideDeepModel(start.base(), vocabulary, tensors, config);
      for (int cart = 0; cart < 30; cart++) {
        double loss = net.judge(carts.range(cart, cart + 1).all(), cart);
        CartBatch batch = net.batch(carts.range(cart, cart + 1).all(), cart);
        assertThat(loss(model, described, cart, batch)).isCloseTo(loss, within(1e-5 * loss));
      }
    }
  }

  private static double loss(Model model, Dataset data, int cart, CartBatch batch) {
    List<String> ids =
        IntStream.range(0, data.items().size()).mapToObj(data.items()::id).toList();
    List<String> known = Arrays.stream(batch.known().items()).mapToObj(ids::get).toList();
    RecommendationRequest request = RecommendationRequest.of(Cart.of(known))
        .forUser(
            new UserProfile.Shopper("", List.of(), data.attributes(data.users().id(cart))));
    var predicted = Additions.of(model).orElseThrow().probabilities(request, ids);
    List<Integer> later = Arrays.stream(batch.later().items()).boxed().toList();
    double loss = 0;
    for (int item = 0; item < ids.size(); item++) {
      double p = predicted.get(item).orElseThrow();
      if (!known.contains(ids.get(item))) {
        loss -= Math.log(later.contains(item) ? p : 1 - p);
      }
    }
    return loss;
  }

  @Test
  @Timeout(20)
  void findsTheAttributesOfManyUsersInOneGo() {
    int many = 60_000;
    List<Event> events = IntStream.range(0, many)
        .mapToObj(user -> Event.of("i").byUser("u" + user))
        .toList();
    List<UserProfile> users = IntStream.of(0, many - 1)
        .<UserProfile>mapToObj(user -> UserProfile.of("u" + user).with("taste", "sweet"))
        .toList();
    Start start =
        Start.of(Dataset.of(events).withProfiles(users), Optional.empty(), "net", Map.of());
    ItemSets all = CartSets.of(start, UserAttributes.find(start)).all().attributes();
    assertThat(all.end(0) - all.begin(0)).isEqualTo(1);
    assertThat(all.end(many - 2) - all.begin(1)).isZero();
    assertThat(all.end(many - 1) - all.begin(many - 1)).isEqualTo(1);
  }

  @Test
  void findsPairsThatEnoughCartsHave() {
    Start start =
        Start.of(Clicks.of("a b c", "b a", "c b", "d"), Optional.empty(), "net", Map.of());
    ItemSets carts = CartSets.of(start, UserAttributes.NONE).all();
    assertThat(CrossFinder.pairs(carts, 4, 2, new int[0], 2)).containsExactly(0, 1, 1, 2);
    assertThat(CrossFinder.pairs(carts, 4, 1, new int[] {1, 2}, 3))
        .containsExactly(1, 2, 0, 1, 0, 2);
    assertThatThrownBy(() -> CrossFinder.pairs(carts, 4, 2, new int[0], 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "more than 1 new pairs are each in support=2 carts or more, and the JVM can hold no"
                + " more; raise support, or -Xmx");
    assertThatThrownBy(() -> CrossFinder.pairs(carts, 4, 1, new int[] {1, 2}, 2))
        .hasMessageContaining("more than 1 new pairs");
    assertThat(Memory.mostPairs(480)).isEqualTo(10);
    assertThat(Memory.mostPairs(Long.MAX_VALUE)).isEqualTo((1 << 28) - 2);
    Crosses both = Crosses.bothWays(new int[] {1, 2, 0, 1}, 4);
    assertThat(IntStream.range(both.begin(1), both.end(1)).map(both::item)).containsExactly(0, 2);
    assertThat(IntStream.range(both.begin(1), both.end(1)).map(both::number)).containsExactly(1, 0);
    assertThat(both.find(2, 1)).isZero();
    assertThat(both.find(0, 2)).isNegative();
    Crosses oneWay = Crosses.of(new int[] {1, 2}, 3);
    assertThat(oneWay.end(1) - oneWay.begin(1)).isEqualTo(1);
    assertThat(oneWay.end(2) - oneWay.begin(2)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 9", "9 0", "0", "1 1", "1 0", "0 1 0 2 0 1"})
  void refusesPairsThatThereAreNot(String pairs, @TempDir Path folder) throws IOException {
    Model model = new WideDeepTrainer(SMALL.withSupport(1)).train(Clicks.of("a b c", "b a"));
    Map<String, Tensor> tensors = new TreeMap<>(model.tensors());
    int[] codes = Arrays.stream(pairs.split(" ")).mapToInt(Integer::parseInt).toArray();
    tensors.put("wide.pairs", Tensor.of(codes));
    tensors.put(WidePart.PAIRS, Tensor.of(new float[codes.length / 2]));
    new Model() {
      @Override
      public ModelBase base() {
        return model.base();
      }

      @Override
      public Map<String, Tensor> tensors() {
        return tensors;
      }

      @Override
      public void score(Query query, ScoreAccumulator into) {}
    }.save(folder.resolve("model"));
    assertThatThrownBy(() -> ModelProviders.installed().open(folder.resolve("model")))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("wide.pairs");
  }

  @Test
  void refusesTablesThatNoTensorHolds() {
    Dataset data = Dataset.of(IntStream.range(0, 40_000)
        .mapToObj(item -> Event.of("i" + item).inSession("s" + item))
        .toList());
    assertThatThrownBy(() -> new WideDeepTrainer(SMALL.withWidth(1 << 14)).train(data))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("embedding_items needs 2,621,440,000 bytes but a tensor has less than 2 GiB;"
            + " lower width");
  }

  @Test
  void countsTheModelsBesideWhatTrainsThem() {
    Crosses pairs = Crosses.of(new int[2_000_000], 1);
    Vocabulary vocabulary = new Vocabulary(
        1_000_000, UserAttributes.NONE, Optional.empty(), pairs, Crosses.of(new int[0], 0));
    TrainingOptions silent = TrainingOptions.defaults();
    long numbers = 1_000_000L * Float.BYTES;
    WideDeepConfig config =
        SMALL.withLearning(SMALL.learning().withNegatives(10).withBatch(1));
    long found = 6 * numbers;
    assertThat(new WideDeepTrainer(config).bytes(vocabulary, 10, silent))
        .isBetween(found + 28 * numbers, found + 28 * numbers + numbers / 10);
    config = config.withLearning(config.learning().withValidation(0.1));
    assertThat(new WideDeepTrainer(config).bytes(vocabulary, 10, silent))
        .isBetween(found + 32 * numbers, found + 32 * numbers + numbers / 10);
    assertThat(new WideDeepTrainer(config)
            .bytes(vocabulary, 10, silent.withCheckpoint(Path.of("run"))))
        .isBetween(found + 38 * numbers, found + 38 * numbers + numbers / 10);
  }

  @Test
  void refusesWhatItDoesNotLearn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.withLearning(SMALL.learning().withHeadKind(Kind.BINARY)))
        .withMessage("head must be none for wide-deep, which is one, but was BINARY");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.withLearning(SMALL.learning().withLoss(Learning.Loss.BPR_MAX)))
        .withMessage("loss must be cross-entropy for wide-deep but was BPR_MAX");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.withHidden(0))
        .withMessageContaining("hidden must be > 0 but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.withLearning(SMALL.learning().withInputDropout(0)))
        .withMessage("inputDropout must be > 0 for wide-deep, which learns from what comes later,"
            + " but was 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.withLearning(SMALL.learning().withAdversary(0.1)))
        .withMessageStartingWith("crop, mask, reorder and adversary must be 0 for wide-deep");
  }
}
