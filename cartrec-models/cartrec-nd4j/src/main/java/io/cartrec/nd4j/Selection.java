package io.cartrec.nd4j;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Weighted sums of some rows of a table, as a product: the rows that take part, each once, and a matrix
 * that has the weight of each of them in each sum. Immutable.
 */
final class Selection {

  private final int[] rows;
  private final INDArray weights;

  private Selection(int[] rows, INDArray weights) {
    this.rows = rows;
    this.weights = weights;
  }

  /** The rows, ascending. */
  int[] rows() {
    return rows;
  }

  /** Sums x rows. */
  INDArray weights() {
    return weights;
  }

  /** Sum {@code i} is of {@code weights[k] * table[rows[k]]}, {@code k} in {@code [begin[i], begin[i + 1])}. */
  static Selection of(int[] begin, int[] rows, float[] weights) {
    int[] distinct = Arrays.stream(rows).sorted().distinct().toArray();
    int sums = begin.length - 1;
    float[] of = new float[Math.multiplyExact(sums, distinct.length)];
    for (int i = 0; i < sums; i++) {
      for (int k = begin[i]; k < begin[i + 1]; k++) {
        of[i * distinct.length + Arrays.binarySearch(distinct, rows[k])] += weights[k];
      }
    }
    return new Selection(distinct, matrix(of, sums, distinct.length));
  }

  /** The numbers, row by row. */
  static INDArray matrix(float[] numbers, int rows, int columns) {
    return Nd4j.create(numbers, new long[] {rows, columns}, 'c').castTo(DataType.FLOAT);
  }
}
