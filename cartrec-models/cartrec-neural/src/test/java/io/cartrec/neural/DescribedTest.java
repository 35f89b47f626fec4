package io.cartrec.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.ItemFeatures;
import io.cartrec.RecommendationRequest;
import io.cartrec.RepeatPolicy;
import io.cartrec.data.Catalog;
import io.cartrec.data.Dataset;
import io.cartrec.model.IncrementalTrainer;
import io.cartrec.model.Model;
import io.cartrec.model.Query;
import io.cartrec.model.SessionScorer;
import io.cartrec.model.SparseScores;
import io.cartrec.model.Tensor;
import io.cartrec.model.TrainingOptions;
import io.cartrec.recommend.Recommenders;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nets are told of items beside which they are. */
class DescribedTest {

  private static final Map<String, String> QUICK =
      Map.of("epochs", "30", "batch", "16", "rate", "0.01", "negatives", "0");

  @TempDir
  private Path folder;

  private static Map<String, String> quick(String key, String value) {
    Map<String, String> parameters = new TreeMap<>(QUICK);
    parameters.put(key, value);
    return parameters;
  }

  private static Start start(Dataset data) {
    return Start.of(data, Optional.empty(), "net", Map.of());
  }

  private static Dataset sold(String... items) {
    return Clicks.of(String.join(" ", items));
  }

  @Test
  void traitsAreCategoriesBrandPriceBandAndTags() {
    Traits traits = new Traits(new float[] {1, 2, 2, 5});
    ItemFeatures.Item item = ItemFeatures.of("i")
        .inCategories(List.of(List.of("Food", "Dairy"), List.of("Food"), List.of("New"), List.of()))
        .branded("Alma")
        .priced(2)
        .tagged(Set.of("bio", "local"));
    assertThat(traits.of(item))
        .isEqualTo(Map.of(
            "category Food", 0.5f,
            "category Food > Dairy", 0.25f,
            "category New", 0.25f,
            "brand Alma", 1f,
            "price band 3", 1f,
            "tag bio", 0.5f,
            "tag local", 0.5f));
    assertThat(traits.of(ItemFeatures.of("i").priced(0.5))).containsOnlyKeys("price band 0");
    assertThat(traits.of(ItemFeatures.of("i").priced(5))).containsOnlyKeys("price band 4");
    assertThat(traits.of(ItemFeatures.of("i").priced(Double.NaN))).isEmpty();
    assertThat(new Traits(new float[0]).of(ItemFeatures.of("i").priced(5))).isEmpty();
  }

  @Test
  void aTenthOfThePricesIsInEachBand() {
    List<ItemFeatures> items = DescribedItems.prices(20);
    assertThat(Traits.bounds(items)).containsExactly(2, 4, 6, 8, 10, 12, 14, 16, 18);
    assertThat(Traits.bounds(List.of(ItemFeatures.of("i")))).isEmpty();
  }

  @Test
  void itemsHaveTheFeaturesThatTwoOfThemShare() {
    Dataset data = sold("milk", "tea", "soap", "beer")
        .withCatalog(Catalog.of(List.of(
            ItemFeatures.of("milk").branded("Alma").tagged(Set.of("bio", "cold")),
            ItemFeatures.of("tea").tagged(Set.of("bio")),
            ItemFeatures.of("beer").branded("Alma"),
            ItemFeatures.of("wine").tagged(Set.of("cold")))));
    FeatureBags bags = FeatureFinder.find(start(data));
    assertThat(bags.names().id(0)).isEqualTo("tag bio");
    assertThat(bags.names().id(1)).isEqualTo("brand Alma");
    assertThat(bags.size()).isEqualTo(2);
    Bag bag = bags.of(3, 0, 2, 1);
    assertThat(bag.begin()).containsExactly(0, 1, 3, 3, 4);
    assertThat(bag.rows()).containsExactly(1, 1, 0, 0);
    assertThat(bag.weights()).containsExactly(1, 1, 0.5f, 1);
  }

  @Test
  void vectorsAreOfLengthOne() {
    Dataset data = sold("milk", "tea", "soap")
        .withCatalog(Catalog.of(List.of(
            ItemFeatures.of("soap").withVectors(Map.of("text", new float[] {3, -4})),
            ItemFeatures.of("milk")
                .withVectors(Map.of("text", new float[] {0, 0}, "x", new float[1])))));
    ItemVectors vectors = ItemVectors.find(start(data), "text");
    assertThat(vectors.size()).isEqualTo(2);
    assertThat(vectors.of(2, 0, 1)).containsExactly(0.6f, -0.8f, 0, 0, 0, 0);
  }

