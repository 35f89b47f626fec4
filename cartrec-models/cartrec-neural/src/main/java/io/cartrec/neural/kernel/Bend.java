package io.cartrec.neural.kernel;

/** Functions that bend each number of a matrix, and their ways back. */
final class Bend {

  private Bend() {}

  static void relu(CpuMatrix matrix) {
    for (int i = 0; i < matrix.rows(); i++) {
      float[] row = matrix.row(i);
      for (int j = matrix.offset(); j < matrix.offset() + matrix.columns(); j++) {
        row[j] = Math.max(0, row[j]);
      }
    }
  }

  static void reluBackward(CpuMatrix output, CpuMatrix gradient) {
    for (int i = 0; i < output.rows(); i++) {
      for (int j = 0; j < output.columns(); j++) {
        if (output.row(i)[output.offset() + j] <= 0) {
          gradient.row(i)[gradient.offset() + j] = 0;
        }
      }
    }
  }

  static void tanh(CpuMatrix matrix, Lanes lanes) {
    for (int i = 0; i < matrix.rows(); i++) {
      lanes.tanh(matrix.row(i), matrix.offset(), matrix.offset() + matrix.columns());
    }
  }

  static void tanhBackward(CpuMatrix output, CpuMatrix gradient) {
    for (int i = 0; i < output.rows(); i++) {
      for (int j = 0; j < output.columns(); j++) {
        float y = output.row(i)[output.offset() + j];
        gradient.row(i)[gradient.offset() + j] *= 1 - y * y;
      }
    }
  }
}
