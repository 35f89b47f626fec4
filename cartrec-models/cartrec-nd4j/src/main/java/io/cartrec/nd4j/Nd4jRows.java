package io.cartrec.nd4j;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The part of {@link TensorKernels} that moves rows: between host and device, from matrix to matrix, and
 * into sums. Not thread-safe.
 */
abstract class Nd4jRows implements TensorKernels {

  private final Set<INDArray> allocated = Collections.newSetFromMap(new IdentityHashMap<>());

  @Override
  public Matrix allocate(int rows, int columns) {
    Nd4jMatrix matrix = Nd4jMatrix.zeros(rows, columns);
    allocated.add(matrix.whole());
    return matrix;
  }

  static INDArray array(Matrix matrix) {
    return Nd4jMatrix.array(matrix);
  }

  static boolean isEmpty(Matrix matrix) {
    return Nd4jMatrix.of(matrix).isEmpty();
  }

  @Override
  public void free(Matrix matrix) {
    INDArray whole = Nd4jMatrix.of(matrix).whole();
    allocated.remove(whole);
    whole.close();
  }

  /** Frees all that was allocated and not freed. */
  void closeAll() {
    allocated.forEach(INDArray::close);
    allocated.clear();
  }

  @Override
  public void upload(float[] from, Matrix into) {
    if (!isEmpty(into)) {
      int count = into.rows() * into.columns();
      float[] numbers = from.length == count ? from : Arrays.copyOf(from, count);
      array(into).assign(Selection.matrix(numbers, into.rows(), into.columns()));
    }
  }

  @Override
  public float[] download(Matrix from) {
    return isEmpty(from) ? new float[0] : array(from).dup('c').data().asFloat();
  }

  @Override
  public void clear(Matrix matrix) {
    if (!isEmpty(matrix)) {
      array(matrix).assign(0);
    }
  }

  @Override
  public void copy(Matrix from, Matrix into) {
    if (!isEmpty(into)) {
      array(into).assign(array(from));
    }
  }

  @Override
  public void gather(Matrix table, int[] rows, Matrix into) {
    if (rows.length > 0) {
      array(Nd4jMatrix.of(into).rows(0, rows.length)).assign(array(table).getRows(rows));
    }
  }

  @Override
  public void scatterAdd(Matrix from, int[] rows, Matrix table) {
    float[] ones = new float[rows.length];
    Arrays.fill(ones, 1);
    scatterSums(from, IntStream.rangeClosed(0, rows.length).toArray(), rows, ones, table);
  }

  @Override
  public void gatherSums(Matrix table, int[] begin, int[] rows, float[] weights, Matrix into) {
    clear(into);
    if (rows.length > 0) {
      Selection selection = Selection.of(begin, rows, weights);
      array(Nd4jMatrix.of(into).rows(0, begin.length - 1))
          .assign(selection.weights().mmul(array(table).getRows(selection.rows())));
    }
  }

  @Override
  public void scatterSums(Matrix from, int[] begin, int[] rows, float[] weights, Matrix table) {
    if (rows.length > 0) {
      Selection selection = Selection.of(begin, rows, weights);
      INDArray sources = array(Nd4jMatrix.of(from).rows(0, begin.length - 1));
      INDArray sums = selection.weights().transpose().mmul(sources);
      int[] touched = selection.rows();
      put(sums.addi(array(table).getRows(touched)), touched, table);
    }
  }

  /** Writes the rows of {@code numbers} into the rows {@code rows} of {@code table}. */
  static void put(INDArray numbers, int[] rows, Matrix table) {
    Nd4jMatrix from = Nd4jMatrix.around(numbers);
    if (isRange(rows)) {
      array(table.rows(rows[0], rows[0] + rows.length)).assign(numbers);
      return;
    }
    for (int i = 0; i < rows.length; i++) {
      array(table.rows(rows[i], rows[i] + 1)).assign(from.rows(i, i + 1).array());
    }
  }

  private static boolean isRange(int[] rows) {
    for (int i = 1; i < rows.length; i++) {
      if (rows[i] != rows[0] + i) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void sumRows(Matrix matrix, Matrix into) {
    if (isEmpty(matrix)) {
      clear(into);
    } else {
      array(into).assign(array(matrix).sum(true, 0));
    }
  }

  @Override
  public void moveAlong(Matrix direction, float distance, Matrix into) {
    INDArray along = array(direction.rows(0, into.rows())).castTo(DataType.DOUBLE);
    INDArray norms = along.norm2(true, 1);
    norms.addi(norms.eq(0).castTo(DataType.DOUBLE)); // a row without a direction is 0 anyway
    array(into).addi(along.diviColumnVector(norms).muli(distance).castTo(DataType.FLOAT));
  }

  @Override
  public void add(Matrix from, Matrix into) {
    if (!isEmpty(into)) {
      array(into).addi(array(from));
    }
  }

  @Override
  public void addRow(Matrix row, Matrix into) {
    array(into).addiRowVector(array(row));
  }
}
