package io.cartrec.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.RepeatPolicy;
import io.cartrec.neighbors.session.SessionKnnProvider;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The figures of {@code session-knn} on the clicks of bol.com, against those that Serenade lists. */
class SessionKnnFiguresTest {

  private static final ModelSpec SERENADE = ModelSpec.parse("session-knn:neighbors=288,sample=1502,"
      + "item-sample=1502,last-items=4,decay=linear,distance-decay=0,backward=1,context-idf=0");

  @Test
  void reachesWhatSerenadeReachesAndMoreByDefault() throws IOException {
    EvaluationData data = EvaluationData.of(
            SharedFiles.events("serenade_example_bol/train.csv.gz"))
        .withTest(SharedFiles.events("serenade_example_bol/test.csv.gz"));
    List<ModelResult> results = new Evaluator(ModelProviders.of(List.of(new SessionKnnProvider())))
        .evaluate(
            Task.NEXT_ITEM,
            data,
            List.of(SERENADE, ModelSpec.parse("session-knn")),
            ProtocolOptions.defaults().withRepeats(RepeatPolicy.EXCLUDE_LAST),
            RunOptions.defaults().withResamples(1))
        .results();
    assertThat(figure(results.get(0), "HR@20")).isGreaterThanOrEqualTo(0.6402);
    assertThat(figure(results.get(0), "MRR@20")).isGreaterThanOrEqualTo(0.3277);
    assertThat(figure(results.get(1), "HR@20")).isGreaterThanOrEqualTo(0.67);
    assertThat(figure(results.get(1), "MRR@20")).isGreaterThanOrEqualTo(0.35);
  }

  private static double figure(ModelResult result, String name) {
    return result.figure(name).orElseThrow().value();
  }
}
