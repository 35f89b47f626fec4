package io.cartrec.neural.kernel;

import io.cartrec.internal.Parallel;

/** Draws from normal distributions by reparametrisation, and the way back, row by row. */
final class Gaussian {

  private static final int BLOCK = 16; // rows
  private static final double UNIT = 0x1p-53;

  private final CpuMatrix mean;
  private final CpuMatrix logVariance;
  private final CpuMatrix noise;
  private final int threads;

  Gaussian(CpuMatrix mean, CpuMatrix logVariance, CpuMatrix noise, int threads) {
    this.mean = mean;
    this.logVariance = logVariance;
    this.noise = noise;
    this.threads = threads;
  }

  void draw(long seed, CpuMatrix into) {
    Parallel.forBlocks(threads, mean.rows(), BLOCK, () -> (from, to) -> {
      for (int i = from; i < to; i++) {
        float[] n = noise.row(i);
        normals(Mix.of(seed, i), n, noise.columns());
        float[] m = mean.row(i);
        float[] v = logVariance.row(i);
        float[] x = into.row(i);
        for (int j = 0; j < noise.columns(); j++) {
          n[j] *= PlainLanes.exp(0.5f * v[j]);
          x[j] = m[j] + n[j];
        }
      }
    });
  }

  /** Standard normal numbers, two at a time (Box and Muller, 1958). */
  private static void normals(long seed, float[] into, int count) {
    for (int j = 0; j < count; j += 2) {
      double uniform = ((Mix.of(seed, j) >>> 11) + 1) * UNIT; // above 0
      double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform));
      double angle = 2 * Math.PI * UNIT * (Mix.of(seed, j + 1) >>> 11);
      into[j] = (float) (radius * StrictMath.cos(angle));
      if (j + 1 < count) {
        into[j + 1] = (float) (radius * StrictMath.sin(angle));
      }
    }
  }

  void back(CpuMatrix gradient, float scale, CpuMatrix intoMean, CpuMatrix intoLogVariance) {
    Parallel.forBlocks(threads, mean.rows(), BLOCK, () -> (from, to) -> {
      for (int i = from; i < to; i++) {
        float[] g = gradient.row(i);
        float[] n = noise.row(i);
        float[] m = mean.row(i);
        float[] v = logVariance.row(i);
        float[] meanGradient = intoMean.row(i);
        float[] varianceGradient = intoLogVariance.row(i);
        for (int j = 0; j < gradient.columns(); j++) {
          meanGradient[j] = g[j] + scale * m[j];
          varianceGradient[j] = 0.5f * (g[j] * n[j] + scale * (PlainLanes.exp(v[j]) - 1));
        }
      }
    });
  }
}
