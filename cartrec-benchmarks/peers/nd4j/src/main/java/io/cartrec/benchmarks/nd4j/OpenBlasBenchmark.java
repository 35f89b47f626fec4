package io.cartrec.benchmarks.nd4j;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
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
 * Products of matrices of floats by OpenBLAS on one thread, in memory outside the heap, where nothing is
 * copied. {@code shape} is rows of the left factor x numbers in each x columns of the right one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx3g", "-XX:+UseSerialGC"})
@SuppressWarnings("NullAway.Init") // JMH calls prepare() before anything else
public class OpenBlasBenchmark {

  @Param({"256x100x1024", "640x100x2048", "1024x1024x1024"})
  public String shape;

  private int rows;
  private int inner;
  private int columns;
  private FloatPointer left;
  private FloatPointer right;
  private FloatPointer into;

  @Setup
  public void prepare() {
    openblas.blas_set_num_threads(1);
    int[] sides =
        Arrays.stream(shape.split("x", -1)).mapToInt(Integer::parseInt).toArray();
    rows = sides[0];
    inner = sides[1];
    columns = sides[2];
    left = numbers(rows * inner, 1);
    right = numbers(inner * columns, 2);
    into = new FloatPointer((long) rows * columns);
  }

  private static FloatPointer numbers(int count, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return new FloatPointer(values);
  }

  @TearDown
  public void close() {
    left.close();
    right.close();
    into.close();
  }

  @Benchmark
  public float product(Flops counter) {
    multiply(openblas.CblasNoTrans, columns);
    counter.flops += 2L * rows * inner * columns;
    return into.get();
  }

  /** With the right factor transposed. */
  @Benchmark
  public float productWithTransposed(Flops counter) {
    multiply(openblas.CblasTrans, inner);
    counter.flops += 2L * rows * inner * columns;
    return into.get();
  }

  private void multiply(int rightIsTransposed, int rightStride) {
    openblas.cblas_sgemm(
        openblas.CblasRowMajor,
        openblas.CblasNoTrans,
        rightIsTransposed,
        rows,
        columns,
        inner,
        1,
        left,
        inner,
        right,
        rightStride,
        0,
        into,
        columns);
  }
}
