package io.cartrec.benchmarks.kernels;

import io.cartrec.benchmarks.Counters;
import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.Arrays;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Products of matrices by each implementation of the kernels on one thread. {@code shape} is rows of the
 * left factor x numbers in each x columns of the right one; two operations for each combination. The first
 * shapes are those of a cell's gates, of the logits of drawn items, and of a large square.
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
public class ProductBenchmark {

  /** See {@link Kernels#usable}. */
  @Param({Kernels.PLAIN, Kernels.VECTOR})
  public String kernels;

  @Param({"256x100x1024", "640x100x2048", "1024x1024x1024"})
  public String shape;

  private TensorKernels opened;
  private Matrix left;
  private Matrix right;
  private Matrix rightFlipped;
  private Matrix into;
  private long operations;

  @Setup
  public void prepare() {
    int[] sides =
        Arrays.stream(shape.split("x", -1)).mapToInt(Integer::parseInt).toArray();
    opened = Kernels.open(kernels);
    left = Numbers.matrix(opened, sides[0], sides[1], 1, 1);
    right = Numbers.matrix(opened, sides[1], sides[2], 1, 2);
    rightFlipped = Numbers.matrix(opened, sides[2], sides[1], 1, 3);
    into = opened.allocate(sides[0], sides[2]);
    operations = 2L * sides[0] * sides[1] * sides[2];
  }

  @TearDown
  public void close() {
    opened.close();
  }

  @Benchmark
  public float[] product(Counters.Flops counter) {
    counter.flops += operations;
    opened.gemm(1, left, false, right, false, 0, into);
    return opened.download(into.rows(0, 1));
  }

  /** With the right factor transposed, as states are multiplied with items. */
  @Benchmark
  public float[] productWithTransposed(Counters.Flops counter) {
    counter.flops += operations;
    opened.gemm(1, left, false, rightFlipped, true, 0, into);
    return opened.download(into.rows(0, 1));
  }
}