  @Test
  void whatNoItemHasIsSaidInASentence() {
    Dataset plain = sold("milk", "tea");
    assertThatIllegalStateException()
        .isThrownBy(() -> train("gru", quick("features", "true"), plain))
        .withMessage("features=true needs a category, brand, price or tag that two items share, but"
            + " of the 2 items of the data the catalogue describes 0, none of them like another;"
            + " give --items (Dataset.withCatalog)");
    assertThatIllegalStateException()
        .isThrownBy(() -> train("cnn", quick("vectors", "text"), plain))
        .withMessageStartingWith("vectors=text needs items with a vector of that name, but none of"
            + " the 2 items of the data has one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ItemVectors.find(start(vectors(new float[2], new float[3])), "text"))
        .withMessage("vector text of item tea must have 2 numbers as others have but has 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            ItemVectors.find(start(vectors(new float[1], new float[] {Float.NaN})), "text"))
        .withMessage("vector text of item tea must hold finite numbers alone");
  }

  @Test
  void vectorsWithoutNumbersAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ItemVectors.find(start(vectors(new float[0], new float[0])), "text"))
        .withMessage("vector text of item milk must have a number but has none");
  }

  /** A vector of a million numbers for each of six hundred items, and of as many as no array holds. */
  @ParameterizedTest
  @CsvSource({"600, '2,400,000,000'", "3000, '12,000,000,000'"})
  void vectorsThatNoTensorHoldsAreRefused(int items, String bytes) {
    Dataset data = Clicks.of(
            IntStream.range(0, items).mapToObj(i -> "i" + i).collect(Collectors.joining(" ")))
        .withCatalog(Catalog.of(
            List.of(ItemFeatures.of("i0").withVectors(Map.of("text", new float[1_000_000])))));
    assertThatThrownBy(() -> ItemVectors.find(start(data), "text"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the vectors text of %,d items need %s bytes but a tensor has less than 2 GiB;"
                .formatted(items, bytes)
            + " give shorter ones");
  }

  @Test
  void vectorsThatTheHeapCannotHoldTwiceAreRefused() {
    Memory.checkVectors("text", 100, 10, 8000);
    assertThatThrownBy(() -> Memory.checkVectors("text", 100, 10, 7999))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the vectors text of 100 items need 4,000 bytes but twice that is more than the"
            + " 7,999 the JVM may have; give shorter ones");
  }

  @Test
  void pricesBeyondSinglePrecisionAreInNoBand() throws IOException {
    Dataset data = sold("milk", "tea", "soap")
        .withCatalog(Catalog.of(List.of(
            ItemFeatures.of("milk").branded("Alma").priced(1e300),
            ItemFeatures.of("tea").branded("Alma").priced(2),
            ItemFeatures.of("soap").priced(1e300))));
    Model model = train("gru", quick("features", "true"), data);
    Model opened = ModelProviders.installed().open(saved(model, "model"));
    FeatureBags bags = FeatureBags.among(opened.tensors()).orElseThrow();
    assertThat(bags.size()).isEqualTo(1);
    assertThat(bags.bounds().floats().get(8)).isEqualTo(2);
  }

  private static Dataset vectors(float[] milk, float[] tea) {
    return sold("milk", "tea")
        .withCatalog(Catalog.of(List.of(
            ItemFeatures.of("milk").withVectors(Map.of("text", milk)),
            ItemFeatures.of("tea").withVectors(Map.of("text", tea)))));
  }

  private static Model train(String name, Map<String, String> parameters, Dataset data) {
    return ModelProviders.installed().trainer(name, parameters).train(data);
  }

