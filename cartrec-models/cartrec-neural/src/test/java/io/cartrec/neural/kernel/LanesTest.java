package io.cartrec.neural.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LanesTest {

  private static final int COUNT = 1003;

  static List<Lanes> lanes() {
    return List.of(new PlainLanes(), new VectorLanes());
  }

  @ParameterizedTest
  @MethodSource("lanes")
  void exponentialsAreWithinTheirBound(Lanes lanes) {
    float[] x = spread(-87, 88);
    float[] result = x.clone();
    lanes.expSum(result, 0, COUNT, 0);
    for (int i = 0; i < COUNT; i++) {
      double exact = Math.exp(x[i]);
      assertThat((double) result[i]).isCloseTo(exact, within(2e-7 * exact));
    }
  }

  @ParameterizedTest
  @MethodSource("lanes")
  void sigmoidAndTanhAreExactToSevenDigits(Lanes lanes) {
    float[] x = spread(-100, 100);
    float[] sigmoid = x.clone();
    float[] tanh = x.clone();
    lanes.sigmoid(sigmoid, 0, COUNT);
    lanes.tanh(tanh, 0, COUNT);
    for (int i = 0; i < COUNT; i++) {
      assertThat((double) sigmoid[i]).isCloseTo(1 / (1 + Math.exp(-x[i])), within(2e-7));
      assertThat((double) tanh[i]).isCloseTo(Math.tanh(x[i]), within(3e-7));
    }
  }

  @ParameterizedTest
  @MethodSource("lanes")
  void leaveWhatIsOutsideTheRange(Lanes lanes) {
    float[] x = spread(-1, 1);
    float[] result = x.clone();
    lanes.tanh(result, 5, 5);
    lanes.sigmoid(result, 7, 7);
    assertThat(lanes.expSum(result, 9, 9, 0)).isZero();
    assertThat(lanes.max(result, 3, 3)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(result).isEqualTo(x);
    assertThat(lanes.max(x, 0, COUNT)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("lanes")
  void multiplyRows(Lanes lanes) {
    for (int count : List.of(1, 3, 4, 9)) {
      float[] query = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
      float[] rows = new float[count * 11];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = i / 11;
      }
      float[] products = new float[count];
      lanes.dots(query, rows, count, products);
      for (int i = 0; i < count; i++) {
        assertThat(products[i]).isEqualTo(66 * i);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("lanes")
  void giveTheSameBitsInterpretedAndCompiled(Lanes lanes) {
    Random random = new Random(1);
    float[] numbers = new float[100];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    float[] product = new float[1];
    lanes.dots(numbers, numbers, 1, product);
    float first = product[0];
    double firstSum = lanes.expSum(numbers.clone(), 0, 100, 0);
    for (int run = 0; run < 50_000; run++) {
      lanes.dots(numbers, numbers, 1, product);
      assertThat(product[0] == first && lanes.expSum(numbers.clone(), 0, 100, 0) == firstSum)
          .as("run %d", run)
          .isTrue();
    }
  }

  @Test
  void theBestAreThoseOfTheVectorApiHere() {
    assertThat(Lanes.best().name()).startsWith("cpu-vector-");
    assertThat(new PlainLanes().name()).isEqualTo("cpu");
    try (TensorKernels kernels = TensorKernels.cpu(1)) {
      assertThat(kernels.name()).isEqualTo(Lanes.best().name());
    }
  }

  /** Numbers evenly spread. */
  private static float[] spread(float least, float most) {
    float[] numbers = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      numbers[i] = least + (most - least) * i / (COUNT - 1);
    }
    return numbers;
  }
}
