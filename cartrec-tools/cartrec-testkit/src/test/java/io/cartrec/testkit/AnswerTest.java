package io.cartrec.testkit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cartrec.Cart;
import io.cartrec.Explanation;
import io.cartrec.Explanation.Reason;
import io.cartrec.Recommendation;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.testkit.example.CoCountModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerTest {

  private static final Dataset DATA = SmallShop.dataset();
  private static final Model MODEL =
      CoCountModel.train(DATA, ModelBase.of(DATA, "co-count", Map.of()));

  // Of the items bought with milk or bread, butter was bought 3 times with each.
  private static final RecommendationRequest REQUEST =
      RecommendationRequest.of(Cart.of("milk", "bread")).limit(1).withReasons();

  @Test
  void acceptsTheSharesOfTheContributions() {
    check(6, new Reason("milk", 0.5), new Reason("bread", 0.5));
  }

  @Test
  void rejectsSharesThatAddUpToOneButAreNotTheModels() {
    rejects(6, "what milk adds", new Reason("milk", 0.6), new Reason("bread", 0.4));
  }

  @Test
  void rejectsAReasonThatIsMissing() {
    rejects(6, "reasons for butter", new Reason("milk", 1));
  }

  @Test
  void rejectsAReasonThatIsNotInTheCart() {
    rejects(
        6,
        "reasons for butter",
        new Reason("milk", 0.5),
        new Reason("bread", 0.5),
        new Reason("beer", 0));
  }

  @Test
  void rejectsAnotherScore() {
    rejects(5, "scores", new Reason("milk", 0.5), new Reason("bread", 0.5));
  }

  private static void rejects(double score, String message, Reason... reasons) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> check(score, reasons))
        .withMessageContaining(message);
  }

  private static void check(double score, Reason... reasons) {
    Recommendation butter =
        new Recommendation("butter", score, Explanation.because(List.of(reasons)));
    String version = MODEL.base().provenance().modelVersion();
    new Answer(MODEL, REQUEST, new Recommendations(List.of(butter), 1, version, "")).check();
  }
}
