package io.cartrec.neural.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import jdk.incubator.vector.VectorShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LanesTest {

  private static final int SIZE = 10_003;
  private static final int FROM = 3;
  private static final int TO = SIZE - 2;
  private static final float UNTOUCHED = 77;

  static Stream<CpuLanes> lanes() {
    return Stream.of(new PlainLanes(), new VectorLanes());
  }

  /** Numbers evenly spread over {@code [least, most]}, between some others. */
  private static float[] spread(double least, double most) {
    float[] x = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      boolean inside = i >= FROM && i < TO;
      x[i] = inside ? (float) (least + (most - least) * (i - FROM) / (TO - FROM - 1)) : UNTOUCHED;
    }
    return x;
  }

  @ParameterizedTest
  @MethodSource("lanes")
  void exponentialsAreRightToTwoInTenMillion(CpuLanes lanes) {
    float[] x = spread(-87, 0);
    float[] y = x.clone();
    double sum = lanes.expSum(y, FROM, TO, 0);
    double expected = 0;
    for (int i = FROM; i < TO; i++) {
      double exact = Math.exp(x[i]);
      assertThat(y[i]).as("exp(%s)", x[i]).isCloseTo((float) exact, within((float) (2e-7 * exact)));
      expected += exact;
    }
    assertThat(sum).isCloseTo(expected, within(1e-6 * expected));
    leavesTheOthers(y);
  }

  @ParameterizedTest
  @MethodSource("lanes")
  void exponentialsStayFiniteAndKeepWhatIsNoNumber(CpuLanes lanes) {
    for (int at = 0; at < 20; at++) {
      float[] x = new float[20];
      x[at] = -1e30f;
      assertThat(lanes.expSum(x, 0, 20, 0)).isCloseTo(19, within(1e-5));
      x[at] = Float.NaN;
      assertThat(lanes.expSum(x, 0, 20, 0)).isNaN();
      x[at] = Float.NaN;
      assertThat(lanes.max(x, 0, 20)).isNaN();
    }
  }

  @ParameterizedTest
  @MethodSource("lanes")
  void sigmoidAndTanhAreRightToTwoInTenMillionOfOne(CpuLanes lanes) {
    float[] x = spread(-100, 100);
    float[] y = x.clone();
    lanes.sigmoid(y, FROM, TO);
    assertNear(x, y, a -> 1 / (1 + Math.exp(-a)));
    y = x.clone();
    lanes.tanh(y, FROM, TO);
    assertNear(x, y, Math::tanh);
  }

  private static void assertNear(float[] x, float[] y, DoubleUnaryOperator exact) {
    for (int i = FROM; i < TO; i++) {
      assertThat((double) y[i])
          .as("at %s", x[i])
          .isCloseTo(exact.applyAsDouble(x[i]), within(2e-7));
    }
    leavesTheOthers(y);
  }

  private static void leavesTheOthers(float[] y) {
    for (int i = 0; i < SIZE; i++) {
      if (i < FROM || i >= TO) {
        assertThat(y[i]).isEqualTo(UNTOUCHED);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("lanes")
  void findsTheGreatestWhereverItIs(CpuLanes lanes) {
    assertThat(lanes.max(new float[3], 1, 1)).isEqualTo(Float.NEGATIVE_INFINITY);
    for (int at = 0; at < 37; at++) {
      float[] x = new float[40];
      x[at + 1] = 1;
      x[0] = 2;
      x[39] = 2;
      assertThat(lanes.max(x, 1, 39)).as("at %d", at).isEqualTo(at + 1 < 39 ? 1 : 0);
    }
  }

  @ParameterizedTest
  @MethodSource("lanes")
  void multipliesRowsOfEveryWidthAndNumber(CpuLanes lanes) {
    Random random = new Random(1);
    for (int width = 1; width < 40; width += 3) {
      for (int count = 0; count < 7; count++) {
        float[] query = floats(random, width);
        float[] rows = floats(random, width * count + 5);
        float[] into = new float[count + 1];
        into[count] = UNTOUCHED;
        lanes.dots(query, rows, count, into);
        for (int i = 0; i < count; i++) {
          double exact = 0;
          for (int k = 0; k < width; k++) {
            exact += (double) query[k] * rows[i * width + k];
          }
          assertThat((double) into[i]).isCloseTo(exact, within(1e-5));
        }
        assertThat(into[count]).isEqualTo(UNTOUCHED);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("lanes")
  void multiplyBlocksOfBytesExactly(CpuLanes lanes) {
    Random random = new Random(2);
    for (int width = 1; width < 70; width += 3) {
      for (int count = 0; count < 4; count++) {
        short[] state = new short[ByteBlocks.columns(width)];
        int rows = count * ByteBlocks.ROWS;
        byte[] numbers = new byte[rows * width];
        byte[] blocks = new byte[(int) ByteBlocks.size(rows, width)];
        for (int k = 0; k < width; k++) {
          state[k] = (short) farOrAny(random, ByteBlocks.STATE_MOST);
        }
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = (byte) farOrAny(random, ByteBlocks.MOST);
          blocks[ByteBlocks.place(i / width, i % width, width)] = numbers[i];
        }
        float[] into = new float[rows + 1];
        into[rows] = UNTOUCHED;
        lanes.dots(state, blocks, count, into);
        for (int row = 0; row < rows; row++) {
          int exact = 0;
          for (int k = 0; k < width; k++) {
            exact += state[k] * numbers[row * width + k];
          }
          assertThat(into[row]).as("row %d of width %d", row, width).isEqualTo(exact);
        }
        assertThat(into[rows]).isEqualTo(UNTOUCHED);
      }
    }
  }

  /** As far from 0 as may be, of one sign more often than not, or anything nearer. */
  private static int farOrAny(Random random, int most) {
    return random.nextInt(3) > 0 ? most : random.nextInt(2 * most + 1) - most;
  }

  @ParameterizedTest
  @MethodSource("lanes")
  void findTheNextThatIsLargeEnough(CpuLanes lanes) {
    float[] x = new float[50];
    x[3] = Float.NaN;
    x[20] = 2;
    x[21] = 1;
    x[48] = 3;
    assertThat(lanes.next(x, 0, 50, 1)).isEqualTo(20);
    assertThat(lanes.next(x, 21, 50, 1)).isEqualTo(21);
    assertThat(lanes.next(x, 22, 50, 1)).isEqualTo(48);
    assertThat(lanes.next(x, 22, 48, 1)).isEqualTo(48);
    assertThat(lanes.next(x, 50, 50, 1)).isEqualTo(50);
    assertThat(lanes.next(x, 4, 50, Float.NEGATIVE_INFINITY)).isEqualTo(4);
  }

  @Test
  void areNoLongerThanTheirSumsCanFold() {
    assertThat(VectorLanes.shape(2048)).isEqualTo(VectorShape.S_512_BIT);
    assertThat(VectorLanes.shape(128)).isEqualTo(VectorShape.S_128_BIT);
  }

  @ParameterizedTest
  @MethodSource("lanes")
  void giveTheSameBitsInterpretedAndCompiled(CpuLanes lanes) {
    float[] numbers = floats(new Random(1), 100);
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
    assertThat(Lanes.plain().name()).isEqualTo("cpu");
    try (TensorKernels kernels = TensorKernels.cpu(1)) {
      assertThat(kernels.name()).isEqualTo(Lanes.best().name());
    }
  }

  private static float[] floats(Random random, int size) {
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
