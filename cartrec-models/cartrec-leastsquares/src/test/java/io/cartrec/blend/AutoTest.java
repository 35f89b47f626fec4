package io.cartrec.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.Recommendation;
import io.cartrec.RecommendationRequest;
import io.cartrec.RepeatPolicy;
import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.TrainingOptions;
import io.cartrec.neighbors.CoOccurrenceConfig;
import io.cartrec.neighbors.CoOccurrenceTrainer;
import io.cartrec.neighbors.ItemKnnConfig;
import io.cartrec.neighbors.ItemKnnTrainer;
import io.cartrec.recommend.Recommenders;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AutoTest {

  @TempDir
  Path folder;

  /** Pairs beside popular items. */
  private static Dataset shop(int baskets) {
    List<Event> events = new ArrayList<>();
    Random random = new Random(1);
    for (int basket = 0; basket < baskets; basket++) {
      int pair = random.nextInt(30);
      for (String item : List.of(
          "a" + pair, "popular" + random.nextInt(5), "b" + pair, "c" + random.nextInt(50))) {
        events.add(Event.of(item).inSession("basket " + basket));
      }
    }
    return Dataset.of(events);
  }

  private static Map<String, Double> scores(Model model, String... cart) {
    return Recommenders.of(model)
        .recommend(RecommendationRequest.of(Cart.of(cart)).limit(100).unfilled())
        .stream()
        .collect(Collectors.toMap(Recommendation::itemId, Recommendation::score));
  }

  @Test
  void addsUpTheScoresOfItsModelsEachDividedByItsBest() {
    Dataset data = shop(200);
    BlendModel blend = new AutoTrainer(AutoConfig.defaults()
            .withBlend(Blend.parse("0.25 item-knn + 0.75 co-occurrence neighbors=50")))
        .train(data);
    Map<String, Double> knn =
        scores(new ItemKnnTrainer(ItemKnnConfig.defaults()).train(data), "a1", "popular2");
    Map<String, Double> pairs = scores(
        new CoOccurrenceTrainer(CoOccurrenceConfig.defaults().withNeighbors(50)).train(data),
        "a1",
        "popular2");
    double mostOfKnn =
        knn.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    double mostOfPairs =
        pairs.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    Map<String, Double> sums = scores(blend, "a1", "popular2");
    assertThat(sums).hasSizeGreaterThan(10);
    sums.forEach((item, score) -> assertThat(score)
        .as(item)
        .isCloseTo(
            0.25 * knn.getOrDefault(item, 0.0) / mostOfKnn
                + 0.75 * pairs.getOrDefault(item, 0.0) / mostOfPairs,
            within(1e-6)));
  }

  @ParameterizedTest
  @EnumSource
  void choosesABlendAndSaysWhy(AutoConfig.Goal task) throws IOException {
    Dataset data = shop(400);
    AutoTrainer trainer = new AutoTrainer(AutoConfig.defaults().withTask(task));
    BlendModel model = trainer.train(data);
    Blend chosen = model.blend();
    assertThat(chosen.parts()).isNotEmpty().hasSizeLessThanOrEqualTo(3);
    assertThat(chosen.parts().stream().mapToDouble(Blend.Part::weight).sum())
        .isCloseTo(1, within(0.01));
    assertThat(model.report())
        .contains("on 40 questions about the newest tenth", "item-knn", "the blend")
        .endsWith("blend: " + chosen + "\n");
    assertThat(scores(model, "a1")).containsKey("b1");

    Path searched = folder.resolve("searched.cartrec");
    model.save(searched);
    BlendModel opened = (BlendModel) ModelProviders.installed().open(searched);
    assertThat(opened.blend()).isEqualTo(chosen);
    assertThat(opened.report()).isEqualTo(model.report());
    assertThat(scores(opened, "a1", "c3")).isEqualTo(scores(model, "a1", "c3"));

    Path threads = folder.resolve("threads.cartrec");
    trainer.train(data, TrainingOptions.defaults().withThreads(3)).save(threads);
    assertThat(threads).hasSameBinaryContentAs(searched);

    BlendModel again =
        new AutoTrainer(AutoConfig.defaults().withTask(task).withBlend(chosen)).train(data);
    assertThat(scores(again, "a1", "c3")).isEqualTo(scores(model, "a1", "c3"));
  }

  @Test
  void answersWithWhatTheQueryHoldsWhereThereIsNothingElse() {
    List<Event> events = new ArrayList<>();
    for (int session = 0; session < 5; session++) {
      for (String item : List.of("a", "b", "a")) {
        events.add(Event.of(item).inSession("s" + session));
      }
    }
    BlendModel model = new AutoTrainer(AutoConfig.defaults().withBlend(Blend.parse("session-knn")))
        .train(Dataset.of(events));
    RecommendationRequest request = RecommendationRequest.of(Cart.of("a", "b"))
        .repeats(RepeatPolicy.EXCLUDE_LAST)
        .unfilled();
    assertThat(Recommenders.of(model).recommend(request).itemIds()).containsExactly("a");
  }

  @Test
  void picksTheModelThatFindsThePairs() {
    BlendModel model = new AutoTrainer(AutoConfig.defaults()).train(shop(600));
    assertThat(Recommenders.of(model).recommend(Cart.of("a7")).itemIds().get(0)).isEqualTo("b7");
  }

  @Test
  void tooLittleDataToTryModelsOnGetsTheFirstCandidate() {
    Dataset small = Dataset.of(List.of(
        Event.of("a").inSession("1"),
        Event.of("b").inSession("1"),
        Event.of("a").inSession("2")));
    BlendModel model = new AutoTrainer(AutoConfig.defaults()).train(small);
    assertThat(model.report())
        .isEqualTo(
            "the newest tenth leaves 0 questions to try models on, fewer than 20: the first candidate is taken untried\nblend: item-knn\n");
    assertThat(scores(model, "a")).containsOnlyKeys("b");
  }
}
