package io.cartrec.benchmarks.kernels;

import io.cartrec.neural.GpuDiagnostics;
import io.cartrec.neural.kernel.Backend;
import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * {@code java -cp benchmarks.jar io.cartrec.benchmarks.kernels.GpuBenchmark [DEVICE [SIZE]]}: checks that the
 * kernels of {@code DEVICE} (cuda by default) agree with those of the CPU, then measures a step of an
 * LSTM, whole training steps, on sequences of one length and of mixed ones, and softmaxes beside the
 * floor, which is the greater of operations over the rate of a large product and bytes over the rate of a
 * large copy, both measured in the same run. {@code SIZE} is {@code full}, or {@code small} to try the
 * program without a GPU. Exits with 1 if the kernels do not agree.
 */
public final class GpuBenchmark {

  private static final double MOST_ERROR = 2e-5; // two implementations in float32
  private static final double MOST_ERROR_TF32 = 1e-2; // factors of 10 bits, in products of products
  private static final int REPEATS = 20;
  private static final int MIXED = 100; // batches, too many for a GPU to have a graph of each
  private static final double MILLI = 1e3;

  private final Backend backend;
  private final int shrink;
  private double peak = Double.POSITIVE_INFINITY; // operations a second
  private double bandwidth = Double.POSITIVE_INFINITY; // bytes a second

  private GpuBenchmark(Backend backend, int shrink) {
    this.backend = backend;
    this.shrink = shrink;
  }

  /** Checks, measures, prints. */
  public static void main(String[] args) {
    String name = args.length > 0 ? args[0] : "cuda";
    boolean isSmall = args.length > 1 && args[1].equals("small");
    GpuDiagnostics.run().forEach(report -> {
      System.out.println(report.device() + ": " + report.obstacle().orElse("usable"));
      report.facts().forEach(fact -> System.out.println("  " + fact));
    });
    Backend backend = Kernels.backend(name);
    GpuBenchmark benchmark = new GpuBenchmark(backend, isSmall ? 16 : 1);
    if (!benchmark.agrees()) {
      System.exit(1);
    }
    benchmark.measure();
  }

  /** Whether it gives what the CPU gives, in sizes that no tile divides. */
  private boolean agrees() {
    boolean steps = agrees("training steps of an LSTM", kernels -> {
      LstmWork work = new LstmWork(kernels, 37, 5, 100, 203);
      double loss = 0;
      for (int step = 0; step < 3; step++) {
        loss = work.learn();
      }
      float[] last = {(float) loss};
      return List.of(last, work.numbers().get(0), work.numbers().get(1));
    });
    boolean products = agrees("large products", GpuBenchmark::products);
    boolean softmax = agrees("softmax", kernels -> {
      SoftmaxWork work = new SoftmaxWork(kernels, 33, 5001, 100);
      float[] loss = {(float) work.learn()};
      return List.of(loss, work.numbers().get(0), work.numbers().get(1));
    });
    return steps && products && softmax;
  }

  /** Products of enough tiles for every GPU, either factor as it is and transposed. */
  private static List<float[]> products(TensorKernels kernels) {
    Matrix left = Numbers.matrix(kernels, 2003, 37, 1, 1);
    Matrix right = Numbers.matrix(kernels, 37, 2101, 1, 2);
    Matrix flippedLeft = Numbers.matrix(kernels, 37, 2003, 1, 3);
    Matrix flippedRight = Numbers.matrix(kernels, 2101, 37, 1, 4);
    Matrix into = Numbers.matrix(kernels, 2003, 2101, 1, 5);
    List<float[]> results = new ArrayList<>();
    for (boolean flipsLeft : new boolean[] {false, true}) {
      for (boolean flipsRight : new boolean[] {false, true}) {
        Matrix a = flipsLeft ? flippedLeft : left;
        Matrix b = flipsRight ? flippedRight : right;
        kernels.gemm(0.5f, a, flipsLeft, b, flipsRight, 0.25f, into);
        results.add(kernels.download(into));
      }
    }
    return results;
  }

