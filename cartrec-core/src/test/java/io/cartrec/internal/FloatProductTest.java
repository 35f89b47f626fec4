package io.cartrec.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatProductTest {

  @Test
  void addsRowsTimesColumns() {
    float[][] into = {{100, 0}, {0, 1000}};

    FloatProduct.add(
        into, 0, 2, new float[][] {{1, 2}, {3, 4}}, new float[][] {{5, 6}, {7, 8}}, 2, 0, 2);

    assertThat(into).isEqualTo(new float[][] {{119, 22}, {43, 1050}});
  }

  @ParameterizedTest
  @CsvSource({
    "0,4,4,0,800",
    "1,4,3,5,390",
    "2,5,2,383,385",
    "3,6,1,0,1",
    "0,7,5,7,7",
    "2,3,0,0,9",
    "1,2,11,3,400"
  })
  void addsTermsInTheirOrderAndTouchesNothingElse(int from, int to, int terms, int begin, int end) {
    SplittableRandom random = new SplittableRandom(5);
    float[][] left = matrix(random, to, terms);
    float[][] right = matrix(random, terms, end);
    float[][] into = matrix(random, to + 1, end + 1);
    float[][] expected = new float[to + 1][];
    for (int i = 0; i <= to; i++) {
      expected[i] = into[i].clone();
      for (int j = begin; j < end && from <= i && i < to; j++) {
        for (int k = 0; k < terms; k++) {
          expected[i][j] = Math.fma(left[i][k], right[k][j], expected[i][j]);
        }
      }
    }

    FloatProduct.add(into, from, to, left, right, terms, begin, end);

    assertThat(into).isEqualTo(expected);
  }

  private static float[][] matrix(SplittableRandom random, int rows, int columns) {
    float[][] matrix = new float[rows][columns];
    for (float[] row : matrix) {
      for (int j = 0; j < columns; j++) {
        row[j] = (float) random.nextDouble(-1, 1);
      }
    }
    return matrix;
  }
}
