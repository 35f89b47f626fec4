package io.cartrec.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.UserProfile;
import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.ModelFile;
import io.cartrec.model.Tensor;
import io.cartrec.model.TrainingOptions;
import io.cartrec.model.Verification;
import io.cartrec.neural.kernel.Adam;
import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.TensorKernels;
import io.cartrec.recommend.Embeddings;
import io.cartrec.recommend.Recommenders;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserAttributesTest {

  private static final AutoencoderConfig CONFIG = AutoencoderConfig.defaults()
      .withWidth(8)
      .withAttributes(true)
      .withLearning(AutoencoderConfig.defaults()
          .learning()
          .withBatch(16)
          .withEpochs(40)
          .withNegatives(0)
          .withRate(0.01));

  @TempDir
  private Path folder;

  /** Everybody buys bread: with butter in the north, with oil in the south. */
  private static Dataset regions() {
    List<Event> events = new ArrayList<>();
    List<UserProfile> users = new ArrayList<>();
    for (int u = 0; u < 60; u++) {
      boolean north = u % 2 == 0;
      users.add(
          UserProfile.of("u" + u).with("region", north ? "north" : "south").with("nr", "" + u));
      events.add(Event.of("bread").byUser("u" + u).inSession("s" + u));
      events.add(Event.of(north ? "butter" : "oil").byUser("u" + u).inSession("s" + u));
    }
    return Dataset.of(events).withProfiles(users);
  }

  private static Start start(Dataset data) {
    return Start.of(data, Optional.empty(), "net", Map.of());
  }

  private static Recommendations ask(Model model, Cart cart, String region) {
    UserProfile user = UserProfile.of("new").with("region", region);
    return Recommenders.of(model)
        .recommend(RecommendationRequest.of(cart).forUser(user).unfilled());
  }

  @Test
  void areThoseThatTwoUsersShare() {
    UserAttributes attributes = UserAttributes.find(start(regions()));
    assertThat(attributes.size()).isEqualTo(2);
    assertThat(attributes.names().id(0)).isEqualTo("region=north");
    Bag bag = attributes.of(Map.of("region", "south", "nr", "3", "age", "20"));
    assertThat(bag.rows()).containsExactly(1);
    assertThat(bag.weights()).containsExactly(1);
    assertThat(attributes.of(Map.of("region", "west")).rows()).isEmpty();
  }

  @Test
  void addUpAndLearnByTheGradientOfTheSum() {
    try (TensorKernels kernels = TensorKernels.cpu(1)) {
      Weights weights = Weights.random(kernels, Learning.defaults());
      AttributeSums sums = new AttributeSums(kernels, 3, 2, 4, weights);
      Parameter table = weights.parameters().values().iterator().next();
      kernels.upload(new float[] {1, 2, 30, 40, 500, 600}, table.values());
      Bag told = new Bag(new int[] {0, 2, 2}, new int[] {0, 2}, new float[] {1, 1});
      Matrix numbers = kernels.allocate(2, 2);
      kernels.upload(new float[] {0.5f, 0, 7, 8}, numbers);
      sums.addTo(numbers, told);
      assertThat(kernels.download(numbers)).containsExactly(501.5f, 602, 7, 8);
      sums.backward(told, numbers);
      assertThat(kernels.download(table.gradient()))
          .containsExactly(501.5f, 602, 0, 0, 501.5f, 602);
    }
  }

  @Test
  void sayWhatElseBelongsToACartAndToNone() throws IOException {
    Model trained = new AutoencoderTrainer(CONFIG).train(regions());
    trained.save(folder.resolve("model"));
    Model model = ModelProviders.installed().open(folder.resolve("model"));
    for (Cart cart : List.of(Cart.of("bread"), Cart.empty())) {
      List<String> north = ask(model, cart, "north").itemIds();
      List<String> south = ask(model, cart, "south").itemIds();
      assertThat(north.indexOf("butter")).isLessThan(north.indexOf("oil"));
      assertThat(south.indexOf("oil")).isLessThan(south.indexOf("butter"));
      assertThat(ask(model, cart, "north").items())
          .isEqualTo(ask(trained, cart, "north").items());
    }
    assertThat(ask(model, Cart.empty(), "west").items()).isEmpty();
    assertThat(ask(model, Cart.of("bread"), "west").items())
        .isEqualTo(Recommenders.of(model)
            .recommend(RecommendationRequest.of(Cart.of("bread")).unfilled())
            .items());
    RecommendationRequest nobody = RecommendationRequest.of(Cart.empty());
    Embeddings places = Embeddings.of(model).orElseThrow();
    assertThat(places.request(nobody)).isEmpty();
    assertThat(places.request(nobody.forUser(UserProfile.of("n").with("region", "north"))))
        .isPresent();
  }

  @Test
  void areServedAsTheyWereTrained() {
    Dataset data = regions();
    UserAttributes attributes = UserAttributes.find(start(data));
    int[] order = IntStream.range(0, 60).toArray();
    int[] counts = new int[data.items().size()];
    Arrays.fill(counts, 1);
    ItemSets sets = sets(data, attributes, order, 0, 60);
    AutoencoderConfig config = CONFIG.withLearning(CONFIG.learning().withBatch(60));
    try (TensorKernels kernels = TensorKernels.cpu(1)) {
      AutoencoderNet net =
          new AutoencoderNet(kernels, config, counts, 60, sets.items().length, attributes.size());
      for (int step = 1; step <= 20; step++) {
        net.learn(sets, Adam.of(0.01, 0, step));
      }
      Map<String, Tensor> tensors = Trained.tensors(net.parameters());
      tensors.putAll(attributes.tensors());
      Model model = new AutoencoderModel(ModelBase.of(data, "net", Map.of()), config, tensors);
      for (int set = 0; set < 4; set++) {
        double loss = net.judge(sets(data, attributes, order, set, set + 1))[0];
        String hidden = set % 2 == 0 ? "butter" : "oil";
        double served =
            ask(model, Cart.of("bread"), set % 2 == 0 ? "north" : "south").items().stream()
                .filter(item -> item.itemId().equals(hidden))
                .mapToDouble(item -> -Math.log(item.score()))
                .sum();
        assertThat(served).isCloseTo(loss, within(1e-5));
      }
    }
  }

  private static ItemSets sets(
      Dataset data, UserAttributes attributes, int[] order, int from, int to) {
    return ItemSets.of(data.baskets(), Clicks.CODES, order, from, to)
        .of(Bag.joined(to - from, i -> attributes.of(data.attributes("u" + (from + i)))));
  }

  @Test
  void ofAModelThatGoesOnKeepTheirCodes() {
    AutoencoderTrainer trainer =
        new AutoencoderTrainer(CONFIG.withLearning(CONFIG.learning().withEpochs(2)));
    Model before = trainer.train(regions());
    List<UserProfile> users = List.of(
        UserProfile.of("u0").with("region", "west"), UserProfile.of("u1").with("region", "west"));
    Model after = trainer.train(
        regions().withProfiles(users), TrainingOptions.defaults(), Optional.of(before));
    UserAttributes attributes = UserAttributes.among(after.tensors());
    assertThat(IntStream.range(0, attributes.size()).mapToObj(attributes.names()::id))
        .containsExactly("region=north", "region=south", "region=west");
  }

  /** The best epoch may lie behind the one that a run goes on from. */
  @Test
  void stayWithAnInterruptedRun() throws IOException {
    AutoencoderTrainer trainer = new AutoencoderTrainer(
        CONFIG.withLearning(CONFIG.learning().withEpochs(4).withValidation(0.2)));
    TrainingOptions kept = TrainingOptions.defaults().withCheckpoint(folder.resolve("run"));
    trainer.train(regions(), kept).save(folder.resolve("whole"));
    trainer.train(regions(), kept).save(folder.resolve("resumed"));
    assertThat(Files.readAllBytes(folder.resolve("resumed")))
        .isEqualTo(Files.readAllBytes(folder.resolve("whole")));
    assertThat(
            ModelFile.open(folder.resolve("run"), Verification.FULL).tensors().keySet())
        .contains("attributes.name_bytes")
        .doesNotContain("training.best.attributes.name_bytes");
  }

  @Test
  void areThoseOfTheUserWhoIsNamedInTheSession() {
    Dataset data = Dataset.of(List.of(
            Event.of("bread").inSession("s0"),
            Event.of("butter").inSession("s0").byUser("u0"),
            Event.of("bread").inSession("s1").byUser("u1"),
            Event.of("oil").inSession("s2")))
        .withProfiles(List.of(
            UserProfile.of("u0").with("region", "north"),
            UserProfile.of("u1").with("region", "north")));
    UserAttributes attributes = UserAttributes.find(start(data));
    Bag told = Bag.joined(3, session -> attributes.ofSession(data, data.sessions(), session));
    assertThat(told.begin()).containsExactly(0, 1, 2, 2);
  }

  @Test
  void areCountedWhereMemoryIs() {
    UserAttributes attributes = UserAttributes.find(start(regions()));
    assertThat(Weights.shapes(attributes.with(LayerPlan.NONE, 8)))
        .isEqualTo(Map.of("attributes.table", 16L));
    assertThat(Weights.shapes(UserAttributes.NONE.with(LayerPlan.NONE, 8))).isEmpty();
  }

  @Test
  void whatNobodyHasIsSaidInASentence() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new AutoencoderTrainer(CONFIG).train(Clicks.of("a b", "b c")))
        .withMessage(
            "attributes=true needs an attribute that two users share, but of the 0 users of"
                + " the data 0 have attributes, none of them like another; give --users"
                + " (Dataset.withProfiles)");
  }
}
