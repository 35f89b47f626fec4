package io.cartrec.cuda;

import io.cartrec.neural.kernel.Matrix;
import java.nio.ByteBuffer;

/**
 * A matrix in the memory of a device, row by row.
 *
 * @param address of the first number
 * @param stride numbers from one row to the next
 */
record CudaMatrix(long address, int stride, int rows, int columns) implements Matrix {

  /** No matrix: kernels see a null pointer. */
  static final CudaMatrix NONE = new CudaMatrix(0, 0, 0, 0);

  static CudaMatrix of(Matrix matrix) {
    return (CudaMatrix) matrix;
  }

  /** Numbers that lie without gaps. */
  static CudaMatrix dense(long address, int rows, int columns) {
    return new CudaMatrix(address, columns, rows, columns);
  }

  @Override
  public CudaMatrix rows(int from, int to) {
    assert 0 <= from && from <= to && to <= rows : from + ".." + to + " of " + rows;
    return new CudaMatrix(address + (long) from * stride * Float.BYTES, stride, to - from, columns);
  }

  @Override
  public CudaMatrix columns(int from, int to) {
    assert 0 <= from && from <= to && to <= columns : from + ".." + to + " of " + columns;
    return new CudaMatrix(address + (long) from * Float.BYTES, stride, rows, to - from);
  }

  /** Whether rows follow each other without gaps. */
  boolean isDense() {
    return stride == columns || rows <= 1;
  }

  /** Writes the struct {@code View} of the kernels. */
  void put(ByteBuffer into, int at) {
    into.putLong(at, address);
    into.putInt(at + 8, stride);
    into.putInt(at + 12, rows);
    into.putInt(at + 16, columns);
  }
}
