package io.cartrec.leastsquares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricMatrixTest {

  @Test
  void invertsAMatrixWorkedOutByHand() {
    SymmetricMatrix matrix = of(new SimpleMatrix(new double[][] {{2, 1, 0}, {1, 2, 1}, {0, 1, 2}}));
    assertThat(matrix.negateInverse(1, done -> {})).isTrue();
    double[][] inverse = {{0.75}, {-0.5, 1}, {0.25, -0.5, 0.75}};
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j <= i; j++) {
        assertThat(-matrix.row(i)[j]).isCloseTo((float) inverse[i][j], within(1e-6f));
      }
    }
  }

  @ParameterizedTest(name = "{0} rows")
  @ValueSource(ints = {1, 2, 143, 144, 145, 288, 391})
  void agreesWithALibraryOnRandomMatrices(int size) {
    SimpleMatrix random = positive(size, 5);
    SimpleMatrix expected = random.invert();
    SymmetricMatrix matrix = of(random);
    assertThat(matrix.negateInverse(2, done -> {})).isTrue();
    double largest = expected.elementMaxAbs();
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        assertThat((double) -matrix.row(i)[j])
            .isCloseTo(expected.get(i, j), within(1e-4 * largest));
      }
    }
  }

  @Test
  void givesTheSameBitsAtAnyNumberOfThreads() {
    SimpleMatrix random = positive(500, 6);
    SymmetricMatrix one = of(random);
    SymmetricMatrix three = of(random);
    assertThat(one.negateInverse(1, done -> {})).isTrue();
    assertThat(three.negateInverse(3, done -> {})).isTrue();
    for (int i = 0; i < one.size(); i++) {
      assertThat(three.row(i)).isEqualTo(one.row(i));
    }
  }

  @Test
  void saysHowFarItIs() {
    List<Integer> heard = new ArrayList<>();
    of(positive(300, 7)).negateInverse(1, heard::add);
    assertThat(heard).containsExactly(144, 288, 300);
  }

  @ParameterizedTest(name = "entry {0}")
  @ValueSource(ints = {0, 100, 200})
  void refusesAMatrixThatIsNotPositiveDefinite(int entry) {
    SimpleMatrix random = positive(201, 8);
    random.set(entry, entry, -1);
    assertThat(of(random).negateInverse(1, done -> {})).isFalse();
  }

  @Test
  void takesAnEmptyMatrix() {
    assertThat(new SymmetricMatrix(0).negateInverse(2, done -> {})).isTrue();
  }

  /** A Gram matrix of random columns, and a little more on the diagonal. */
  static SimpleMatrix positive(int size, long seed) {
    SimpleMatrix columns = SimpleMatrix.random_DDRM(size + 10, size, -1, 1, new Random(seed));
    return columns.transpose().mult(columns).plus(SimpleMatrix.identity(size));
  }

  private static SymmetricMatrix of(SimpleMatrix values) {
    SymmetricMatrix matrix = new SymmetricMatrix(values.getNumRows());
    for (int i = 0; i < matrix.size(); i++) {
      for (int j = 0; j <= i; j++) {
        matrix.row(i)[j] = (float) values.get(i, j);
      }
    }
    return matrix;
  }
}
