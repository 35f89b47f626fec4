package io.cartrec.neighbors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.RecommendationRequest;
import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.Query;
import io.cartrec.model.RatingPredictor;
import io.cartrec.neighbors.ItemKnnConfig.Similarity;
import io.cartrec.testkit.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RatingPredictionTest {

  private static final ItemKnnConfig ITEMS =
      ItemKnnConfig.defaults().withSimilarity(Similarity.PEARSON).withShrinkage(0);
  private static final UserKnnConfig USERS =
      UserKnnConfig.defaults().withSimilarity(UserKnnConfig.Similarity.PEARSON).withShrinkage(0);

  @Test
  void addsTheWeightedResidualsOfTheNeighborsToTheBaseline() {
    Dataset data = Dataset.of(
        List.of(rated("u", "a", 5), rated("u", "b", 4), rated("v", "a", 1), rated("v", "b", 2)));
    // mean 3, no item deviates from it: b_a = b_b = 0; a and b correlate fully, so that b is a's
    // only neighbour. A user who rated b with 5: b_u = 2 / (5 + 1) = 1/3, residual 5 - 3 - 1/3;
    // one neighbour among 4 doubts: a fifth of it
    double expected = 3 + 1.0 / 3 + (2 - 1.0 / 3) / 5;
    assertThat(predict(new ItemKnnTrainer(ITEMS).train(data), "a", rated("w", "b", 5)))
        .isCloseTo(expected, within(1e-6));
  }

  @Test
  void asksUsersWhoRateTheSameWay() {
    Dataset data = Dataset.of(
        List.of(rated("u", "a", 5), rated("u", "b", 5), rated("v", "a", 1), rated("v", "b", 1)));
    // mean 3, b_a = b_b = 0, b_u = 4 / (5 + 2) and b_v = -4/7, their residuals 10/7 and -10/7. A
    // user
    // who rated b with 5: b_w = 1/3, residual 5/3, correlates with u by 1 and with v by -1, which
    // is
    // no neighbour
    double expected = 3 + 1.0 / 3 + 10.0 / 7 / 5;
    assertThat(predict(new UserKnnTrainer(USERS).train(data), "a", rated("w", "b", 5)))
        .isCloseTo(expected, within(1e-6));
  }

  @ParameterizedTest
  @EnumSource(
      value = Similarity.class,
      names = {"PEARSON", "ADJUSTED_COSINE"})
  void agreesWithASlowOracleOnItems(Similarity similarity) {
    for (int seed = 0; seed < 5; seed++) {
      double[][] ratings = ratings(new Random(seed));
      ItemKnnConfig config =
          ITEMS.withSimilarity(similarity).withShrinkage(seed).withNeighbors(1 + 3 * seed);
      RatingOracle oracle = new RatingOracle(ratings);
      ItemKnnModel model = new ItemKnnTrainer(config).train(Dataset.of(events(ratings)));
      for (int item = 0; item < ratings[0].length; item++) {
        assertThat(predict(model, "i" + item, row("me", ratings[0]).toArray(Event[]::new)))
            .as("item %d by %s", item, config)
            .isCloseTo(oracle.byItems(config, 0, item), within(1e-4));
      }
    }
  }

  @Test
  void agreesWithASlowOracleOnUsers() {
    for (int seed = 0; seed < 5; seed++) {
      double[][] ratings = ratings(new Random(seed));
      UserKnnConfig config = USERS.withShrinkage(seed).withNeighbors(2 + 3 * seed);
      RatingOracle oracle = new RatingOracle(ratings);
      UserKnnModel model = new UserKnnTrainer(config).train(Dataset.of(events(ratings)));
      for (int item = 0; item < ratings[0].length; item++) {
        assertThat(predict(model, "i" + item, row("me", ratings[0]).toArray(Event[]::new)))
            .as("item %d by %s", item, config)
            .isCloseTo(oracle.byUsers(config, 0, item), within(1e-4));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void predictsTheBaselineToAUserWhoHasRatedNothing(ModelOf models) {
    Dataset data = Dataset.of(
        List.of(rated("u", "a", 5), rated("u", "b", 3), rated("v", "a", 5), rated("v", "b", 3)));
    // mean 4, b_a = 2 / (5 + 2)
    assertThat(predict(models.of(data), "a")).isCloseTo(4 + 2.0 / 7, within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("models")
  void takesTheNewestOfSeveralRatingsOfAnItem(ModelOf models) {
    List<Event> once =
        List.of(rated("u", "a", 5), rated("u", "b", 3), rated("v", "a", 2), rated("v", "b", 4));
    List<Event> twice = new ArrayList<>(List.of(rated("u", "a", 1), rated("v", "b", 1)));
    twice.addAll(once);
    assertThat(predict(models.of(Dataset.of(twice)), "a", rated("w", "b", 1), rated("w", "b", 4)))
        .isEqualTo(predict(models.of(Dataset.of(once)), "a", rated("w", "b", 4)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void staysWithinTheRatingsItHasSeen(ModelOf models) {
    Dataset data = Dataset.of(
        List.of(rated("u", "a", -2), rated("u", "b", -2), rated("v", "a", 1), rated("v", "b", 1)));
    assertThat(predict(models.of(data), "a", rated("w", "b", 100))).isEqualTo(1);
    assertThat(predict(models.of(data), "a", rated("w", "b", -100))).isEqualTo(-2);
  }

  @ParameterizedTest
  @MethodSource("models")
  void isSoundWhereUsersRateAllTheSameOrItemsAreRatedOnce(ModelOf models) {
    Dataset data = Dataset.of(List.of(
        rated("u", "a", 0.1),
        rated("u", "b", 0.1),
        rated("u", "c", 0.1),
        rated("v", "a", 0.1),
        rated("v", "b", 0.1),
        rated("v", "once", 0.1),
        Event.of("unrated").byUser("v"),
        rated("v", "returned", 5).times(-1)));
    for (String item : List.of("a", "once", "unrated", "returned")) {
      assertThat(predict(models.of(data), item, rated("w", "a", 0.1), rated("w", "b", 0.1)))
          .isCloseTo(0.1, within(1e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void isSoundForRatingsAtTheEdgeOfWhatAFloatHolds(ModelOf models) {
    Dataset data = Dataset.of(List.of(
        rated("u", "a", 3e38), rated("u", "b", -3e38), rated("v", "a", -3e38), rated("v", "b", 1)));
    assertThat(predict(models.of(data), "a", rated("w", "b", 3e38))).isFinite();
  }

  @Test
  void saysThatThereAreNoRatings() {
    Dataset data = Dataset.of(List.of(Event.of("a").byUser("u"), Event.of("b").byUser("u")));
    assertThatThrownBy(() -> new ItemKnnTrainer(ITEMS).train(data))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no event has one; use similarity=cosine");
    ItemKnnModel items = new ItemKnnTrainer(ItemKnnConfig.defaults()).train(data);
    UserKnnModel users = new UserKnnTrainer(USERS).train(data);
    for (Model model : List.of(items, users)) {
      assertThatThrownBy(() -> predict(model, "a", rated("w", "b", 5)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("without ratings");
    }
  }

  @Test
  void predictsMovieLensAsWellAsPublishedNeighborsDo() throws IOException {
    Path folder = SharedData.assumePresent("ml100k");
    Dataset train = Dataset.of(movieRatings(folder.resolve("u1_train.csv.gz")));
    List<Event> test = movieRatings(folder.resolve("u1_test.csv.gz"));
    ItemKnnModel items = new ItemKnnTrainer(
            ItemKnnConfig.defaults().withSimilarity(Similarity.ADJUSTED_COSINE))
        .train(train);
    assertThat(rmse(items, train, test)).isLessThan(0.94);
    UserKnnModel users = new UserKnnTrainer(UserKnnConfig.defaults()
            .withSimilarity(UserKnnConfig.Similarity.PEARSON)
            .withShrinkage(10))
        .train(train);
    assertThat(rmse(users, train, test)).isLessThan(0.95);
  }

  /** Trains a model. */
  private interface ModelOf {
    Model of(Dataset data);
  }

  static Stream<ModelOf> models() {
    return Stream.of(
        data -> new ItemKnnTrainer(ItemKnnConfig.defaults()).train(data),
        data -> new ItemKnnTrainer(ITEMS).train(data),
        data -> new ItemKnnTrainer(ITEMS.withSimilarity(Similarity.ADJUSTED_COSINE)).train(data),
        data -> new UserKnnTrainer(UserKnnConfig.defaults()).train(data),
        data -> new UserKnnTrainer(USERS).train(data));
  }

  private static double rmse(Model model, Dataset train, List<Event> test) {
    Map<String, List<Event>> rated = new HashMap<>();
    for (int row = 0; row < train.rows(); row++) {
      Event event = train.event(row);
      rated
          .computeIfAbsent(event.userId().orElseThrow(), u -> new ArrayList<>())
          .add(event);
    }
    double mean =
        test.stream().mapToDouble(e -> e.rating().orElseThrow()).average().orElseThrow();
    double squares = 0;
    for (Event event : test) {
      Event[] past =
          rated.getOrDefault(event.userId().orElseThrow(), List.of()).toArray(Event[]::new);
      double predicted =
          train.items().contains(event.itemId()) ? predict(model, event.itemId(), past) : mean;
      squares += Math.pow(predicted - event.rating().orElseThrow(), 2);
    }
    return Math.sqrt(squares / test.size());
  }

  private static double predict(Model model, String item, Event... rated) {
    RecommendationRequest request = RecommendationRequest.of(Cart.empty()).session(List.of(rated));
    Query query = new Query(request, model.base().items());
    int code = model.base().items().find(item).orElseThrow();
    return ((RatingPredictor) model).predictRating(query, code);
  }

  private static Event rated(String user, String item, double rating) {
    return Event.of(item, EventType.RATING).byUser(user).rated(rating);
  }

  /** Twelve users and eight items, half of them rated. */
  private static double[][] ratings(Random random) {
    double[][] ratings = new double[12][8];
    for (double[] row : ratings) {
      for (int item = 0; item < row.length; item++) {
        row[item] = item == 0 || random.nextBoolean() ? 1 + random.nextInt(5) : Double.NaN;
      }
    }
    return ratings;
  }

  private static List<Event> events(double[][] ratings) {
    List<Event> events = new ArrayList<>();
    for (int user = 0; user < ratings.length; user++) {
      events.addAll(row("u" + user, ratings[user]));
    }
    return events;
  }

  private static List<Event> row(String user, double[] ratings) {
    List<Event> events = new ArrayList<>();
    for (int item = 0; item < ratings.length; item++) {
      if (!Double.isNaN(ratings[item])) {
        events.add(rated(user, "i" + item, ratings[item]));
      }
    }
    return events;
  }

  private static List<Event> movieRatings(Path file) throws IOException {
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(
        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .map(cells -> rated(cells[1], cells[2], Double.parseDouble(cells[3])))
          .collect(Collectors.toList());
    }
  }
}
