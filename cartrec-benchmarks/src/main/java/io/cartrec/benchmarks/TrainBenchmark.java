package io.cartrec.benchmarks;

import io.cartrec.data.Dataset;
import io.cartrec.eval.ModelSpec;
import io.cartrec.model.Model;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingOptions;
import io.cartrec.spi.ModelProviders;
import io.cartrec.testkit.ZipfShop;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
 * Training, from a dataset in memory to a model in memory: any model, as the command line names it but with
 * {@code ;} for {@code ,}, and {@code reference}, the {@link ReferenceItemKnn} of 100 neighbours, which
 * counts what {@value #COSINE} does. {@code ials} runs its ten iterations.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx5g", "-XX:+UseParallelGC", "--add-modules", "jdk.incubator.vector"})
@SuppressWarnings("NullAway.Init") // JMH calls prepare() before anything else
public class TrainBenchmark {

  private static final String REFERENCE = "reference";
  /** The plain cosine with 100 neighbours. */
  static final String COSINE =
      "item-knn:shrinkage=0;context-damping=0.5;values=binary;prediction=sum";

  @Param({
    REFERENCE,
    COSINE,
    "item-knn",
    "session-knn",
    "ials:factors=64",
    "ials:factors=64;solver=cg"
  })
  public String model;

  @Param({"S", "M"})
  public ZipfShop.Size size;

  @Param({"1", "2"})
  public int threads;

  private Supplier<Object> training;

  /** Makes the data. */
  @Setup
  public void prepare() {
    Dataset data = Shops.of(size).dataset();
    if (model.equals(REFERENCE)) {
      training = () -> ReferenceItemKnn.build(data.baskets(), 100, threads);
    } else {
      ModelSpec spec = ServedModel.parse(model);
      Trainer<? extends Model> trainer =
          ModelProviders.installed().trainer(spec.name(), spec.parameters());
      training = () -> trainer.train(data, TrainingOptions.defaults().withThreads(threads));
    }
  }

  @Benchmark
  public Object train() {
    return training.get();
  }
}
