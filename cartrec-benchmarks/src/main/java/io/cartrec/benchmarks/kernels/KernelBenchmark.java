package io.cartrec.benchmarks.kernels;

import io.cartrec.benchmarks.Counters;
import io.cartrec.neural.kernel.TensorKernels;
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
 * What training a net of width 100 is made of, by each implementation of the kernels on one thread. Every
 * invocation waits until its numbers are there. Operations are those of the products, reckoned from the
 * shapes by {@link Lstm}, {@link LstmWork} and {@link SoftmaxWork}.
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
public class KernelBenchmark {

  private static final int WIDTH = 100;

  /** See {@link Kernels#usable}. */
  @Param({Kernels.PLAIN, Kernels.VECTOR})
  public String kernels;

  private TensorKernels opened;

  @Setup
  public void prepare() {
    opened = Kernels.open(kernels);
  }

  @TearDown
  public void close() {
    opened.close();
  }

  /** 256 rows, input 100, state 256. */
  @State(Scope.Benchmark)
  public static class Cell {
    private Lstm net;

    @Setup
    public void prepare(KernelBenchmark benchmark) {
      net = new Lstm(benchmark.opened, 256, 1, WIDTH, 256);
    }
  }

  /** One step of an LSTM cell: a product of the input and one of the state, and the gates. */
  @Benchmark
  public void lstmCell(Cell cell, Counters.Flops counter) {
    cell.net.step();
    cell.net.await();
    counter.flops += cell.net.stepOperations();
  }

  /** 32 sequences of 20 steps. */
  @State(Scope.Benchmark)
  public static class Sequences {
    private Lstm net;

    @Setup
    public void prepare(KernelBenchmark benchmark) {
      net = new Lstm(benchmark.opened, 32, 20, WIDTH, WIDTH);
    }
  }

  /** The way forward alone. */
  @Benchmark
  public void sequencesForward(Sequences sequences, Counters.Flops counter) {
    sequences.net.forward();
    sequences.net.await();
    counter.flops += sequences.net.forwardOperations();
  }

  /** Forward, back, and the products for the gradients of weights and inputs. */
  @Benchmark
  public void sequencesForwardAndBack(Sequences sequences, Counters.Flops counter) {
    sequences.net.forwardAndBackward();
    sequences.net.await();
    counter.flops += sequences.net.forwardOperations() + sequences.net.backwardOperations();
  }

  /** 32 sequences of 20 of 100,000 items, 2,048 of them drawn. */
  @State(Scope.Benchmark)
  public static class Training {
    private LstmWork work;

    @Setup
    public void prepare(KernelBenchmark benchmark) {
      work = new LstmWork(benchmark.opened, 32, 20, WIDTH, 2048);
    }
  }

  /** A whole step of training: embeddings, LSTM and softmax, there and back, and Adam. */
  @Benchmark
  public double trainingStep(Training training, Counters.Flops counter) {
    counter.flops += training.work.operations();
    return training.work.learn();
  }

  /** 640 states, 2,048 drawn items. */
  @State(Scope.Benchmark)
  public static class Sampled {
    private SoftmaxWork work;

    @Setup
    public void prepare(KernelBenchmark benchmark) {
      work = new SoftmaxWork(benchmark.opened, 640, 2048, WIDTH);
    }
  }

  /** A softmax over drawn items, its loss and the gradients. */
  @Benchmark
  public double sampledSoftmax(Sampled sampled, Counters.Flops counter) {
    counter.flops += sampled.work.operations();
    return sampled.work.learn();
  }

  /** 64 states, 100,000 items. */
  @State(Scope.Benchmark)
  public static class Full {
    private SoftmaxWork work;

    @Setup
    public void prepare(KernelBenchmark benchmark) {
      work = new SoftmaxWork(benchmark.opened, 64, 100_000, WIDTH);
    }
  }

  /** A softmax over all items, its loss and the gradients. */
  @Benchmark
  public double fullSoftmax(Full full, Counters.Flops counter) {
    counter.flops += full.work.operations();
    return full.work.learn();
  }
}
