package io.cartrec.benchmarks;

import io.cartrec.data.Dataset;
import io.cartrec.leastsquares.IalsConfig;
import io.cartrec.leastsquares.IalsTrainer;
import io.cartrec.model.Model;
import io.cartrec.model.TrainingOptions;
import io.cartrec.testkit.ZipfShop;
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

/** Ten iterations of {@code ials} at rank 64, from a dataset in memory to a model in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx5g", "-XX:+UseParallelGC"})
@SuppressWarnings("NullAway.Init") // JMH calls prepare() before anything else
public class IalsBenchmark {

  @Param({"S", "M"})
  public ZipfShop.Size size;

  @Param({"EXACT", "CG"})
  public IalsConfig.Solver solver;

  @Param({"1", "2"})
  public int threads;

  private Dataset data;

  @Setup
  public void prepare() {
    data = ZipfShop.of(size, 42).dataset();
  }

  @Benchmark
  public Model train() {
    IalsConfig config = IalsConfig.defaults().withFactors(64).withIterations(10).withSolver(solver);
    return new IalsTrainer(config).train(data, TrainingOptions.defaults().withThreads(threads));
  }
}
