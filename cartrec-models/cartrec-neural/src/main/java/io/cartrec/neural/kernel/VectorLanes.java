package io.cartrec.neural.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API. Its own sum over lanes has no fixed order, so that interpreted and compiled code differ;
 * lanes are added one by one here. Immutable and thread-safe.
 */
final class VectorLanes implements CpuLanes {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LENGTH = SPECIES.length();

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
    float[] lanes = new float[LENGTH];
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
      sum += sum(part, lanes);
    }
    for (; j < to; j++) {
      x[j] = PlainLanes.exp(x[j] - shift);
      sum += x[j];
    }
    return sum;
  }

  private static float sum(FloatVector vector, float[] lanes) {
    vector.intoArray(lanes, 0);
    float sum = 0;
    for (float lane : lanes) {
      sum += lane;
    }
    return sum;
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
    int bound = SPECIES.loopBound(width);
    float[] lanes = new float[LENGTH];
    int row = 0;
    for (; row + 4 <= count; row += 4) {
      int at = row * width;
      FloatVector a = FloatVector.zero(SPECIES);
      FloatVector b = a;
      FloatVector c = a;
      FloatVector d = a;
      for (int k = 0; k < bound; k += LENGTH) {
        FloatVector q = FloatVector.fromArray(SPECIES, query, k);
        a = q.fma(FloatVector.fromArray(SPECIES, rows, at + k), a);
        b = q.fma(FloatVector.fromArray(SPECIES, rows, at + width + k), b);
        c = q.fma(FloatVector.fromArray(SPECIES, rows, at + 2 * width + k), c);
        d = q.fma(FloatVector.fromArray(SPECIES, rows, at + 3 * width + k), d);
      }
      into[row] = rest(query, rows, at, bound, sum(a, lanes));
      into[row + 1] = rest(query, rows, at + width, bound, sum(b, lanes));
      into[row + 2] = rest(query, rows, at + 2 * width, bound, sum(c, lanes));
      into[row + 3] = rest(query, rows, at + 3 * width, bound, sum(d, lanes));
    }
    for (; row < count; row++) {
      int at = row * width;
      FloatVector sums = FloatVector.zero(SPECIES);
      for (int k = 0; k < bound; k += LENGTH) {
        sums = FloatVector.fromArray(SPECIES, query, k)
            .fma(FloatVector.fromArray(SPECIES, rows, at + k), sums);
      }
      into[row] = rest(query, rows, at, bound, sum(sums, lanes));
    }
  }

  /** {@code sum}, and the products from {@code from} on. */
  private static float rest(float[] query, float[] rows, int at, int from, float sum) {
    float all = sum;
    for (int k = from; k < query.length; k++) {
      all = Math.fma(query[k], rows[at + k], all);
    }
    return all;
  }

  @Override
  public Factor factor(CpuMatrix b, boolean transposed, int threads) {
    return VectorFactor.of(b, transposed, threads);
  }
}
