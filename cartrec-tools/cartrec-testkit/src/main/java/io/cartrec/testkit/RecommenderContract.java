package io.cartrec.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cartrec.Cart;
import io.cartrec.CartLine;
import io.cartrec.Event;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.Recommender;
import io.cartrec.RepeatPolicy;
import io.cartrec.UserProfile;
import io.cartrec.data.IdIndex;
import io.cartrec.model.AdditionPredictor;
import io.cartrec.model.Explainer;
import io.cartrec.model.Model;
import io.cartrec.model.Query;
import io.cartrec.model.RatingPredictor;
import io.cartrec.model.TrainingOptions;
import io.cartrec.model.Verification;
import io.cartrec.recommend.Recommenders;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every recommender promises. The test of a model extends this and names its provider:
 *
 * <pre>{@code
 * class ItemKnnContractTest extends RecommenderContract {
 *   protected ModelProvider<?> provider() { return new ItemKnnProvider(); }
 * }
 * }</pre>
 *
 * <p>Trains on small data only: real proportions in small, {@link SmallShop}, and data at the edge of what
 * a shop has, such as one item or sessions of one item. Answers are compared with slow ones made from the
 * model's own scores, so this checks that a model can be served, kept and explained, not that its scores
 * are good. The tests tagged {@code slow} damage every bit of a file, the others a sample.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RecommenderContract {

  private final Map<ContractData, Model> models = new ConcurrentHashMap<>();

  /** The provider of the model under test. */
  protected abstract ModelProvider<?> provider();

  /** What to change of the default configuration, as on a command line; nothing by default. */
  protected Map<String, String> config() {
    return Map.of();
  }

  /** Whether the order of the cart's lines may change the answer; false by default. */
  protected boolean ordered() {
    return false;
  }

  // ---- the provider ----

  @Test
  void providerDescribesItself() {
    assertThat(provider().name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
    assertThat(provider().summary()).isNotBlank().doesNotContain("\n");
    assertThat(provider().parameters().describe()).allSatisfy(parameter -> {
      assertThat(parameter.name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
      assertThat(parameter.meaning()).isNotBlank();
    });
  }

  @Test
  void parametersSurviveBeingWrittenAndRead() {
    writeAndRead(provider());
  }

  @Test
  void refusesAnUnknownParameter() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> providers().trainer(provider().name(), Map.of("no-such-parameter", "1")))
        .withMessageContaining("no-such-parameter");
  }

  @Test
  void modelSaysWhereItComesFrom() {
    Model model = model(ContractData.SMALL_SHOP);
    assertThat(model.base().provenance().algorithm()).isEqualTo(provider().name());
    assertThat(model.base().provenance().data())
        .isEqualTo(ContractData.SMALL_SHOP.dataset().fingerprint());
    assertThat(model.base().provenance().config())
        .as("config in the model, every parameter of it")
        .isEqualTo(configInWords(provider()));
  }

  // ---- answers ----

  @ParameterizedTest
  @EnumSource
  void answersInOrderOnEveryKindOfData(ContractData data) {
    Model model = model(data);
    for (RecommendationRequest request : new Requests(model.base().items(), 11).next(50)) {
      check(model, request);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void answersInOrderToRandomRequests(long seed) {
    Model model = model(ContractData.MIXED);
    for (RecommendationRequest request : new Requests(model.base().items(), seed).next(40)) {
      check(model, request);
    }
  }

  @Test
  void answersNothingAndSaysSoWhenTheLimitIsZero() {
    Recommendations answer =
        recommender(ContractData.SMALL_SHOP).recommend(request("milk").limit(0));
    assertThat(answer.items()).isEmpty();
    assertThat(answer.note()).isNotBlank();
  }

  @Test
  void answersEveryCandidateOnceWhenTheLimitIsHuge() {
    Recommendations answer =
        recommender(ContractData.SMALL_SHOP).recommend(request("milk").limit(1_000_000_000));
    assertThat(answer.itemIds())
        .containsExactlyInAnyOrder("bread", "butter", "beer", "chips", "eggs", "tea");
  }

  @Test
  void refusesANegativeLimit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request("milk").limit(-1))
        .withMessageContaining("limit must be >= 0 but was -1");
  }

  @Test
  void keepsTheListFullWhenRulesTakeItemsOut() {
    Model model = model(ContractData.MIXED);
    IdIndex ids = model.base().items();
    Requests requests = new Requests(ids, 13);
    for (int i = 0; i < 30; i++) {
      RecommendationRequest plain =
          RecommendationRequest.of(requests.cart(4)).repeats(RepeatPolicy.ALLOW);
      List<String> first = Recommenders.of(model).recommend(plain).itemIds();
      List<RecommendationRequest> ruled = List.of(
          plain.excluding(first),
          plain.where(item -> !first.contains(item.id())),
          plain.among(Requests.ODD_IDS).limit(5));
      for (RecommendationRequest request : ruled) {
        assertThat(check(model, request).size()).isEqualTo(request.limit());
      }
    }
  }

  @Test
  void takesUnknownItemsAndUsersForOrdinary() {
    Model model = model(ContractData.MIXED);
    String known = model.base().items().id(3);
    Recommendations answer = check(model, request(known));
    assertThat(check(model, request("no such item", known)).itemIds()).isEqualTo(answer.itemIds());
    check(model, request("no such item").forUser(UserProfile.of("nobody")));
    check(model, RecommendationRequest.of(Cart.empty()));
    check(model, RecommendationRequest.of(Cart.empty()).session(List.of(Event.of("no such item"))));
  }

  @Test
  void takesACartOfTenThousandLinesForOrdinary() {
    Model model = model(ContractData.MIXED);
    IdIndex ids = model.base().items();
    List<CartLine> lines = new ArrayList<>(new Requests(ids, 14).cart(9_000).lines());
    for (int i = 0; i < 1_000; i++) {
      lines.add(CartLine.of(ids.id(i % 5)));
    }
    check(model, RecommendationRequest.of(new Cart(lines)).limit(1_000));
    RecommendationRequest repeats =
        RecommendationRequest.of(new Cart(lines)).repeats(RepeatPolicy.ALLOW);
    assertThat(check(model, repeats).size()).isEqualTo(repeats.limit());
  }

  @Test
  void takesLongIdsAndEveryAlphabetForOrdinary() {
    Model model = model(ContractData.MIXED);
    for (String id : Requests.ODD_IDS) {
      check(model, request(id));
      check(model, request(id + "?"));
    }
    Recommendations all = check(model, request("x").limit(1_000));
    assertThat(all.itemIds()).containsAll(Requests.ODD_IDS);
  }

  @Test
  void answersTheSameInWhateverOrderTheCartWasFilled() {
    Model model = model(ContractData.MIXED);
    Recommender recommender = Recommenders.of(model);
    Requests requests = new Requests(model.base().items(), 15);
    for (int i = 0; i < 50; i++) {
      Cart cart = requests.cart(6);
      List<CartLine> shuffled = new ArrayList<>(cart.lines());
      Collections.shuffle(shuffled, new Random(i));
      Recommendations answer = recommender.recommend(cart);
      Recommendations other = recommender.recommend(new Cart(shuffled));
      if (ordered()) {
        assertThat(other.size()).isEqualTo(answer.size());
      } else {
        assertThat(other).isEqualTo(answer);
      }
    }
  }

  // ---- reasons ----

  @Test
  void contributionsAddUpToTheScore() {
    assumeTrue(model(ContractData.MIXED) instanceof Explainer, "the model gives no reasons");
    for (ContractData data : ContractData.values()) {
      Model model = model(data);
      IdIndex ids = model.base().items();
      for (RecommendationRequest request : new Requests(ids, 16).next(30)) {
        Reasons.check(model, new Query(request, ids));
      }
    }
  }

  @Test
  void predictsFiniteRatings() {
    Model model = model(ContractData.MIXED);
    assumeTrue(
        model instanceof RatingPredictor can && can.predictsRatings(),
        "the model predicts no ratings");
    RatingPredictor predictor = (RatingPredictor) model;
    for (RecommendationRequest request : new Requests(model.base().items(), 17).next(30)) {
      Query query = new Query(request, model.base().items());
      for (int item = 0; item < model.base().items().size(); item++) {
        assertThat(predictor.predictRating(query, item)).isFinite();
      }
    }
  }

  @Test
  void predictsAdditionsBetweenNeverAndAlways() {
    assumeTrue(
        model(ContractData.MIXED) instanceof AdditionPredictor can && can.predictsAdditions(),
        "the model predicts no additions");
    for (ContractData data : ContractData.values()) {
      Model model = model(data);
      IdIndex ids = model.base().items();
      int[] all = IntStream.range(0, ids.size()).toArray();
      for (RecommendationRequest request : new Requests(ids, 18).next(30)) {
        double[] probabilities =
            ((AdditionPredictor) model).probabilities(new Query(request, ids), all);
        assertThat(probabilities).hasSize(all.length);
        for (double probability : probabilities) {
          assertThat(probability).isStrictlyBetween(0.0, 1.0);
        }
      }
    }
  }

  // ---- training ----

  @ParameterizedTest
  @EnumSource
  void trainsTheSameBytesAtAnyNumberOfThreads(ContractData data, @TempDir Path folder)
      throws IOException {
    byte[] expected = saved(model(data), folder.resolve("one.cartrec"));
    for (int threads = 1; threads <= 3; threads++) {
      assertThat(saved(train(data, threads), folder.resolve("again.cartrec")))
          .as("file of the model trained again with %d threads", threads)
          .isEqualTo(expected);
    }
  }

  // ---- the file ----

  @ParameterizedTest
  @EnumSource
  void answersTheSameFromAFile(ContractData data, @TempDir Path folder) throws IOException {
    Model model = model(data);
    Path file = folder.resolve("model.cartrec");
    byte[] bytes = saved(model, file);
    Recommender expected = Recommenders.of(model);
    for (Verification verification : Verification.values()) {
      Model opened = providers().open(file, verification);
      assertThat(saved(opened, folder.resolve("again.cartrec")))
          .as("file of the opened model")
          .isEqualTo(bytes);
      Recommender recommender = Recommenders.of(opened);
      for (RecommendationRequest request : new Requests(model.base().items(), 18).next(50)) {
        assertThat(recommender.recommend(request)).isEqualTo(expected.recommend(request));
      }
    }
  }

  @Test
  void refusesADamagedFile(@TempDir Path folder) throws IOException {
    DamagedFile file = new DamagedFile(providers(), model(ContractData.SMALL_SHOP), folder);
    file.flipBits(false);
    file.truncate(false);
    file.extend();
  }

  @Tag("slow")
  @Test
  void refusesAFileWithAnyBitFlippedOrCutAnywhere(@TempDir Path folder) throws IOException {
    DamagedFile file = new DamagedFile(providers(), model(ContractData.SMALL_SHOP), folder);
    file.flipBits(true);
    file.truncate(true);
  }

  // ---- many threads ----

  @Test
  void answersTheSameFromManyThreads() throws Exception {
    Model model = model(ContractData.MIXED);
    Crowd.check(Recommenders.of(model), new Requests(model.base().items(), 19).next(200));
  }

  // ---- what the tests share ----

  private ModelProviders providers() {
    return ModelProviders.of(List.of(provider()));
  }

  private Model model(ContractData data) {
    return models.computeIfAbsent(data, d -> train(d, 1));
  }

  private Model train(ContractData data, int threads) {
    return providers()
        .trainer(provider().name(), config())
        .train(data.dataset(), TrainingOptions.defaults().withThreads(threads));
  }

  private Recommender recommender(ContractData data) {
    return Recommenders.of(model(data));
  }

  private static RecommendationRequest request(String... cart) {
    return RecommendationRequest.of(Cart.of(cart));
  }

  /** The answer of {@code model}, after checking everything about it. */
  private static Recommendations check(Model model, RecommendationRequest request) {
    Recommendations answer = Recommenders.of(model).recommend(request);
    new Answer(model, request, answer).check();
    return answer;
  }

  private static byte[] saved(Model model, Path file) throws IOException {
    model.save(file);
    return Files.readAllBytes(file);
  }

  private <C> Map<String, String> configInWords(ModelProvider<C> provider) {
    return provider.parameters().format(provider.parameters().parse(config()));
  }

  private <C> void writeAndRead(ModelProvider<C> provider) {
    C config = provider.parameters().parse(config());
    assertThat(provider.parameters().parse(provider.parameters().format(config)))
        .isEqualTo(config);
  }
}
