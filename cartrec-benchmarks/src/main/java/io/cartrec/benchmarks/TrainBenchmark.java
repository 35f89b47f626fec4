package io.cartrec.benchmarks;

import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.TrainingOptions;
import io.cartrec.neighbors.ItemKnnConfig;
import io.cartrec.neighbors.ItemKnnModel;
import io.cartrec.neighbors.ItemKnnTrainer;
import io.cartrec.neighbors.session.SessionKnnConfig;
import io.cartrec.neighbors.session.SessionKnnTrainer;
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

/**
 * Training the cosine of {@code item-knn} with 100 neighbours, and the index of {@code session-knn}, from a dataset in memory to a model in
 * memory.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx5g", "-XX:+UseParallelGC"})
@SuppressWarnings("NullAway.Init") // JMH calls prepare() before anything else
public class BuildBenchmark {

  @Param({"S", "M", "L"})
  public ZipfShop.Size size;

  @Param({"1", "2"})
  public int threads;

  private Dataset data;

  @Setup
  public void prepare() {
    data = ZipfShop.of(size, 42).dataset();
  }

  @Benchmark
  public ItemKnnModel itemKnn() {
    return new ItemKnnTrainer(ItemKnnConfig.cosine())
        .train(data, TrainingOptions.defaults().withThreads(threads));
  }

  /** The index of {@code session-knn}. */
  @Benchmark
  public Model sessionKnn() {
    return new SessionKnnTrainer(SessionKnnConfig.defaults())
        .train(data, TrainingOptions.defaults().withThreads(threads));
  }

  @Benchmark
  public Object reference() {
    return ReferenceItemKnn.build(data.baskets(), 100, threads);
  }
}
