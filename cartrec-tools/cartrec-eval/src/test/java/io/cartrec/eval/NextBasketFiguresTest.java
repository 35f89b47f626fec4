package io.cartrec.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.neighbors.nextbasket.GpTopProvider;
import io.cartrec.neighbors.nextbasket.TifuKnnProvider;
import io.cartrec.neighbors.nextbasket.UpCfProvider;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The figures of the next-basket models on Ta-Feng, five folds, against those the anchors list. */
class NextBasketFiguresTest {

  private static final List<String> NAMES = List.of("Recall@10", "NDCG@10", "PHR@10");

  private static List<ModelResult> results = List.of();

  @BeforeAll
  static void evaluate() throws IOException {
    EvaluationData data = EvaluationData.of(SharedFiles.events("nbr_tafeng/train.csv.gz"))
        .withTest(SharedFiles.events("nbr_tafeng/test.csv.gz"));
    for (int fold = 0; fold < 5; fold++) {
      data = data.withFold(SharedFiles.pairs("nbr_tafeng/folds/keyset_" + fold + ".csv.gz"));
    }
    List<ModelSpec> models = List.of(
        new ModelSpec("gp-top", Map.of()),
        ModelSpec.parse("up-cf:recency=10,decay=1,asymmetry=0.75,locality=10,neighbors=1000"),
        ModelSpec.parse("tifu-knn:neighbors=300,alpha=0.7"),
        new ModelSpec("up-cf", Map.of()),
        new ModelSpec("tifu-knn", Map.of()));
    Evaluator evaluator = new Evaluator(
        ModelProviders.of(List.of(new GpTopProvider(), new UpCfProvider(), new TifuKnnProvider())));
    results = evaluator
        .evaluate(
            Task.NEXT_BASKET,
            data,
            models,
            ProtocolOptions.defaults(),
            RunOptions.defaults().withResamples(1))
        .results();
  }

  @Test
  void gpTopIsWhatItsDefinitionGives() {
    double[] expected = {0.1212, 0.1014, 0.3794};
    for (int i = 0; i < expected.length; i++) {
      assertThat(figure(0, NAMES.get(i))).as(NAMES.get(i)).isCloseTo(expected[i], within(0.00005));
    }
  }

  @Test
  void upCfAndTifuKnnReachWhatWasPublishedOfThem() {
    assertAtLeast(1, 0.1122, 0.0963, 0.3730);
    assertAtLeast(2, 0.1236, 0.1001, 0.3908);
  }

  @Test
  void theirDefaultsAreBetterByFar() {
    assertAtLeast(3, 0.150, 0.122, 0.45);
    assertAtLeast(4, 0.150, 0.122, 0.45);
  }

  private static void assertAtLeast(int model, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(figure(model, NAMES.get(i)))
          .as("%s of %s", NAMES.get(i), results.get(model).model())
          .isGreaterThanOrEqualTo(expected[i]);
    }
  }

  private static double figure(int model, String name) {
    return results.get(model).figure(name).orElseThrow().value();
  }
}
