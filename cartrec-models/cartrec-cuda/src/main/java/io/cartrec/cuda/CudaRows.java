package io.cartrec.cuda;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.Arrays;
import java.util.function.ObjIntConsumer;

/**
 * The part of {@link TensorKernels} that moves rows: between host and device, from matrix to matrix, and
 * into sums. Belongs to the thread that opened it.
 */
abstract class CudaRows implements TensorKernels {

  private static final int MOST_MOVED = 1 << 20; // numbers between host and device at a time

  final Gpu device;
  final Staging staging;

  CudaRows(Gpu device, Staging staging) {
    this.device = device;
    this.staging = staging;
  }

  @Override
  public Matrix allocate(int rows, int columns) {
    long bytes = (long) rows * columns * Float.BYTES;
    if (bytes == 0) {
      return CudaMatrix.dense(0, rows, columns);
    }
    CudaMatrix matrix = CudaMatrix.dense(device.allocate(bytes), rows, columns);
    clear(matrix);
    return matrix;
  }

  @Override
  public void free(Matrix matrix) {
    long address = CudaMatrix.of(matrix).address();
    if (address != 0) {
      device.free(address);
    }
  }

  @Override
  public void upload(float[] from, Matrix into) {
    inParts(CudaMatrix.of(into), (part, at) -> {
      int count = part.rows() * part.columns();
      if (part.isDense()) {
        staging.send(from, at, count, part.address());
      } else {
        long waiting = staging.put(0, Arrays.copyOfRange(from, at, at + count))[1];
        copy(CudaMatrix.dense(waiting, part.rows(), part.columns()), part);
      }
    });
  }

  @Override
  public float[] download(Matrix from) {
    float[] numbers = new float[Math.multiplyExact(from.rows(), from.columns())];
    inParts(CudaMatrix.of(from), (part, at) -> {
      int count = part.rows() * part.columns();
      CudaMatrix dense = part;
      if (!part.isDense()) {
        long room = staging.put((long) count * Float.BYTES)[0];
        dense = CudaMatrix.dense(room, part.rows(), part.columns());
        copy(part, dense);
      }
      staging.fetch(dense.address(), count * Float.BYTES).asFloatBuffer().get(numbers, at, count);
    });
    return numbers;
  }

  /** Goes over {@code matrix} in parts of whole rows, each with the number of numbers before it. */
  private static void inParts(CudaMatrix matrix, ObjIntConsumer<CudaMatrix> part) {
    int width = matrix.columns();
    int rows = Math.max(1, MOST_MOVED / Math.max(1, width));
    for (int row = 0; row < matrix.rows() && width > 0; row += rows) {
      part.accept(matrix.rows(row, Math.min(matrix.rows(), row + rows)), row * width);
    }
  }

  @Override
  public void clear(Matrix matrix) {
    CudaMatrix into = CudaMatrix.of(matrix);
    device.run("clear_matrix", Grid.numbers(into), into);
  }

  @Override
  public void copy(Matrix from, Matrix into) {
    CudaMatrix source = CudaMatrix.of(from);
    CudaMatrix target = CudaMatrix.of(into);
    long bytes = (long) target.rows() * target.columns() * Float.BYTES;
    if (bytes > 0 && source.isDense() && target.isDense()) {
      device.driver().copy(source.address(), target.address(), bytes, device.stream());
    } else {
      device.run("copy_matrix", Grid.numbers(target), source, target);
    }
  }

  @Override
  public void gather(Matrix table, int[] rows, Matrix into) {
    CudaMatrix target = CudaMatrix.of(into).rows(0, rows.length);
    device.run("gather", Grid.numbers(target), table, staging.put(0, rows)[1], target);
  }

  @Override
  public void scatterAdd(Matrix from, int[] rows, Matrix table) {
    int[] begin = new int[rows.length + 1];
    Arrays.setAll(begin, i -> i);
    float[] ones = new float[rows.length];
    Arrays.fill(ones, 1);
    scatterSums(from, begin, rows, ones, table);
  }

  @Override
  public void gatherSums(Matrix table, int[] begin, int[] rows, float[] weights, Matrix into) {
    CudaMatrix target = CudaMatrix.of(into).rows(0, begin.length - 1);
    long[] at = staging.put(0, begin, rows, weights);
    device.run("gather_sums", Grid.numbers(target), table, at[1], at[2], at[3], target);
  }

  @Override
  public void scatterSums(Matrix from, int[] begin, int[] rows, float[] weights, Matrix table) {
    Scatter scatter = Scatter.of(begin, rows);
    int count = scatter.targets().length;
    long[] at = staging.put(
        0, scatter.targets(), scatter.begin(), scatter.sources(), scatter.sorted(weights));
    device.run(
        "scatter_sums",
        Grid.numbers((long) count * table.columns()),
        from,
        at[1],
        at[2],
        at[3],
        at[4],
        count,
        table);
  }

  @Override
  public void sumRows(Matrix matrix, Matrix into) {
    device.run("sum_rows", Grid.columns(matrix.columns()), matrix, into);
  }

  @Override
  public void moveAlong(Matrix direction, float distance, Matrix into) {
    device.run("move_along", Grid.rows(into.rows()), direction, distance, into);
  }

  @Override
  public void add(Matrix from, Matrix into) {
    device.run("add_matrix", Grid.numbers(CudaMatrix.of(into)), from, into);
  }

  @Override
  public void addRow(Matrix row, Matrix into) {
    device.run("add_row", Grid.numbers(CudaMatrix.of(into)), row, into);
  }
}
