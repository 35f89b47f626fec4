package io.cartrec.leastsquares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowSolverTest {

  /** h = (3, 4), D = (2, 5): (2 + 9) x + 12 y = 3 and 12 x + (5 + 16) y = 4; determinant 87. */
  @Test
  void solvesASystemWorkedByHand() {
    float[][] rows = {{3, 4}};
    double[] diagonal = {2, 5};
    float[] w = new float[2];
    RowSolver solver = new RowSolver(2);
    solver.solve(rows, 1, diagonal, w);
    assertThat(w).containsExactly(new float[] {15 / 87f, 8 / 87f}, within(1e-6f));
    float[] descended = new float[2];
    solver.descend(rows, 1, diagonal, 2, descended);
    assertThat(descended).containsExactly(new float[] {15 / 87f, 8 / 87f}, within(1e-6f));
  }

  @ParameterizedTest(name = "{0} vectors of {1} numbers")
  @CsvSource({"1, 1", "1, 7", "5, 7", "7, 7", "8, 7", "40, 7", "3, 64", "64, 64", "300, 64"})
  void agreesWithAGeneralSolver(int n, int rank) {
    Random random = new Random(n * 100L + rank);
    float[][] rows = new float[n][rank];
    double[] diagonal = new double[rank];
    SimpleMatrix matrix = new SimpleMatrix(rank, rank);
    SimpleMatrix sum = new SimpleMatrix(rank, 1);
    for (int k = 0; k < rank; k++) {
      diagonal[k] = 0.5 + random.nextDouble();
      matrix.set(k, k, diagonal[k]);
    }
    for (float[] row : rows) {
      SimpleMatrix h = new SimpleMatrix(rank, 1);
      for (int k = 0; k < rank; k++) {
        row[k] = (float) random.nextGaussian();
        h.set(k, row[k]);
      }
      matrix = matrix.plus(h.mult(h.transpose()));
      sum = sum.plus(h);
    }
    SimpleMatrix expected = matrix.solve(sum);
    RowSolver solver = new RowSolver(rank);
    float[] exact = new float[rank];
    solver.solve(rows, n, diagonal, exact);
    float[] descended = new float[rank];
    solver.descend(rows, n, diagonal, 20 * rank, descended);
    for (int k = 0; k < rank; k++) {
      assertThat((double) exact[k]).isCloseTo(expected.get(k), within(1e-6));
      assertThat((double) descended[k]).isCloseTo(expected.get(k), within(1e-5));
    }
    solver.factor(rows, n, diagonal);
    double[] contributions = solver.contributions(rows, n, rows[0]);
    double total = 0;
    for (double contribution : contributions) {
      total += contribution;
    }
    double score = 0;
    for (int k = 0; k < rank; k++) {
      score += expected.get(k) * rows[0][k];
    }
    assertThat(total).isCloseTo(score, within(1e-9));
  }

  @Test
  void survivesEqualVectorsThatDwarfTheDiagonal() {
    float[][] rows = {{1e6f, 0, 1}, {1e6f, 0, 1}, {1e6f, 0, 1}, {1e6f, 0, 1}};
    double[] diagonal = {1e-9, 1e-9, 1e-9};
    float[] w = new float[3];
    RowSolver solver = new RowSolver(3);
    for (int n = 1; n <= 4; n++) {
      solver.solve(rows, n, diagonal, w);
      assertThat(1e6 * w[0] + w[2]).isBetween(0.0, 2.0);
    }
  }
}