  private boolean agrees(String what, Function<TensorKernels, List<float[]>> compute) {
    List<float[]> expected;
    List<float[]> seen;
    try (TensorKernels cpu = TensorKernels.cpu(Runtime.getRuntime().availableProcessors());
        TensorKernels other = backend.open(1)) {
      expected = compute.apply(cpu);
      seen = compute.apply(other);
    }
    double worst = 0;
    for (int i = 0; i < expected.size(); i++) {
      worst = Math.max(worst, error(expected.get(i), seen.get(i)));
    }
    boolean isTf32 = System.getProperty("cartrec.cuda.math", "").equalsIgnoreCase("tf32");
    boolean agrees = worst <= (isTf32 ? MOST_ERROR_TF32 : MOST_ERROR); // not, if it is no number
    System.out.printf(Locale.ROOT, "%-28s error %.1e %s%n", what, worst, agrees ? "ok" : "WRONG");
    return agrees;
  }

  private static double error(float[] expected, float[] seen) {
    double error = 0;
    double norm = 0;
    for (int i = 0; i < expected.length; i++) {
      error += Math.pow(seen[i] - expected[i], 2);
      norm += Math.pow(expected[i], 2);
    }
    return Math.sqrt(error / norm);
  }

  private void measure() {
    try (TensorKernels kernels = backend.open(1)) {
      ceilings(kernels);
    }
    System.out.println("work                                       ms   floor   times");
    for (int width : new int[] {100, 256, 512}) {
      measureLstm(width);
    }
    for (int width : new int[] {100, 256, 512}) {
      measureSoftmax("full softmax", 512 / shrink, 100_000 / shrink, width);
      measureSoftmax("sampled softmax", 512 * 20 / shrink, 2048 / shrink, width);
    }
  }

  /** What the device can do at most, by a large product and a large copy. */
  private void ceilings(TensorKernels kernels) {
    int side = 8192 / shrink;
    Matrix a = Numbers.matrix(kernels, side, side, 1, 1);
    Matrix b = Numbers.matrix(kernels, side, side, 1, 2);
    Matrix c = kernels.allocate(side, side);
    Runnable await = () -> kernels.download(c.rows(0, 1));
    double product = seconds(() -> kernels.gemm(1, a, false, b, false, 0, c), await);
    double copy = seconds(() -> kernels.copy(a, c), await);
    peak = 2.0 * side * side * side / product;
    bandwidth = 2.0 * Float.BYTES * side * side / copy;
    System.out.printf(
        Locale.ROOT, "ceilings: %.1f TFLOP/s, %.0f GB/s%n", peak / 1e12, bandwidth / 1e9);
  }

  private void measureLstm(int width) {
    try (TensorKernels kernels = backend.open(1)) {
      Lstm cell = new Lstm(kernels, 512 / shrink, 1, width, width);
      row(
          "lstm cell",
          width,
          cell.stepOperations(),
          cell.forwardBytes(),
          seconds(cell::step, cell::await));
    }
    try (TensorKernels kernels = backend.open(1)) {
      LstmWork step = new LstmWork(kernels, 512 / shrink, 20, width, 2048 / shrink);
      row(
          "lstm training step",
          width,
          step.operations(),
          step.bytes(),
          seconds(step::learn, step::await));
    }
    try (TensorKernels kernels = backend.open(1)) {
      List<Steps> batches = Lstm.mixed(MIXED, 512 / shrink, 20);
      LstmWork step =
          new LstmWork(kernels, new Lstm(kernels, batches, width, width), 2048 / shrink);
      row(
          "lstm step, mixed lengths",
          width,
          step.operations(),
          step.bytes(),
          seconds(step::learn, step::await));
    }
  }

  private void measureSoftmax(String name, int rows, int items, int width) {
    try (TensorKernels kernels = backend.open(1)) {
      SoftmaxWork work = new SoftmaxWork(kernels, rows, items, width);
      row(name, width, work.operations(), work.bytes(), seconds(work::learn, work::await));
    }
  }

  private void row(String name, int width, long operations, long bytes, double seconds) {
    double floor = Math.max(operations / peak, bytes / bandwidth);
    System.out.printf(
        Locale.ROOT,
        "%-28s %6d %9.3f %7.3f %7.1f%n",
        name,
        width,
        seconds * MILLI,
        floor * MILLI,
        seconds / floor);
  }

  /** The median time of {@code work}, after some that warm up. */
  private static double seconds(Runnable work, Runnable await) {
    double[] times = new double[REPEATS];
    for (int repeat = -REPEATS / 2; repeat < REPEATS; repeat++) {
      int count = 10;
      long begin = System.nanoTime();
      for (int i = 0; i < count; i++) {
        work.run();
      }
      await.run();
      if (repeat >= 0) {
        times[repeat] = (System.nanoTime() - begin) / 1e9 / count;
      }
    }
    Arrays.sort(times);
    return times[REPEATS / 2];
  }
}
