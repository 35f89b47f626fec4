package io.cartrec.leastsquares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.data.Dataset;
import io.cartrec.data.Interactions;
import io.cartrec.model.TrainingOptions;
import io.cartrec.testkit.ZipfShop;
import java.util.List;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

class SingularVectorsTest {

  private static final int RANK = 20;
  private static final Dataset SHOP = new ZipfShop(300, 9_000, 5).dataset();

  @Test
  void areOrthonormalAndCatchAllButAHundredthOfWhatTheBestOnesDo() {
    SimpleMatrix r = normalized(SHOP.baskets());
    float[][] rows = find(SHOP, RANK, 2);
    SimpleMatrix v = new SimpleMatrix(rows.length, RANK);
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < RANK; k++) {
        v.set(i, k, rows[i][k]);
      }
    }
    SimpleMatrix products = v.transpose().mult(v);
    assertThat(products.isIdentical(SimpleMatrix.identity(RANK), 1e-4)).isTrue();
    double[] squares = r.transpose().mult(r).eig().getEigenvalues().stream()
        .mapToDouble(c -> c.real)
        .sorted()
        .toArray();
    double best = 0;
    for (int k = 0; k < RANK; k++) {
      best += squares[squares.length - 1 - k];
    }
    double caught = Math.pow(r.mult(v).normF(), 2);
    assertThat(caught).isBetween(0.99 * best, 1.001 * best);
  }

  @Test
  void areTheSameAtAnyNumberOfThreads() {
    assertThat(find(SHOP, RANK, 3)).isDeepEqualTo(find(SHOP, RANK, 1));
  }

  @Test
  void areAsManyAsTheMatrixHas() {
    Dataset two =
        new Baskets(List.of(List.of("a", "b"), List.of("b", "c"), List.of("b", "c"))).dataset();
    float[][] vectors = find(two, RANK, 1);
    assertThat(vectors).hasNumberOfRows(3);
    double norm = 0;
    for (float[] row : vectors) {
      assertThat(row).hasSize(2);
      norm += row[0] * row[0];
    }
    assertThat(norm).isCloseTo(1, within(1e-5));
  }

  private static float[][] find(Dataset data, int rank, int threads) {
    return SingularVectors.right(
        new BasketPairs(data.baskets(), 1),
        rank,
        1,
        TrainingOptions.defaults().withThreads(threads));
  }

  private static SimpleMatrix normalized(Interactions baskets) {
    double[] counts = new double[baskets.items().size()];
    for (int k = 0; k < baskets.size(); k++) {
      counts[baskets.item(k)]++;
    }
    SimpleMatrix matrix = new SimpleMatrix(baskets.rows(), counts.length);
    for (int b = 0; b < baskets.rows(); b++) {
      int length = baskets.end(b) - baskets.begin(b);
      for (int k = baskets.begin(b); k < baskets.end(b); k++) {
        int item = baskets.item(k);
        matrix.set(b, item, 1 / Math.sqrt(length * counts[item]));
      }
    }
    return matrix;
  }
}
