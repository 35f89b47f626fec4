package io.cartrec.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What the machine can do at most, measured in the same run as what is compared with it: reading and
 * copying memory in order, multiplying and adding, and waiting for memory that cannot be guessed. All
 * threads have memory of their own, far larger than the caches.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx3g", "-XX:+UseSerialGC"})
@SuppressWarnings("NullAway.Init") // JMH calls prepare() before anything else
public class LimitsBenchmark {

  private static final int MOST = 1 << 28; // bytes of an array
  private static final int ALL = 1 << 30; // bytes of the arrays of all threads

  /** A power of two, so that all threads together find room in the heap. */
  static int bytes(int threads) {
    return Math.min(MOST, Integer.highestOneBit(ALL / threads));
  }

  /** Bytes read or written, each once. */
  @State(Scope.Thread)
  @AuxCounters
  public static class Traffic {
    public long bytes;
  }

  /** Operations on floats; a multiplication and the addition to it are two. */
  @State(Scope.Thread)
  @AuxCounters
  public static class Arithmetic {
    public long flops;
  }

  /** Loads whose address the load before it told. */
  @State(Scope.Thread)
  @AuxCounters
  public static class Waiting {
    public long loads;
  }

  /** 256 MiB, less where there are more than four threads, and a block that stays in the first cache. */
  @State(Scope.Thread)
  public static class Memory {
    static final int BLOCK = 1 << 14;

    private final byte[] block = new byte[BLOCK];
    private byte[] from;

    /** Touches every page with something else than zero. */
    @Setup
    public void prepare(BenchmarkParams params) {
      from = filled(params);
    }
  }

  /** As much again. */
  @State(Scope.Thread)
  public static class Target {
    private byte[] to;

    /** Touches every page. */
    @Setup
    public void prepare(BenchmarkParams params) {
      to = filled(params);
    }
  }

  /** Brings an array into the first cache, in order, and does nothing with it. */
  @Benchmark
  public byte[] read(Memory memory, Traffic traffic) {
    for (int at = 0; at < memory.from.length; at += Memory.BLOCK) {
      System.arraycopy(memory.from, at, memory.block, 0, Memory.BLOCK);
    }
    traffic.bytes += memory.from.length;
    return memory.block;
  }

  /** Copies an array: as many bytes are read as are written, and both are counted. */
  @Benchmark
  public byte[] copy(Memory memory, Target target, Traffic traffic) {
    System.arraycopy(memory.from, 0, target.to, 0, target.to.length);
    traffic.bytes += 2L * target.to.length;
    return target.to;
  }

  /** A thousand numbers, and how often each is multiplied and added to before it is stored. */
  @State(Scope.Thread)
  public static class Numbers {
    private static final int COUNT = 1 << 10;
    private static final int STEPS = 8;

    private final float[] numbers = new float[COUNT];
    private float factor = 0.999f;
    private float term = 1e-3f;
  }

  /**
   * Multiplies and adds in the first cache, eight times for each number that is loaded and stored: what the
   * JIT makes of a plain loop that it turns into vectors. A loop on the Vector API that touches no memory
   * may be a little faster.
   */
  @Benchmark
  public float[] multiplyAdd(Numbers state, Arithmetic arithmetic) {
    float[] numbers = state.numbers;
    float a = state.factor;
    float b = state.term;
    for (int i = 0; i < numbers.length; i++) {
      float x = numbers[i];
      x = Math.fma(Math.fma(Math.fma(Math.fma(x, a, b), a, b), a, b), a, b);
      x = Math.fma(Math.fma(Math.fma(Math.fma(x, a, b), a, b), a, b), a, b);
      numbers[i] = x;
    }
    arithmetic.flops += 2L * Numbers.STEPS * Numbers.COUNT;
    return numbers;
  }

  /** One way through an array of as many bytes that visits every cache line once, in an order of chance. */
  @State(Scope.Thread)
  public static class Way {
    private static final int LINE = 16;
    private static final int HOPS = 1 << 10;

    private int[] next;
    private int at;

    /** Draws a single cycle through all lines (Sattolo). */
    @Setup
    public void prepare(BenchmarkParams params) {
      next = new int[bytes(params.getThreads()) / Integer.BYTES];
      int lines = next.length / LINE;
      for (int line = 0; line < lines; line++) {
        next[line * LINE] = line * LINE;
      }
      SplittableRandom random = new SplittableRandom(42);
      for (int line = lines - 1; line > 0; line--) {
        int other = random.nextInt(line) * LINE;
        int swapped = next[line * LINE];
        next[line * LINE] = next[other];
        next[other] = swapped;
      }
    }
  }

  /** Follows the way, each step to where the one before it says. */
  @Benchmark
  public int follow(Way way, Waiting waiting) {
    int at = way.at;
    for (int hop = 0; hop < Way.HOPS; hop++) {
      at = way.next[at];
    }
    way.at = at;
    waiting.loads += Way.HOPS;
    return at;
  }

  private static byte[] filled(BenchmarkParams params) {
    byte[] bytes = new byte[bytes(params.getThreads())];
    for (int i = 0; i < bytes.length; i += 64) {
      bytes[i] = (byte) (i >> 6);
    }
    return bytes;
  }
}
