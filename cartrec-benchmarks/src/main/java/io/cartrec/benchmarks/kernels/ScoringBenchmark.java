package io.cartrec.benchmarks.kernels;

import io.cartrec.benchmarks.Counters;
import io.cartrec.neural.kernel.ByteBlocks;
import io.cartrec.neural.kernel.Lanes;
import io.cartrec.neural.kernel.Mix;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The products of a state with a million items of 100 numbers, as an answer of a net needs them, on one
 * thread. Items lie outside the heap, as in a mapped file; what must be read of them is counted.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx3g", "-XX:+UseSerialGC", "--add-modules", "jdk.incubator.vector"})
@SuppressWarnings("NullAway.Init") // JMH calls prepare() before anything else
public class ScoringBenchmark {

  private static final int ITEMS = 1_000_000;
  private static final int WIDTH = 100;
  private static final int BLOCK = 128;

  @Param({Kernels.PLAIN, Kernels.VECTOR})
  public String kernels;

  private Lanes lanes;
  private float[] state;
  private float[] products;

  @Setup
  public void prepare() {
    lanes = Kernels.lanes(kernels);
    products = new float[BLOCK];
    state = new float[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      state[i] = number(3, i);
    }
  }

  private static float number(int seed, int counter) {
    return Mix.of(seed, counter) * 0x1p-66f;
  }

  /** Items as they were trained. */
  @State(Scope.Benchmark)
  public static class Floats {
    private final FloatBuffer items = ByteBuffer.allocateDirect(ITEMS * WIDTH * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
    private final float[] rows = new float[BLOCK * WIDTH];

    /** Fills. */
    @Setup
    public void prepare() {
      for (int i = 0; i < items.capacity(); i++) {
        items.put(i, number(1, i));
      }
    }
  }

  /** Brings all floats into the first cache, in order, and does nothing with them. */
  @Benchmark
  public float[] read(Floats floats, Counters.Bytes counter) {
    for (int from = 0; from < ITEMS; from += BLOCK) {
      int size = Math.min(BLOCK, ITEMS - from);
      floats.items.get(from * WIDTH, floats.rows, 0, size * WIDTH);
    }
    counter.bytes += (long) Float.BYTES * floats.items.capacity();
    return floats.rows;
  }

  @Benchmark
  public float[] floats(Floats floats, Counters.Bytes counter) {
    for (int from = 0; from < ITEMS; from += BLOCK) {
      int size = Math.min(BLOCK, ITEMS - from);
      floats.items.get(from * WIDTH, floats.rows, 0, size * WIDTH);
      lanes.dots(state, floats.rows, size, products);
    }
    counter.bytes += (long) Float.BYTES * floats.items.capacity();
    return products;
  }

  /** Items rounded to bytes, as {@code items=int8} has them. */
  @State(Scope.Benchmark)
  public static class Bytes {
    private final ByteBuffer items = ByteBuffer.allocateDirect((int) ByteBlocks.size(ITEMS, WIDTH));
    private final short[] state = new short[ByteBlocks.columns(WIDTH)];
    private final byte[] blocks = new byte[BLOCK * state.length];

    /** Fills. */
    @Setup
    public void prepare() {
      for (int i = 0; i < items.capacity(); i++) {
        items.put(i, (byte) Math.max(-ByteBlocks.MOST, (byte) Mix.of(2, i)));
      }
    }
  }

  @Benchmark
  public float[] bytes(Bytes bytes, Counters.Bytes counter) {
    ByteBlocks.round(state, bytes.state);
    int width = bytes.state.length;
    for (int from = 0; from < ITEMS; from += BLOCK) {
      int size = Math.min(BLOCK, ITEMS - from);
      bytes.items.get(from * width, bytes.blocks, 0, size * width);
      lanes.dots(bytes.state, bytes.blocks, size / ByteBlocks.ROWS, products);
    }
    counter.bytes += bytes.items.capacity();
    return products;
  }
}
