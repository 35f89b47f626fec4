package io.cartrec.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.RepeatPolicy;
import io.cartrec.eval.ProtocolOptions.Order;
import io.cartrec.eval.ProtocolOptions.UnknownTargets;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many questions each data set of the anchors asks. Needs the shared data. */
class AnchorCountsTest {

  private final ProtocolOptions options = ProtocolOptions.defaults();

  @Test
  void hidesOneItemOfEachTestBasketOfFimiRetail() throws IOException {
    assertThat(cart("fimi_retail", options)).isEqualTo(17_122);
  }

  @Test
  void hidesOneItemOfEachTestBasketOfGroceries() throws IOException {
    assertThat(cart("groceries", options)).isEqualTo(1_543);
  }

  @Test
  void hidesOneItemOfEachTestBasketOfOnlineRetail() throws IOException {
    EvaluationData data = EvaluationData.of(SharedFiles.onlineRetail());
    assertThat(data.train().sessionIds().size()).isEqualTo(20_002);
    assertThat(data.train().items().size()).isEqualTo(3_922);
    assertThat(count(Task.CART_COMPLETION, options.withOrder(Order.TIME), data)).isEqualTo(3_714);
  }

  @Test
  void asksForEveryClickOfYoochoose1of64ButTheFirstOfASession() throws IOException {
    assertThat(
            count(Task.NEXT_ITEM, options.withRepeats(RepeatPolicy.ALLOW), parts("yoochoose1_64")))
        .isEqualTo(55_898);
  }

  @Test
  void dropsUnknownClicksOfYoochoose100k() throws IOException {
    assertThat(count(
            Task.NEXT_ITEM,
            options.withUnknownTargets(UnknownTargets.DROP),
            parts("yoochoose100k")))
        .isEqualTo(10_152);
  }

  @Test
  void asksForEveryClickOfSerenadeAndWarnsOfTwoEarlyOnes() throws IOException {
    EvaluationData data = parts("serenade_example_bol")
        .withValid(SharedFiles.events("serenade_example_bol/valid.csv.gz"));
    assertThat(count(Task.NEXT_ITEM, options, data)).isEqualTo(931);
    assertThat(data.test().orElseThrow().sessionIds().size()).isEqualTo(302);
    assertThat(Leakage.overlappingEvents(data.train(), data.test().orElseThrow()))
        .isEqualTo(2);
  }

  @Test
  void asksForPrefixesOfTwoAndMoreOfRetailRocket() throws IOException {
    assertThat(count(Task.NEXT_ITEM, options.withMinPrefix(2), parts("retailrocket_cotrec")))
        .isEqualTo(15_132);
  }

  @Test
  void asksEveryUserOfBeautyForTheLastItem() throws IOException {
    EvaluationData data =
        parts("s3rec_beauty").withValid(SharedFiles.events("s3rec_beauty/valid.csv.gz"));
    assertThat(count(Task.LEAVE_ONE_OUT, options, data)).isEqualTo(22_363);
  }

  @Test
  void asksEveryUserOfGowalla() throws IOException {
    assertThat(count(Task.TOP_N, options, parts("gowalla"))).isEqualTo(29_858);
  }

  @Test
  void asksEveryUserOfSslrecRetailRocket() throws IOException {
    EvaluationData data = EvaluationData.of(
            SharedFiles.events("sslrec_retail_rocket/events.csv.gz"))
        .withTest(SharedFiles.events("sslrec_retail_rocket/test.csv.gz"));
    assertThat(count(Task.TOP_N, options, data)).isEqualTo(2_174);
  }

  @Test
  void asksTheTestUsersOfEachFoldOfTaFeng() throws IOException {
    EvaluationData data = parts("nbr_tafeng");
    for (int fold = 0; fold < 5; fold++) {
      data = data.withFold(SharedFiles.pairs("nbr_tafeng/folds/keyset_" + fold + ".csv.gz"));
    }
    List<Trial> trials = Task.NEXT_BASKET.protocol(options).trials(data);
    assertThat(trials).hasSize(5).allMatch(trial -> trial.cases().size() == 2_772);
  }

  @Test
  void asksForEveryTestRatingOfMovieLens() throws IOException {
    EvaluationData data = EvaluationData.of(SharedFiles.events("ml100k/u1_train.csv.gz"))
        .withTest(SharedFiles.events("ml100k/u1_test.csv.gz"));
    assertThat(count(Task.RATING, options, data)).isEqualTo(20_000);
  }

  private static EvaluationData parts(String name) throws IOException {
    return EvaluationData.of(SharedFiles.events(name + "/train.csv.gz"))
        .withTest(SharedFiles.events(name + "/test.csv.gz"));
  }

  private static int cart(String name, ProtocolOptions options) throws IOException {
    return count(
        Task.CART_COMPLETION,
        options,
        EvaluationData.of(SharedFiles.events(name + "/events.csv.gz")));
  }

  private static int count(Task task, ProtocolOptions options, EvaluationData data) {
    Protocol protocol = task.protocol(options);
    EvaluationData parts = data;
    if (data.test().isPresent()) {
      Leakage.refuseSharedSessions(data);
    } else {
      parts = protocol.cut(data);
    }
    return protocol.trials(parts).stream()
        .mapToInt(trial -> trial.cases().size())
        .sum();
  }
}
