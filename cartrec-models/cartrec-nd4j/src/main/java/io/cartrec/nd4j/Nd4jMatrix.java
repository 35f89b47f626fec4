package io.cartrec.nd4j;

import io.cartrec.neural.kernel.Matrix;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A part of a matrix of ND4J whose numbers lie row by row. ND4J has no matrix without numbers; such a
 * part stands for one here. (Its own views by index lose the numbers of matrices that have one column.)
 *
 * @param whole the matrix, dense
 * @param row the first row
 * @param column the first column
 */
record Nd4jMatrix(INDArray whole, int row, int column, int rows, int columns) implements Matrix {

  static Nd4jMatrix zeros(int rows, int columns) {
    long[] shape = {Math.max(1, rows), Math.max(1, columns)};
    return new Nd4jMatrix(Nd4j.create(DataType.FLOAT, shape, 'c'), 0, 0, rows, columns);
  }

  /** A matrix with the numbers of {@code array}; the same ones if they lie row by row. */
  static Nd4jMatrix around(INDArray array) {
    INDArray whole = array.ordering() == 'c' && !array.isView() ? array : array.dup('c');
    return new Nd4jMatrix(whole, 0, 0, array.rows(), array.columns());
  }

  static Nd4jMatrix of(Matrix matrix) {
    return (Nd4jMatrix) matrix;
  }

  /** The array of {@code matrix}, a view. */
  static INDArray array(Matrix matrix) {
    return of(matrix).array();
  }

  /** A view, which must not be empty. */
  INDArray array() {
    if (isWhole()) {
      return whole;
    }
    long stride = whole.columns();
    return Nd4j.create(
        whole.data(),
        new long[] {rows, columns},
        new long[] {stride, 1},
        row * stride + column,
        'c');
  }

  boolean isWhole() {
    return rows == whole.rows() && columns == whole.columns();
  }

  boolean isEmpty() {
    return rows == 0 || columns == 0;
  }

  @Override
  public Nd4jMatrix rows(int from, int to) {
    return new Nd4jMatrix(whole, row + from, column, to - from, columns);
  }

  @Override
  public Nd4jMatrix columns(int from, int to) {
    return new Nd4jMatrix(whole, row, column + from, rows, to - from);
  }
}
