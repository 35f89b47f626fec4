package io.cartrec.neural.kernel;

import java.util.Arrays;

/**
 * A matrix on the heap, one array a row: the JIT makes vector instructions of a loop whose arrays are all
 * indexed by its variable alone, so a row should begin where its array does. A view of columns begins
 * further in, at {@link #offset}.
 */
final class CpuMatrix implements Matrix {

  private final float[][] data;
  private final int offset;
  private final int columns;

  private CpuMatrix(float[][] data, int offset, int columns) {
    this.data = data;
    this.offset = offset;
    this.columns = columns;
  }

  static CpuMatrix zeros(int rows, int columns) {
    return new CpuMatrix(new float[rows][columns], 0, columns);
  }

  static CpuMatrix of(Matrix matrix) {
    return (CpuMatrix) matrix;
  }

  @Override
  public int rows() {
    return data.length;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public CpuMatrix rows(int from, int to) {
    return new CpuMatrix(Arrays.copyOfRange(data, from, to), offset, columns);
  }

  @Override
  public CpuMatrix columns(int from, int to) {
    assert 0 <= from && from <= to && to <= columns : from + ".." + to + " of " + columns;
    return new CpuMatrix(data, offset + from, to - from);
  }

  /** The array that holds {@code row}, from {@link #offset} on. */
  float[] row(int row) {
    return data[row];
  }

  int offset() {
    return offset;
  }
}
