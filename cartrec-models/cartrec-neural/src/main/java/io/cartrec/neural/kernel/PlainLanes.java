package io.cartrec.neural.kernel;

/** Plain loops, of which the JIT makes vector instructions where it can. Immutable and thread-safe. */
final class PlainLanes implements CpuLanes {

  static final float LOG2_E = 1.44269504f;
  static final float LN2_HIGH = 0.693359375f; // few bits, so that its multiples are exact
  static final float LN2_LOW = -2.12194440e-4f;
  static final float LEAST = -87.3f; // exp of less would be subnormal
  static final float MOST = 88.3f;
  static final float ROUNDER = 12582912f; // 1.5 * 2^23: adding it rounds to an int in the low bits
  static final int ROUNDER_BITS = 0x4B400000;
  static final int CHUNK = 512; // floats summed as floats
  private static final int DOTS = 4; // rows at a time

  @Override
  public String name() {
    return "cpu";
  }

  /**
   * {@code 2^n * exp(r)} with {@code n} the integer nearest to {@code x / ln 2}, and the series of exp up
   * to the seventh power: the rest is below 1e-8 for {@code |r| <= ln(2) / 2}.
   */
  static float exp(float x) {
    float bounded = Math.max(LEAST, Math.min(MOST, x));
    float rounded = Math.fma(bounded, LOG2_E, ROUNDER);
    float n = rounded - ROUNDER;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, bounded));
    float series = Math.fma(r, 1f / 5040, 1f / 720);
    series = Math.fma(r, series, 1f / 120);
    series = Math.fma(r, series, 1f / 24);
    series = Math.fma(r, series, 1f / 6);
    series = Math.fma(r, series, 0.5f);
    series = Math.fma(r, series, 1f);
    series = Math.fma(r, series, 1f);
    int power = (Float.floatToRawIntBits(rounded) - ROUNDER_BITS + 127) << 23;
    return series * Float.intBitsToFloat(power);
  }

  @Override
  public void sigmoid(float[] x, int from, int to) {
    for (int j = from; j < to; j++) {
      x[j] = 1 / (1 + exp(-x[j]));
    }
  }

  @Override
  public void tanh(float[] x, int from, int to) {
    for (int j = from; j < to; j++) {
      x[j] = 1 - 2 / (1 + exp(2 * x[j]));
    }
  }

  @Override
  public double expSum(float[] x, int from, int to, float shift) {
    double sum = 0;
    for (int begin = from; begin < to; begin += CHUNK) {
      int end = Math.min(to, begin + CHUNK);
      float part = 0;
      for (int j = begin; j < end; j++) {
        x[j] = exp(x[j] - shift);
        part += x[j];
      }
      sum += part;
    }
    return sum;
  }

  @Override
  public float max(float[] x, int from, int to) {
    float max = Float.NEGATIVE_INFINITY;
    for (int j = from; j < to; j++) {
      max = Math.max(max, x[j]);
    }
    return max;
  }

  @Override
  public void dots(float[] query, float[] rows, int count, float[] into) {
    int width = query.length;
    int row = 0;
    for (; row + DOTS <= count; row += DOTS) {
      int at = row * width;
      float a = 0;
      float b = 0;
      float c = 0;
      float d = 0;
      for (int k = 0; k < width; k++) {
        float q = query[k];
        a = Math.fma(q, rows[at + k], a);
        b = Math.fma(q, rows[at + width + k], b);
        c = Math.fma(q, rows[at + 2 * width + k], c);
        d = Math.fma(q, rows[at + 3 * width + k], d);
      }
      into[row] = a;
      into[row + 1] = b;
      into[row + 2] = c;
      into[row + 3] = d;
    }
    for (; row < count; row++) {
      float sum = 0;
      for (int k = 0; k < width; k++) {
        sum = Math.fma(query[k], rows[row * width + k], sum);
      }
      into[row] = sum;
    }
  }

  @Override
  public boolean preferBytes() {
    return false;
  }

  @Override
  public void dots(short[] state, byte[] blocks, int count, float[] into) {
    for (int row = 0; row < count * ByteBlocks.ROWS; row++) {
      int sum = 0;
      for (int column = 0; column < state.length; column++) {
        sum += state[column] * blocks[ByteBlocks.place(row, column, state.length)];
      }
      into[row] = sum;
    }
  }

  @Override
  public int next(float[] x, int from, int to, float least) {
    int at = from;
    while (at < to && !(x[at] >= least)) {
      at++;
    }
    return at;
  }

  @Override
  public Factor factor(CpuMatrix b, boolean transposed, int threads) {
    return PlainFactor.of(b, transposed, threads);
  }
}
