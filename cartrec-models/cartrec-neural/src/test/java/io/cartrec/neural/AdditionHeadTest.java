package io.cartrec.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.RecommendationRequest;
import io.cartrec.data.Dataset;
import io.cartrec.model.IncrementalTrainer;
import io.cartrec.model.Model;
import io.cartrec.model.Tensor;
import io.cartrec.model.TrainingOptions;
import io.cartrec.neural.Learning.Head.Kind;
import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.TensorKernels;
import io.cartrec.recommend.Additions;
import io.cartrec.spi.ModelProviders;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdditionHeadTest {

  private static final int ITEMS = 120;
  private static final int TYPES = 3;
  private static final List<String> IDS =
      IntStream.range(0, ITEMS).mapToObj(item -> "i" + item).toList();

  /** How probable it is that {@code item} follows in a session of a type. */
  private static double truth(int type, int item) {
    double popular = 0.25 * Math.pow(0.97, item);
    return item % TYPES == type ? popular : popular / 8;
  }

  /** Sessions that begin with their type; every item follows or not for itself, in any order. */
  private static Dataset sessions(int count) {
    Random random = new Random(7);
    String[] sessions = new String[count];
    for (int s = 0; s < count; s++) {
      int type = random.nextInt(TYPES);
      List<String> items = new ArrayList<>();
      for (int item = 0; item < ITEMS; item++) {
        if (random.nextDouble() < truth(type, item)) {
          items.add(IDS.get(item));
        }
      }
      Collections.shuffle(items, random);
      sessions[s] = "type" + type + " " + String.join(" ", items);
    }
    return Clicks.of(sessions);
  }

  private static Map<String, String> parameters(String... pairs) {
    Map<String, String> parameters = new TreeMap<>(Map.of(
        "rate", "0.01", "input-dropout", "0", "state-dropout", "0", "width", "24", "epochs", "8"));
    for (int i = 0; i < pairs.length; i += 2) {
      parameters.put(pairs[i], pairs[i + 1]);
    }
    return parameters;
  }

  private static IncrementalTrainer<?> trainer(String name, Map<String, String> parameters) {
    return (IncrementalTrainer<?>) ModelProviders.installed().trainer(name, parameters);
  }

  private static List<OptionalDouble> predicted(Model model, int type) {
    return Additions.of(model)
        .orElseThrow()
        .probabilities(RecommendationRequest.of(Cart.of("type" + type)), IDS);
  }

  private static void assertCalibrated(Model model) {
    List<double[]> pairs = new ArrayList<>();
    for (int type = 0; type < TYPES; type++) {
      List<OptionalDouble> predicted = predicted(model, type);
      for (int item = 0; item < ITEMS; item++) {
        pairs.add(new double[] {predicted.get(item).orElseThrow(), truth(type, item)});
      }
    }
    assertCalibrated(pairs);
  }

  /** In each tenth of what is predicted it happens as often; pairs of both. */
  private static void assertCalibrated(List<double[]> pairs) {
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
          .isCloseTo(happens, within(0.0015 + 0.12 * happens));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 256", "5, 24", "40, 64"})
  void predictsWhatHappensAsOftenAsItDoes(String negatives, String batch) {
    assertCalibrated(
        trainer("gru", parameters("head", "binary", "negatives", negatives, "batch", batch))
            .train(sessions(3000)));
  }

  @Test
  void predictsTheRestOfASetAsOftenAsItIs() {
    Map<String, String> parameters = parameters(
        "head", "binary", "input-dropout", "0.5", "negatives", "40", "batch", "32", "epochs", "12");
    Model model = trainer("autoencoder", parameters).train(sessions(3000));
    Random random = new Random(8);
    List<double[]> pairs = new ArrayList<>();
    for (int s = 0; s < 1000; s++) {
      int type = random.nextInt(TYPES);
      List<String> cart = new ArrayList<>(List.of("type" + type));
      double[] later = new double[ITEMS];
      for (int item = 0; item < ITEMS; item++) {
        boolean has = random.nextDouble() < truth(type, item);
        boolean isKept = random.nextBoolean();
        later[item] = has && !isKept ? 1 : 0;
        if (has && isKept) {
          cart.add(IDS.get(item));
        }
      }
      List<OptionalDouble> predicted = Additions.of(model)
          .orElseThrow()
          .probabilities(RecommendationRequest.of(Cart.of(cart)), IDS);
      for (int item = 0; item < ITEMS; item++) {
        pairs.add(new double[] {predicted.get(item).orElseThrow(), later[item]});
      }
    }
    assertCalibrated(pairs);
  }

  @Test
  void learnsTheHeadAloneOfANetThatIsKnown() {
    Dataset data = sessions(3000);
    Map<String, String> alone = parameters("head", "binary", "freeze", "net", "negatives", "40");
    Model before = trainer("gru", parameters("negatives", "40")).train(data);
    Model after =
        trainer("gru", alone).train(data, TrainingOptions.defaults(), Optional.of(before));
    assertThat(Additions.of(before)).isEmpty();
    assertCalibrated(after);
    before.tensors().forEach((name, tensor) -> {
      if (!name.equals(Epochs.LEARNED)) {
        Tensor kept = Objects.requireNonNull(after.tensors().get(name), name);
        assertThat(kept.buffer()).as(name).isEqualTo(tensor.buffer());
      }
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"gru", "autoencoder"})
  void productsOfItemsThatGoTogetherAreGreater(String name) {
    Map<String, String> parameters = parameters("head", "product", "batch", "64");
    if (name.equals("autoencoder")) {
      parameters.put("input-dropout", "0.4");
    }
    Additions additions =
        Additions.of(trainer(name, parameters).train(sessions(1500))).orElseThrow();
    for (int type = 0; type < TYPES; type++) {
      RecommendationRequest request = RecommendationRequest.of(Cart.of("type" + type));
      double own = product(additions, request, type, type + TYPES, type + 2 * TYPES);
      double mixed = product(additions, request, type, type + TYPES, type + 2 * TYPES + 1);
      assertThat(own).isGreaterThan(mixed + 0.1);
    }
  }

  private static double product(Additions additions, RecommendationRequest request, int... items) {
    List<String> bundle = IntStream.of(items).mapToObj(IDS::get).toList();
    return additions.product(request, bundle).orElseThrow();
  }

  @Test
  void knowsItemsAloneWhereTheCartIsEmpty() {
    Additions additions = Additions.of(
            trainer("gru", parameters("head", "binary")).train(sessions(500)))
        .orElseThrow();
    List<OptionalDouble> predicted = additions.probabilities(
        RecommendationRequest.of(Cart.empty()), List.of("i0", "i100", "unknown"));
    assertThat(predicted.get(0).orElseThrow()).isBetween(0.05, 0.2);
    assertThat(predicted.get(1).orElseThrow()).isBetween(1e-6, 0.02);
    assertThat(predicted.get(2)).isEmpty();
  }

  @Test
  void followersAreAllThatComesLaterAndSureIsWhatCameBefore() {
    Sequences sequences =
        Sequences.of(Clicks.of("a b c b a", "c a"), Clicks.CODES, new Reading(9, Channels.none()));
    Followers followers = Followers.of(Batch.of(sequences, List.of(0, 1)));
    assertThat(followers.sequences()).isEqualTo(2);
    assertThat(followers.later().begin()).containsExactly(0, 3, 4, 7, 9, 10); // a c b c b
    assertThat(followers.later().items()).containsExactly(1, 2, 0, 0, 2, 1, 0, 1, 0, 0);
    assertThat(followers.sure().begin()).containsExactly(0, 0, 0, 1, 3, 5);
    assertThat(followers.sure().items()).containsExactly(1, 1, 2, 1, 2);
  }

  @Test
  void followersOfASetAreWhatWasDropped() {
    ItemSets sets = new ItemSets(new int[] {0, 3, 4}, new int[] {4, 7, 8, 2});
    Followers followers = Followers.of(sets, new float[] {0, 1, 0, 1}, true);
    assertThat(followers.later().items()).containsExactly(4, 8);
    assertThat(followers.sure().begin()).containsExactly(0, 1, 2);
    assertThat(followers.sure().items()).containsExactly(7, 2);
  }

  @Test
  void countsPlacesThatAnItemFollows() {
    Sequences sequences =
        Sequences.of(Clicks.of("a b c b", "c b"), Clicks.CODES, new Reading(9, Channels.none()));
    FollowerCounts counts = FollowerCounts.of(sequences, 3);
    assertThat(counts.holding()).containsExactly(0, 2, 1);
    assertThat(counts.logOdds()[0]).isCloseTo((float) Math.log(0.5 / 4.5), within(1e-6f));
    assertThat(counts.logOdds()[1]).isCloseTo((float) Math.log(4.5 / 0.5), within(1e-6f));
    assertThat(counts.logOdds()[2]).isCloseTo((float) Math.log(2.5 / 2.5), within(1e-6f));
  }

  @Test
  void knowsHowProbablyASequenceOfTheStepHasAnItem() {
    FollowerCounts counts = FollowerCounts.of(new int[] {0, 3, 1}, 11, 0.5, 1);
    IntToDoubleFunction missed = counts.missed(6);
    assertThat(missed.applyAsDouble(0)).isZero();
    assertThat(missed.applyAsDouble(1)).isCloseTo(Math.log(1.0 / 8), within(1e-9));
    assertThat(counts.missed(1).applyAsDouble(1)).isZero();
    assertThat(Math.exp(counts.missed(11).applyAsDouble(2))).isCloseTo(0, within(1e-6));
  }

  @Test
  void combinationsHaveTheErrorOfTheirProduct() {
    try (TensorKernels kernels = TensorKernels.cpu(1)) {
      Matrix logits = kernels.allocate(3, 2);
      ItemSets later = new ItemSets(new int[] {0, 1, 1, 3}, new int[] {0, 0, 1});
      double loss = new Combinations(later, 3).loss(kernels, logits, 2);
      float[] gradient = kernels.download(logits);
      assertThat(gradient).startsWith(-0.5f, 0.5f, 0, 0); // of one item: 1/2, and 1/2 of the other
      double ofTwo = loss - 0.5;
      boolean both = gradient[4] != 0 && gradient[5] != 0;
      assertThat(ofTwo).isCloseTo(both ? 0.75 * 0.75 : 0.25, within(1e-9));
      assertThat(gradient[4] + gradient[5]).isCloseTo(both ? -0.75f : -0.5f, within(1e-6f));
    }
  }

  @Test
  void combinationsHaveTheGradientOfTheirError() {
    float[] numbers = new float[2 * 7];
    Random random = new Random(5);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    ItemSets later = new ItemSets(new int[] {0, 5, 7}, new int[] {0, 2, 3, 5, 6, 1, 4});
    for (long seed = 0; seed < 20; seed++) {
      Combinations combinations = new Combinations(later, seed);
      float[] gradient = new float[numbers.length];
      loss(combinations, numbers, gradient);
      for (int i = 0; i < numbers.length; i++) {
        float[] more = numbers.clone();
        float[] less = numbers.clone();
        more[i] += 0.01f;
        less[i] -= 0.01f;
        double slope =
            (loss(combinations, more, new float[14]) - loss(combinations, less, new float[14]))
                / ((double) more[i] - less[i]);
        assertThat((double) gradient[i]).isCloseTo(slope, within(1e-4));
      }
    }
  }

  private static double loss(Combinations combinations, float[] numbers, float[] gradient) {
    try (TensorKernels kernels = TensorKernels.cpu(1)) {
      Matrix logits = kernels.allocate(2, 7);
      kernels.upload(numbers, logits);
      double loss = combinations.loss(kernels, logits, 1);
      System.arraycopy(kernels.download(logits), 0, gradient, 0, gradient.length);
      return loss;
    }
  }

  @Test
  void refusesWhatNoHeadCanLearnFrom() {
    Learning headed = AutoencoderConfig.defaults().learning().withHeadKind(Kind.BINARY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AutoencoderConfig.defaults().withLearning(headed.withInputDropout(0)))
        .withMessage(
            "inputDropout must be > 0 for a head, which learns from what is dropped, but was 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> headed.withHeadWeight(0))
        .withMessageContaining("headWeight must be finite and > 0 but was 0.0");
  }
}
