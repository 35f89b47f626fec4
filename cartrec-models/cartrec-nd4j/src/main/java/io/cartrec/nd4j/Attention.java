package io.cartrec.nd4j;

import io.cartrec.neural.kernel.Steps;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Causal self-attention, one sequence and one head after the other. */
record Attention(Steps steps, int heads, Nd4jMatrix projected, Nd4jMatrix shares) {

  void forward(Nd4jMatrix output) {
    for (int s = 0; s < steps.sequences(); s++) {
      int[] rows = rowsOf(s);
      INDArray sequence = projected.array().getRows(rows);
      for (int head = 0; head < heads; head++) {
        INDArray share = share(part(sequence, 0, head), part(sequence, 1, head));
        put(share, rows, shares, head * stride());
        put(share.mmul(part(sequence, 2, head)), rows, output, head * headWidth());
      }
    }
  }

  /** Softmax of the products of queries and keys, of those that are not later. */
  private INDArray share(INDArray queries, INDArray keys) {
    INDArray logits = queries.mmul(keys.transpose()).muli(scale());
    int length = logits.rows();
    float[] later = new float[length * length];
    for (int t = 0; t < length; t++) {
      Arrays.fill(later, t * length + t + 1, (t + 1) * length, -1e30f);
    }
    logits.addi(Selection.matrix(later, length, length));
    INDArray exponentials = Transforms.exp(logits.subiColumnVector(logits.max(true, 1)), false);
    return exponentials.diviColumnVector(exponentials.sum(true, 1));
  }

  void backward(Nd4jMatrix gradient, Nd4jMatrix into) {
    int width = headWidth() * heads;
    for (int s = 0; s < steps.sequences(); s++) {
      int[] rows = rowsOf(s);
      INDArray sequence = projected.array().getRows(rows);
      INDArray above = gradient.array().getRows(rows);
      INDArray shared = shares.array().getRows(rows);
      for (int head = 0; head < heads; head++) {
        int at = head * headWidth();
        INDArray share = columns(shared, head * stride(), rows.length);
        INDArray slope = columns(above, at, headWidth());
        INDArray products = slope.mmul(part(sequence, 2, head).transpose());
        INDArray mean = products.mul(share).sum(true, 1);
        INDArray slopes = products.subColumnVector(mean).muli(share).muli(scale());
        put(slopes.mmul(part(sequence, 1, head)), rows, into, at);
        put(slopes.transpose().mmul(part(sequence, 0, head)), rows, into, width + at);
        put(share.transpose().mmul(slope), rows, into, 2 * width + at);
      }
    }
  }

  private int[] rowsOf(int s) {
    int length = 0;
    while (s < steps.active(length)) {
      length++;
    }
    int[] rows = new int[length];
    Arrays.setAll(rows, t -> steps.row(t, s));
    return rows;
  }

  /** The queries (0), keys (1) or values (2) of a head. */
  private INDArray part(INDArray sequence, int which, int head) {
    return columns(sequence, (which * heads + head) * headWidth(), headWidth());
  }

  private static INDArray columns(INDArray matrix, int from, int count) {
    return Nd4jMatrix.around(matrix).columns(from, from + count).array();
  }

  /** Writes {@code numbers} into some rows, from a column on. */
  private static void put(INDArray numbers, int[] rows, Nd4jMatrix into, int column) {
    Nd4jMatrix from = Nd4jMatrix.around(numbers);
    Nd4jMatrix target = into.columns(column, column + from.columns());
    for (int i = 0; i < rows.length; i++) {
      target.rows(rows[i], rows[i] + 1).array().assign(from.rows(i, i + 1).array());
    }
  }

  private int headWidth() {
    return projected.columns() / 3 / heads;
  }

  private int stride() {
    return shares.columns() / heads;
  }

  private double scale() {
    return 1 / Math.sqrt(headWidth());
  }
}
