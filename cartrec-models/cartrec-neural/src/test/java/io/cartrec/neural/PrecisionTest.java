package io.cartrec.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.cartrec.Cart;
import io.cartrec.Recommendation;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.Recommender;
import io.cartrec.data.Dataset;
import io.cartrec.model.Tensor;
import io.cartrec.neural.kernel.ByteBlocks;
import io.cartrec.recommend.Recommenders;
import io.cartrec.spi.ModelProviders;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrecisionTest {

  @Test
  void roundsEachRowInStepsOfItsFarthestNumber() {
    Tensor numbers = Tensor.of(1.27f, -0.634f, 0.016f, 0, 0, 0, -254, 3, 127);
    ItemTable table = ItemTable.of(numbers).in(Precision.INT8, 3);
    byte[] bytes = new byte[9];
    for (int i = 0; i < 9; i++) {
      bytes[i] = table.bytes().buffer().get(ByteBlocks.place(i / 3, i % 3, 3));
    }
    assertThat(bytes).containsExactly(127, -63, 2, 0, 0, 0, -127, 2, 64);
    assertThat(table.bytes().length()).isEqualTo(32 * 4);
    assertThat(table.scales().floats().get(0)).isCloseTo(0.01f, within(1e-8f));
    assertThat(table.scales().floats().get(1)).isZero();
    assertThat(table.scales().floats().get(2)).isEqualTo(2);
    assertThat(table.in(Precision.FLOAT, 3).isRounded()).isFalse();
  }

  @Test
  void multipliesTheBestExactlyAndTheOthersByTheirBytes() {
    int items = ByteProducts.CHECKED + 100;
    float[] numbers = new float[2 * items];
    for (int item = 0; item < items; item++) {
      numbers[2 * item] = 1 + item;
      numbers[2 * item + 1] = 0.004f * (1 + item); // half a step: rounds to 1
    }
    ItemTable table = ItemTable.of(Tensor.of(numbers)).in(Precision.INT8, 2);
    float[] products = ItemProducts.of(table, 2).of(new float[] {1, 1});
    assertThat(products[items - 1]).isCloseTo(items * 1.004f, within(1e-4f));
    assertThat(products[items - ByteProducts.CHECKED])
        .isCloseTo((items - ByteProducts.CHECKED + 1) * 1.004f, within(1e-4f));
    assertThat(products[0]).isCloseTo(1 + 1f / 127, within(1e-5f));
  }

  /** What the rounding of rows and of the state can do at most. */
  @Test
  void staysWithinHalfAStepOfEachNumber() {
    int width = 37;
    int items = ByteProducts.CHECKED + 1000;
    SplittableRandom random = new SplittableRandom(3);
    float[] numbers = new float[items * width];
    float[] state = new float[width];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (random.nextGaussian() * (1 + i / width % 7));
    }
    for (int k = 0; k < width; k++) {
      state[k] = (float) random.nextGaussian();
    }
    ItemTable table = ItemTable.of(Tensor.of(numbers)).in(Precision.INT8, width);
    float[] products = ItemProducts.of(table, width).of(state);
    double stateSum = 0;
    for (float number : state) {
      stateSum += Math.abs(number);
    }
    float stateStep = ByteBlocks.round(state, new short[ByteBlocks.columns(width)]);
    int rounded = 0;
    for (int item = 0; item < items; item++) {
      float step = table.scales().floats().get(item);
      double exact = 0;
      double rowSum = 0;
      for (int k = 0; k < width; k++) {
        exact += (double) state[k] * numbers[item * width + k];
        rowSum += Math.abs(numbers[item * width + k]);
      }
      double most = step / 2 * stateSum + stateStep / 2 * (rowSum + width * step / 2);
      assertThat((double) products[item]).isCloseTo(exact, within(most));
      rounded += Math.abs(products[item] - exact) > 1e-5 ? 1 : 0;
    }
    assertThat(rounded).isBetween(900, 1000);
  }

  /** Rules can take away all items that were multiplied exactly. */
  @Test
  void whatComesBehindTheBestIsHardlyWorse() {
    Dataset data = Clicks.rings(2000, 3000);
    Recommender exact = recommender("gru", data, "float");
    Recommender rounded = recommender("gru", data, "int8");
    for (int cart = 0; cart < 20; cart++) {
      RecommendationRequest all =
          RecommendationRequest.of(Cart.of("i" + cart * 7, "i" + cart * 8)).limit(2000);
      Recommendations order = exact.recommend(all);
      Map<String, Double> scores = order.items().stream()
          .collect(Collectors.toMap(Recommendation::itemId, Recommendation::score));
      List<String> best = order.itemIds().subList(0, 2 * ByteProducts.CHECKED);
      Recommendations behind =
          rounded.recommend(all.limit(20).excluding(best.toArray(new String[0])));
      for (int rank = 0; rank < 20; rank++) {
        double score = order.items().get(best.size() + rank).score();
        assertThat(scores.get(behind.itemIds().get(rank))).isCloseTo(score, withinPercentage(10));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gru", "lstm", "cnn"})
  void bytesGiveTheSameTwentyItems(String name) {
    Dataset data = Clicks.rings(2000, 3000);
    Recommender exact = recommender(name, data, "float");
    Recommender rounded = recommender(name, data, "int8");
    int same = 0;
    for (int cart = 0; cart < 200; cart++) {
      RecommendationRequest request = RecommendationRequest.of(
              Cart.of("i" + cart * 7, "i" + cart * 8, "i" + cart * 9))
          .limit(20);
      Recommendations answer = rounded.recommend(request);
      assertThat(answer.scored()).isEqualTo(20);
      same += answer.itemIds().equals(exact.recommend(request).itemIds()) ? 1 : 0;
    }
    assertThat(same).isGreaterThanOrEqualTo(190);
  }

  private static Recommender recommender(String name, Dataset data, String items) {
    Map<String, String> words = Map.of("items", items, "width", "32", "epochs", "2");
    return Recommenders.of(ModelProviders.installed().trainer(name, words).train(data));
  }
}
