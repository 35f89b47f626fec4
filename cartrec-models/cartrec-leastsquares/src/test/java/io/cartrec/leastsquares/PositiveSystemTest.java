package io.cartrec.leastsquares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

class PositiveSystemTest {

  @Test
  void agreesWithALibraryOnSystemsOfAnySize() {
    PositiveSystem system = new PositiveSystem(60);
    for (int size = 1; size <= 60; size++) {
      SimpleMatrix matrix = SymmetricMatrixTest.positive(size, size);
      SimpleMatrix right = SimpleMatrix.random_DDRM(size, 1, -1, 1, new Random(size));
      fill(system, matrix, right);
      float[] solution = new float[size];
      assertThat(system.solve(solution)).isTrue();
      SimpleMatrix expected = matrix.solve(right);
      for (int i = 0; i < size; i++) {
        assertThat((double) solution[i]).isCloseTo(expected.get(i), within(1e-4));
      }
    }
  }

  @Test
  void refusesASystemThatIsNotPositiveDefinite() {
    PositiveSystem system = new PositiveSystem(2);
    fill(system, new SimpleMatrix(new double[][] {{1, 2}, {2, 1}}), new SimpleMatrix(new double[] {
      1, 1
    }));
    assertThat(system.solve(new float[2])).isFalse();
  }

  private static void fill(PositiveSystem system, SimpleMatrix matrix, SimpleMatrix right) {
    int size = matrix.getNumRows();
    system.reset(size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        system.set(i, j, matrix.get(i, j));
      }
      system.setRight(i, right.get(i));
    }
  }
}
