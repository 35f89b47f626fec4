package io.cartrec.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.neighbors.nextbasket.GpTopProvider;
import io.cartrec.neighbors.nextbasket.TifuKnnProvider;
import io.cartrec.neighbors.nextbasket.UpCfProvider;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The figures of the next-basket models on Ta-Feng, five folds, against those the anchors list. */
class NextBasketFiguresTest {

  private static final List<String> NAMES = List.of("Recall@10", "NDCG@10", "PHR@10");

  @Test
  void gpTopIsWhatItsDefinitionGives() throws IOException {
    ModelResult gpTop = results("gp-top").get(0);
    double[] expected = {0.1212, 0.1014, 0.3794};
    for (int i = 0; i < expected.length; i++) {
      assertThat(figure(gpTop, NAMES.get(i)))
          .as(NAMES.get(i))
          .isCloseTo(expected[i], within(0.00005));
    }
  }

  @Test
  @Tag("slow")
  void upCfAndTifuKnnReachWhatWasPublishedOfThem() throws IOException {
    List<ModelResult> results = results(
        "up-cf:recency=10,decay=1,asymmetry=0.75,locality=10,neighbors=1000", "tifu-knn:alpha=0.7");
    assertAtLeast(results.get(0), 0.1122, 0.0963, 0.3730);
    assertAtLeast(results.get(1), 0.1236, 0.1001, 0.3908);
  }

  @Test
  @Tag("slow")
  void theirDefaultsAreBetterByFar() throws IOException {
    List<ModelResult> results = results("up-cf", "tifu-knn");
    assertAtLeast(results.get(0), 0.150, 0.122, 0.45);
    assertAtLeast(results.get(1), 0.150, 0.122, 0.45);
  }

  private static List<ModelResult> results(String... models) throws IOException {
    EvaluationData data = EvaluationData.of(SharedFiles.events("nbr_tafeng/train.csv.gz"))
        .withTest(SharedFiles.events("nbr_tafeng/test.csv.gz"));
    for (int fold = 0; fold < 5; fold++) {
      data = data.withFold(SharedFiles.pairs("nbr_tafeng/folds/keyset_" + fold + ".csv.gz"));
    }
    Evaluator evaluator = new Evaluator(
        ModelProviders.of(List.of(new GpTopProvider(), new UpCfProvider(), new TifuKnnProvider())));
    return evaluator
        .evaluate(
            Task.NEXT_BASKET,
            data,
            Arrays.stream(models).map(ModelSpec::parse).toList(),
            ProtocolOptions.defaults(),
            RunOptions.defaults().withResamples(1))
        .results();
  }

  private static void assertAtLeast(ModelResult result, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(figure(result, NAMES.get(i)))
          .as("%s of %s", NAMES.get(i), result.model())
          .isGreaterThanOrEqualTo(expected[i]);
    }
  }

  private static double figure(ModelResult result, String name) {
    return result.figure(name).orElseThrow().value();
  }
}
