package io.cartrec.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.RepeatPolicy;
import io.cartrec.eval.ProtocolOptions.Order;
import io.cartrec.neighbors.ItemKnnProvider;
import io.cartrec.neighbors.PopularityProvider;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The figures of popularity that the anchors list. Needs the shared data; those tagged slow take more
 * than a few seconds, popularity being dense.
 */
class AnchorFiguresTest {

  private static final ProtocolOptions OPTIONS = ProtocolOptions.defaults();
  private static final RunOptions RUN = RunOptions.defaults().withResamples(1);

  @Test
  @Tag("slow")
  void popularityFindsAsManyHiddenItemsOfFimiRetailAsTheFloor() throws IOException {
    ModelResult result = popularity(Task.CART_COMPLETION, OPTIONS, whole("fimi_retail"));
    assertFigures(result, List.of("HR@10", "HR@20", "MRR@20"), 0.2342, 0.2527, 0.1629);
  }

  @Test
  void popularityFindsAsManyHiddenItemsOfGroceriesAsTheFloor() throws IOException {
    ModelResult result = popularity(Task.CART_COMPLETION, OPTIONS, whole("groceries"));
    assertFigures(result, List.of("HR@10", "HR@20", "MRR@20"), 0.3765, 0.5528, 0.1569);
  }

  @Test
  void popularityFindsAsManyHiddenItemsOfOnlineRetailAsTheFloor() throws IOException {
    ModelResult result = popularity(
        Task.CART_COMPLETION,
        OPTIONS.withOrder(Order.TIME),
        EvaluationData.of(SharedFiles.onlineRetail()));
    assertFigures(result, List.of("HR@10", "HR@20", "MRR@20"), 0.0272, 0.0493, 0.0129);
  }

  @Test
  @Tag("slow")
  void popularityIsAsGoodOnGowallaAsTheFloor() throws IOException {
    ModelResult result = popularity(Task.TOP_N, OPTIONS, parts("gowalla"));
    assertFigures(result, List.of("Recall@20", "NDCG@20"), 0.0416, 0.0317);
  }

  @Test
  @Tag("slow")
  void popularityIsAsGoodOnBeautyAsTheFloor() throws IOException {
    EvaluationData data =
        parts("s3rec_beauty").withValid(SharedFiles.events("s3rec_beauty/valid.csv.gz"));
    ModelResult result = popularity(Task.LEAVE_ONE_OUT, OPTIONS, data);
    assertFigures(result, List.of("HR@10", "NDCG@10"), 0.0135, 0.0061);
  }

  @Test
  void popularityIsAsGoodOnTaFengAsGTopFreq() throws IOException {
    EvaluationData data = parts("nbr_tafeng");
    for (int fold = 0; fold < 5; fold++) {
      data = data.withFold(SharedFiles.pairs("nbr_tafeng/folds/keyset_" + fold + ".csv.gz"));
    }
    ModelResult result = popularity(Task.NEXT_BASKET, OPTIONS, data);
    assertFigures(
        result,
        List.of("Recall@10", "NDCG@10", "PHR@10", "Recall@20", "NDCG@20", "PHR@20"),
        0.0813,
        0.0861,
        0.2504,
        0.1071,
        0.0954,
        0.3287);
  }

  @Test
  void popularItemsThatFillListsUpAreNotTheModels() throws IOException {
    ModelProviders providers =
        ModelProviders.of(List.of(new PopularityProvider(), new ItemKnnProvider()));
    ProtocolOptions options = OPTIONS.withRepeats(RepeatPolicy.EXCLUDE_LAST);
    Evaluation evaluation = new Evaluator(providers)
        .evaluate(
            Task.NEXT_ITEM,
            parts("serenade_example_bol"),
            List.of(ModelSpec.parse("item-knn:prediction=sum,values=binary,shrinkage=30")),
            options,
            RUN);
    assertThat(evaluation.results().get(2).figure("Popularity@20").orElseThrow().value())
        .isCloseTo(0.0486, within(0.00005));
  }

  private static void assertFigures(ModelResult result, List<String> names, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(result.figure(names.get(i)).orElseThrow().value())
          .as(names.get(i))
          .isCloseTo(expected[i], within(0.00005));
    }
  }

  private static EvaluationData whole(String name) throws IOException {
    return EvaluationData.of(SharedFiles.events(name + "/events.csv.gz"));
  }

  private static EvaluationData parts(String name) throws IOException {
    return EvaluationData.of(SharedFiles.events(name + "/train.csv.gz"))
        .withTest(SharedFiles.events(name + "/test.csv.gz"));
  }

  private static ModelResult popularity(Task task, ProtocolOptions options, EvaluationData data) {
    Evaluator evaluator = new Evaluator(ModelProviders.of(List.of(new PopularityProvider())));
    Evaluation evaluation = evaluator.evaluate(task, data, List.of(), options, RUN);
    return evaluation.results().get(0);
  }
}
