package io.cartrec.neural.kernel;

/** Normalization, row by row. */
final class Norm {

  private static final double LEAST_VARIANCE = 1e-5;

  private Norm() {}

  static void moveAlong(CpuMatrix direction, float distance, CpuMatrix into) {
    for (int i = 0; i < into.rows(); i++) {
      float[] d = direction.row(i);
      float[] x = into.row(i);
      double squares = 0;
      for (int j = 0; j < into.columns(); j++) {
        squares += (double) d[j] * d[j];
      }
      double scale = squares == 0 ? 0 : distance / Math.sqrt(squares);
      for (int j = 0; j < into.columns(); j++) {
        x[j] += (float) (scale * d[j]);
      }
    }
  }

  static void forward(
      CpuMatrix input,
      float[] gain,
      float[] bias,
      CpuMatrix normal,
      CpuMatrix scales,
      CpuMatrix output) {
    int width = input.columns();
    for (int i = 0; i < input.rows(); i++) {
      float[] x = input.row(i);
      double sum = 0;
      double squares = 0;
      for (int j = 0; j < width; j++) {
        sum += x[j];
        squares += (double) x[j] * x[j];
      }
      double mean = sum / width;
      double variance = Math.max(0, squares / width - mean * mean);
      float scale = (float) (1 / Math.sqrt(variance + LEAST_VARIANCE));
      float shift = (float) mean;
      scales.row(i)[0] = scale;
      float[] n = normal.row(i);
      float[] y = output.row(i);
      for (int j = 0; j < width; j++) {
        n[j] = (x[j] - shift) * scale;
        y[j] = Math.fma(n[j], 1 + gain[j], bias[j]);
      }
    }
  }

  /** {@code gainGradient} is 0 to begin with. */
  static void backward(
      CpuMatrix gradient,
      float[] gain,
      CpuMatrix normal,
      CpuMatrix scales,
      CpuMatrix inputGradient,
      float[] gainGradient) {
    int width = gradient.columns();
    for (int i = 0; i < gradient.rows(); i++) {
      float[] g = gradient.row(i);
      float[] n = normal.row(i);
      float[] into = inputGradient.row(i);
      double sum = 0;
      double product = 0;
      for (int j = 0; j < width; j++) {
        gainGradient[j] = Math.fma(g[j], n[j], gainGradient[j]);
        into[j] = g[j] * (1 + gain[j]);
        sum += into[j];
        product += (double) into[j] * n[j];
      }
      float mean = (float) (sum / width);
      float along = (float) (product / width);
      float scale = scales.row(i)[0];
      for (int j = 0; j < width; j++) {
        into[j] = scale * (into[j] - mean - n[j] * along);
      }
    }
  }
}
