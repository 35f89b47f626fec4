package io.cartrec.neural.kernel;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API. Its own sum over lanes has no fixed order, so that interpreted and compiled code differ;
 * here they are folded by hand. Immutable and thread-safe.
 */
final class VectorLanes implements CpuLanes {

  private static final VectorSpecies<Float> SPECIES =
      VectorSpecies.of(float.class, shape(FloatVector.SPECIES_PREFERRED.vectorBitSize()));
  private static final int MOST_BITS = 512;
  private static final int LENGTH = SPECIES.length();
  private static final VectorShuffle<Float> OTHER = other(1);
  private static final VectorShuffle<Float> OTHER_PAIR = other(2);
  private static final VectorShuffle<Float> OTHER_FOUR = other(4);
  private static final VectorShuffle<Float> OTHER_EIGHT = other(8);
  private static final VectorShape BYTE_SUMS = // a column of 16 rows at most
      VectorShape.forBitSize(Math.max(128, Math.min(256, SPECIES.vectorBitSize())));
  private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, BYTE_SUMS);
  private static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, BYTE_SUMS);
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(BYTE_SUMS.vectorBitSize() / 2));
  private static final PlainLanes PLAIN = new PlainLanes();

  /** Of a machine with vectors of {@code bits}: no longer than {@link #sum} can fold. */
  static VectorShape shape(int bits) {
    return VectorShape.forBitSize(Math.min(MOST_BITS, bits));
  }

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

  @Override
  public boolean preferBytes() {
    return true;
  }

  @Override
  public void dots(short[] state, byte[] blocks, int count, float[] into) {
    for (int block = 0; block < count; block++) {
      for (int place = 0; place < ByteBlocks.ROWS; place += 2 * SHORTS.length()) {
        dots(state, blocks, block, place, into);
      }
    }
  }

  /**
   * Of the rows in two vectors of each column, from {@code place} on. What is called with vectors is small
   * enough that the JIT inlines it, or they would lie in memory.
   */
  private static void dots(short[] state, byte[] blocks, int block, int place, float[] into) {
    int first = block * state.length * ByteBlocks.ROWS + place;
    IntVector a = IntVector.zero(INTS);
    IntVector b = a;
    IntVector c = a;
    IntVector d = a;
    for (int k = 0; k < state.length; k += ByteBlocks.GROUP) {
      int at = first + k * ByteBlocks.ROWS;
      ShortVector s0 = ShortVector.broadcast(SHORTS, state[k]);
      ShortVector s1 = ShortVector.broadcast(SHORTS, state[k + 1]);
      ShortVector s2 = ShortVector.broadcast(SHORTS, state[k + 2]);
      ShortVector s3 = ShortVector.broadcast(SHORTS, state[k + 3]);
      ShortVector p = group(s0, s1, s2, s3, blocks, at);
      ShortVector q = group(s0, s1, s2, s3, blocks, at + SHORTS.length());
      a = a.add(even(p));
      b = b.add(odd(p));
      c = c.add(even(q));
      d = d.add(odd(q));
    }
    int low = block * ByteBlocks.ROWS + ByteBlocks.row(place);
    int high = block * ByteBlocks.ROWS + ByteBlocks.row(place + SHORTS.length());
    put(a, into, low);
    put(b, into, low + ByteBlocks.HALF);
    put(c, into, high);
    put(d, into, high + ByteBlocks.HALF);
  }

  /** The sum of four columns' products; a short can hold it. */
  private static ShortVector group(
      ShortVector s0, ShortVector s1, ShortVector s2, ShortVector s3, byte[] blocks, int at) {
    ShortVector p = shorts(blocks, at).mul(s0);
    ShortVector q = shorts(blocks, at + ByteBlocks.ROWS).mul(s1);
    ShortVector r = shorts(blocks, at + 2 * ByteBlocks.ROWS).mul(s2);
    ShortVector s = shorts(blocks, at + 3 * ByteBlocks.ROWS).mul(s3);
    return p.add(q).add(r.add(s));
  }

  private static ShortVector shorts(byte[] bytes, int at) {
    return (ShortVector)
        ByteVector.fromArray(BYTES, bytes, at).convertShape(VectorOperators.B2S, SHORTS, 0);
  }

  private static IntVector even(ShortVector pairs) {
    return pairs
        .reinterpretAsInts()
        .lanewise(VectorOperators.LSHL, Short.SIZE)
        .lanewise(VectorOperators.ASHR, Short.SIZE);
  }

  private static IntVector odd(ShortVector pairs) {
    return pairs.reinterpretAsInts().lanewise(VectorOperators.ASHR, Short.SIZE);
  }

  private static void put(IntVector sums, float[] into, int at) {
    ((FloatVector) sums.convert(VectorOperators.I2F, 0)).intoArray(into, at);
  }

  @Override
  public int next(float[] x, int from, int to, float least) {
    int at = from;
    while (at + LENGTH <= to
        && !FloatVector.fromArray(SPECIES, x, at)
            .compare(VectorOperators.GE, least)
            .anyTrue()) {
      at += LENGTH;
    }
    return PLAIN.next(x, at, to, least);
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
