package io.cartrec.neural.kernel;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API. Its own sum over lanes has no fixed order, so that interpreted and compiled code differ;
 * here they are folded by hand. Immutable and thread-safe.
 */
final class VectorLanes implements CpuLanes {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LENGTH = SPECIES.length();
  private static final VectorShuffle<Float> OTHER = other(1);
  private static final VectorShuffle<Float> OTHER_PAIR = other(2);
  private static final VectorShuffle<Float> OTHER_FOUR = other(4);
  private static final VectorShuffle<Float> OTHER_EIGHT = other(8);
  private static final VectorSpecies<Byte> BYTES = // of a vector of floats, where there is such
      LENGTH > 8 ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;
  private static final PlainLanes PLAIN = new PlainLanes();

  /** Each lane's number comes from the lane whose number differs in the bit {@code distance}. */
  private static VectorShuffle<Float> other(int distance) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ distance) % LENGTH);
  }

  @Override
  public String name() {
    return "cpu-vector-" + SPECIES.vectorBitSize();
  }

  /** As {@link PlainLanes#exp}. */
  private static FloatVector exp(FloatVector x) {
    FloatVector bounded = x.max(PlainLanes.LEAST).min(PlainLanes.MOST);
    FloatVector rounder = FloatVector.broadcast(SPECIES, PlainLanes.ROUNDER);
    FloatVector rounded = bounded.fma(FloatVector.broadcast(SPECIES, PlainLanes.LOG2_E), rounder);
    FloatVector n = rounded.sub(rounder);
    FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -PlainLanes.LN2_HIGH), bounded);
    r = n.fma(FloatVector.broadcast(SPECIES, -PlainLanes.LN2_LOW), r);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector series =
        r.fma(FloatVector.broadcast(SPECIES, 1f / 5040), FloatVector.broadcast(SPECIES, 1f / 720));
    series = r.fma(series, FloatVector.broadcast(SPECIES, 1f / 120));
    series = r.fma(series, FloatVector.broadcast(SPECIES, 1f / 24));
    series = r.fma(series, FloatVector.broadcast(SPECIES, 1f / 6));
    series = r.fma(series, FloatVector.broadcast(SPECIES, 0.5f));
    series = r.fma(series, one);
    series = r.fma(series, one);
    IntVector power = rounded
        .reinterpretAsInts()
        .add(127 - PlainLanes.ROUNDER_BITS)
        .lanewise(VectorOperators.LSHL, 23);
    return series.mul(power.reinterpretAsFloats());
  }

  @Override
  public void sigmoid(float[] x, int from, int to) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    int j = from;
    for (; j + LENGTH <= to; j += LENGTH) {
      FloatVector e = exp(FloatVector.fromArray(SPECIES, x, j).neg());
      one.div(e.add(one)).intoArray(x, j);
    }
    for (; j < to; j++) {
      x[j] = 1 / (1 + PlainLanes.exp(-x[j]));
    }
  }

  @Override
  public void tanh(float[] x, int from, int to) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector two = FloatVector.broadcast(SPECIES, 2f);
    int j = from;
    for (; j + LENGTH <= to; j += LENGTH) {
      FloatVector e = exp(FloatVector.fromArray(SPECIES, x, j).mul(two));
      one.sub(two.div(e.add(one))).intoArray(x, j);
    }
    for (; j < to; j++) {
      x[j] = 1 - 2 / (1 + PlainLanes.exp(2 * x[j]));
    }
  }

  @Override
  public double expSum(float[] x, int from, int to, float shift) {
    double sum = 0;
    int j = from;
    while (j + LENGTH <= to) {
      int end = Math.min(to, j + PlainLanes.CHUNK);
      FloatVector part = FloatVector.zero(SPECIES);
      for (; j + LENGTH <= end; j += LENGTH) {
        FloatVector e = exp(FloatVector.fromArray(SPECIES, x, j).sub(shift));
        e.intoArray(x, j);
        part = part.add(e);
      }
      sum += sum(part);
    }
    for (; j < to; j++) {
      x[j] = PlainLanes.exp(x[j] - shift);
      sum += x[j];
    }
    return sum;
  }

  /** Neighbours, then pairs, and so on. */
  private static float sum(FloatVector vector) {
    FloatVector sum = vector.add(vector.rearrange(OTHER));
    sum = LENGTH > 2 ? sum.add(sum.rearrange(OTHER_PAIR)) : sum;
    sum = LENGTH > 4 ? sum.add(sum.rearrange(OTHER_FOUR)) : sum;
    sum = LENGTH > 8 ? sum.add(sum.rearrange(OTHER_EIGHT)) : sum;
    return sum.lane(0);
  }

  @Override
  public float max(float[] x, int from, int to) {
    FloatVector best = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    int j = from;
    for (; j + LENGTH <= to; j += LENGTH) {
      best = best.max(FloatVector.fromArray(SPECIES, x, j));
    }
    float max = best.reduceLanes(VectorOperators.MAX);
    for (; j < to; j++) {
      max = Math.max(max, x[j]);
    }
    return max;
  }

  /** Four rows at a time, so that one need not wait for the sums of another. */
  @Override
  public void dots(float[] query, float[] rows, int count, float[] into) {
    int width = query.length;
    if (width < LENGTH) {
      PLAIN.dots(query, rows, count, into);
      return;
    }
    float[] padded = padded(query);
    int last = width - LENGTH;
    int row = 0;
    for (; row + 4 <= count; row += 4) {
      int at = row * width;
      FloatVector a = FloatVector.zero(SPECIES);
      FloatVector b = a;
      FloatVector c = a;
      FloatVector d = a;
      for (int k = 0; k < width; k += LENGTH) {
        int from = at + Math.min(k, last);
        FloatVector q = FloatVector.fromArray(SPECIES, padded, k);
        a = q.fma(FloatVector.fromArray(SPECIES, rows, from), a);
        b = q.fma(FloatVector.fromArray(SPECIES, rows, from + width), b);
        c = q.fma(FloatVector.fromArray(SPECIES, rows, from + 2 * width), c);
        d = q.fma(FloatVector.fromArray(SPECIES, rows, from + 3 * width), d);
      }
      into[row] = sum(a);
      into[row + 1] = sum(b);
      into[row + 2] = sum(c);
      into[row + 3] = sum(d);
    }
    for (; row < count; row++) {
      FloatVector sums = FloatVector.zero(SPECIES);
      for (int k = 0; k < width; k += LENGTH) {
        sums = FloatVector.fromArray(SPECIES, padded, k)
            .fma(FloatVector.fromArray(SPECIES, rows, row * width + Math.min(k, last)), sums);
      }
      into[row] = sum(sums);
    }
  }

  /** As above; bytes become floats on their way into the product. */
  @Override
  public void dots(float[] query, byte[] rows, int count, float[] into) {
    int width = query.length;
    if (width < LENGTH || LENGTH < BYTES.length()) {
      PLAIN.dots(query, rows, count, into);
      return;
    }
    float[] padded = padded(query);
    int last = width - LENGTH;
    int row = 0;
    for (; row + 4 <= count; row += 4) {
      int at = row * width;
      FloatVector a = FloatVector.zero(SPECIES);
      FloatVector b = a;
      FloatVector c = a;
      FloatVector d = a;
      for (int k = 0; k < width; k += LENGTH) {
        int from = at + Math.min(k, last);
        FloatVector q = FloatVector.fromArray(SPECIES, padded, k);
        a = q.fma(floats(rows, from), a);
        b = q.fma(floats(rows, from + width), b);
        c = q.fma(floats(rows, from + 2 * width), c);
        d = q.fma(floats(rows, from + 3 * width), d);
      }
      into[row] = sum(a);
      into[row + 1] = sum(b);
      into[row + 2] = sum(c);
      into[row + 3] = sum(d);
    }
    for (; row < count; row++) {
      FloatVector sums = FloatVector.zero(SPECIES);
      for (int k = 0; k < width; k += LENGTH) {
        FloatVector q = FloatVector.fromArray(SPECIES, padded, k);
        sums = q.fma(floats(rows, row * width + Math.min(k, last)), sums);
      }
      into[row] = sum(sums);
    }
  }

  private static FloatVector floats(byte[] bytes, int at) {
    return (FloatVector)
        ByteVector.fromArray(BYTES, bytes, at).convertShape(VectorOperators.B2F, SPECIES, 0);
  }

  /**
   * {@code query} in whole vectors, the last of which ends where the query ends: what it shares with the
   * one before is 0 in it.
   */
  private static float[] padded(float[] query) {
    int full = SPECIES.loopBound(query.length);
    if (full == query.length) {
      return query;
    }
    float[] padded = Arrays.copyOf(query, full + LENGTH);
    Arrays.fill(padded, full, full + LENGTH, 0);
    int rest = query.length - full;
    System.arraycopy(query, full, padded, full + LENGTH - rest, rest);
    return padded;
  }

  @Override
  public Factor factor(CpuMatrix b, boolean transposed, int threads) {
    return VectorFactor.of(b, transposed, threads);
  }
}
