package io.cartrec.benchmarks;

import io.cartrec.Recommendations;
import io.cartrec.Recommender;
import io.cartrec.model.Verification;
import io.cartrec.recommend.Recommenders;
import io.cartrec.spi.ModelProviders;
import io.cartrec.testkit.ZipfShop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The first request to a model that was just opened, unverified, so that nothing of it was read: its pages
 * are not mapped yet, scratch space is not there, and the processor's caches were swept. That is as cold as
 * Java can make it: the file may still lie in the memory of the operating system.
 *
 * <p>Each invocation counts alone. Where {@code -wi} and {@code -i} are given they must be those below; it is
 * forks that make more of {@code firstOfProcess}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 5,
    jvmArgsAppend = {"-Xmx5g", "-XX:+UseSerialGC", "--add-modules", "jdk.incubator.vector"})
@SuppressWarnings("NullAway.Init") // JMH calls prepare() before anything else
public class ColdBenchmark {

  private static final int LARGER_THAN_CACHES = 1 << 28; // bytes

  @Param({"item-knn", "session-knn", "ease", "lstm"})
  public String model;

  @Param({"S", "M"})
  public ZipfShop.Size size;

  @Param("5")
  public int cart;

  private Path file;
  private Requests requests;
  private byte[] sweep;
  private Recommender recommender;
  private long turn;

  /** Trains the model if it is not there yet. */
  @Setup
  public void prepare() throws IOException {
    file = PreparedFiles.model(model, size);
    requests = Requests.of(size, cart);
    sweep = new byte[LARGER_THAN_CACHES];
  }

  /** Opens the file, and sweeps the caches. */
  @Setup(Level.Iteration)
  public void open(Blackhole hole) throws IOException {
    recommender = Recommenders.of(ModelProviders.installed().open(file, Verification.TRUSTED));
    for (int i = 0; i < sweep.length; i += 64) {
      sweep[i]++;
    }
    hole.consume(sweep);
  }

  /** By code that has answered two thousand requests before. */
  @Benchmark
  @Warmup(iterations = 2, batchSize = 1000)
  @Measurement(iterations = 20)
  public Recommendations firstAfterOpening() {
    return recommender.recommend(requests.at(turn++));
  }

  /** By code that is loaded, linked and interpreted for it: the first request of a process. */
  @Benchmark
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public Recommendations firstOfProcess() {
    return recommender.recommend(requests.at(turn++));
  }
}
