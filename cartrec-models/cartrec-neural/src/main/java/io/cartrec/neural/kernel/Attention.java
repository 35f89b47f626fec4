package io.cartrec.neural.kernel;

import io.cartrec.internal.Parallel;

/** Causal self-attention over the sequences of a batch; each thread takes sequences. */
final class Attention {

  private static final int BLOCK = 8; // sequences

  private final Steps steps;
  private final int heads;
  private final CpuMatrix projected;
  private final CpuMatrix shares;
  private final Lanes lanes;
  private final int width;
  private final int headWidth;
  private final int stride; // of the shares of a head
  private final float scale;

  Attention(Steps steps, int heads, CpuMatrix projected, CpuMatrix shares, Lanes lanes) {
    this.steps = steps;
    this.heads = heads;
    this.projected = projected;
    this.shares = shares;
    this.lanes = lanes;
    this.width = projected.columns() / 3;
    this.headWidth = width / heads;
    this.stride = shares.columns() / heads;
    this.scale = (float) (1 / Math.sqrt(headWidth));
  }

  void forward(CpuMatrix output, int threads) {
    Parallel.forBlocks(threads, steps.sequences(), BLOCK, () -> (from, to) -> {
      for (int s = from; s < to; s++) {
        for (int t = 0; s < steps.active(t); t++) {
          for (int head = 0; head < heads; head++) {
            forward(s, t, head, output.row(steps.row(t, s)));
          }
        }
      }
    });
  }

  private void forward(int s, int t, int head, float[] output) {
    int row = steps.row(t, s);
    int at = head * headWidth;
    float[] share = shares.row(row);
    int first = head * stride;
    for (int u = 0; u <= t; u++) {
      float[] key = projected.row(steps.row(u, s));
      share[first + u] = scale * dot(projected.row(row), at, key, at + width);
    }
    float max = lanes.max(share, first, first + t + 1);
    float sum = (float) lanes.expSum(share, first, first + t + 1, max);
    for (int j = 0; j < headWidth; j++) {
      output[at + j] = 0;
    }
    for (int u = 0; u <= t; u++) {
      share[first + u] /= sum;
      float[] value = projected.row(steps.row(u, s));
      add(share[first + u], value, at + 2 * width, output, at);
    }
  }

  /** {@code into} is 0 to begin with. */
  void backward(CpuMatrix gradient, CpuMatrix into, int threads) {
    Parallel.forBlocks(threads, steps.sequences(), BLOCK, () -> {
      float[] slopes = new float[steps.count()];
      return (from, to) -> {
        for (int s = from; s < to; s++) {
          for (int t = 0; s < steps.active(t); t++) {
            for (int head = 0; head < heads; head++) {
              backward(s, t, head, gradient.row(steps.row(t, s)), into, slopes);
            }
          }
        }
      };
    });
  }

  private void backward(int s, int t, int head, float[] gradient, CpuMatrix into, float[] slopes) {
    int row = steps.row(t, s);
    int at = head * headWidth;
    float[] share = shares.row(row);
    int first = head * stride;
    float mean = 0;
    for (int u = 0; u <= t; u++) {
      int other = steps.row(u, s);
      slopes[u] = dot(gradient, at, projected.row(other), at + 2 * width);
      mean = Math.fma(share[first + u], slopes[u], mean);
      add(share[first + u], gradient, at, into.row(other), at + 2 * width);
    }
    for (int u = 0; u <= t; u++) {
      int other = steps.row(u, s);
      float slope = scale * share[first + u] * (slopes[u] - mean);
      add(slope, projected.row(other), at + width, into.row(row), at);
      add(slope, projected.row(row), at, into.row(other), at + width);
    }
  }

  private float dot(float[] a, int aFrom, float[] b, int bFrom) {
    float sum = 0;
    for (int j = 0; j < headWidth; j++) {
      sum = Math.fma(a[aFrom + j], b[bFrom + j], sum);
    }
    return sum;
  }

  private void add(float factor, float[] from, int at, float[] into, int intoAt) {
    for (int j = 0; j < headWidth; j++) {
      into[intoAt + j] = Math.fma(factor, from[at + j], into[intoAt + j]);
    }
  }
}