  private static String next(Model model, String item) {
    RecommendationRequest request =
        RecommendationRequest.of(Cart.of(item)).repeats(RepeatPolicy.ALLOW);
    return Recommenders.of(model).recommend(request).itemIds().get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "gru, features, true",
    "gru, vectors, text",
    "lstm, features, true",
    "attention, features, true",
    "attention, vectors, text",
    "cnn, features, true"
  })
  void sayWhatFollowsAnItemThatWasNeverFollowed(String name, String key, String value) {
    Dataset data = DescribedItems.kinds();
    assertThat(right(train(name, quick(key, value), data), 0, 14)).isEqualTo(28);
    Model untold = train(name, QUICK, data);
    assertThat(right(untold, 0, 10)).isEqualTo(20);
    assertThat(right(untold, 10, 14)).isLessThan(8);
  }

  /** After how many items of both kinds, from one up to another, the model says what follows their kind. */
  private static int right(Model model, int from, int to) {
    int right = 0;
    for (int item = from; item < to; item++) {
      right += next(model, "a" + item).equals("x") ? 1 : 0;
      right += next(model, "b" + item).equals("y") ? 1 : 0;
    }
    return right;
  }

  private static Map<String, String> both() {
    Map<String, String> parameters = new TreeMap<>(quick("features", "true"));
    parameters.put("vectors", "text");
    parameters.put("epochs", "3");
    parameters.put("mask", "0.2");
    return parameters;
  }

  private Path saved(Model model, String name) throws IOException {
    Path file = folder.resolve(name);
    model.save(file);
    return file;
  }

  @Test
  void aFileNeedsNoCatalogue() throws IOException {
    Model model = train("gru", both(), DescribedItems.kinds());
    Model opened = ModelProviders.installed().open(saved(model, "model"));
    for (String item : List.of("a12", "b2", "x")) {
      assertThat(Recommenders.of(opened).recommend(Cart.of(item)).items())
          .isEqualTo(Recommenders.of(model).recommend(Cart.of(item)).items());
    }
  }

  @Test
  void aSessionIsCarriedOn() {
    Model model = train("gru", both(), DescribedItems.kinds());
    int item = model.base().items().code("a12", -1);
    SparseScores whole = new SparseScores(model.base().items().size());
    model.score(new Query(RecommendationRequest.of(Cart.of("a12")), model.base().items()), whole);
    SparseScores carried = new SparseScores(model.base().items().size());
    ((SessionScorer) model).begin().with(item).score(carried);
    for (int other = 0; other < model.base().items().size(); other++) {
      assertThat(carried.score(other)).isCloseTo(whole.score(other), within(1e-6));
    }
  }

  @Test
  void anInterruptedRunEndsAsOneThatWasNot() throws IOException {
    Dataset data = DescribedItems.kinds();
    byte[] whole = Files.readAllBytes(saved(train("gru", both(), data), "whole"));
    Path run = folder.resolve("run");
    TrainingOptions options = TrainingOptions.defaults().withThreads(3).withCheckpoint(run);
    assertThatThrownBy(() -> ModelProviders.installed()
            .trainer("gru", both())
            .train(data, options.withListener((phase, done, total) -> {
              if (phase.startsWith("epoch 2")) {
                throw new IllegalStateException("enough");
              }
            })))
        .hasMessage("enough");
    assertThat(Recommenders.of(ModelProviders.installed().open(run))
            .recommend(Cart.of("a1"))
            .scored())
        .isPositive();
    Model model = ModelProviders.installed().trainer("gru", both()).train(data, options);
    assertThat(Files.readAllBytes(saved(model, "resumed"))).isEqualTo(whole);
  }

  @Test
  void aModelThatGoesOnKeepsWhatItKnowsOfOtherItems() {
    IncrementalTrainer<?> trainer =
        (IncrementalTrainer<?>) ModelProviders.installed().trainer("gru", both());
    Model before = trainer.train(Clicks.rings(20, 60).withCatalog(DescribedItems.catalog(20)));
    Dataset fresh = sold("i1", "new", "newer", "i2")
        .withCatalog(Catalog.of(List.of(
            ItemFeatures.of("new").branded("b1").priced(1000).tagged(Set.of("fresh")),
            ItemFeatures.of("newer").tagged(Set.of("fresh", "t3")),
            ItemFeatures.of("i2").branded("nobody's"))));
    Model after = trainer.train(fresh, TrainingOptions.defaults(), Optional.of(before));
    FeatureBags old = FeatureBags.among(before.tensors()).orElseThrow();
    FeatureBags all = FeatureBags.among(after.tensors()).orElseThrow();
    assertThat(all.size()).isEqualTo(old.size() + 1);
    assertThat(all.names().id(old.size())).isEqualTo("tag fresh");
    for (int feature = 0; feature < old.size(); feature++) {
      assertThat(all.names().id(feature)).isEqualTo(old.names().id(feature));
    }
    assertThat(all.bounds().floats()).isEqualTo(old.bounds().floats());
    int[] others = before.base().items().find("i2").stream().toArray();
    assertThat(all.of(others).rows()).isEmpty();
    int same = before.base().items().code("i1", -1);
    assertThat(all.of(same).rows()).isEqualTo(old.of(same).rows()).isNotEmpty();
    assertThat(all.of(after.base().items().code("new", -1)).rows())
        .containsExactly(row(old, "brand b1"), row(old, "price band 9"), old.size());
    assertThat(all.of(after.base().items().code("newer", -1)).weights())
        .containsExactly(0.5f, 0.5f);
    ItemVectors vectors = ItemVectors.among(after.tensors(), 22).orElseThrow();
    assertThat(vectors.of(same))
        .isEqualTo(ItemVectors.among(before.tensors(), 20).orElseThrow().of(same));
    assertThat(vectors.of(21)).containsExactly(0, 0, 0);
    Tensor table = Objects.requireNonNull(after.tensors().get(FeatureBags.TABLE));
    assertThat(table.length() % all.size()).isZero();
  }

  private static int row(FeatureBags bags, String name) {
    return bags.names().find(name).orElseThrow();
  }
}
