package io.cartrec.benchmarks;

import io.cartrec.model.Model;
import io.cartrec.model.Verification;
import io.cartrec.spi.ModelProviders;
import io.cartrec.testkit.ZipfShop;
import java.io.IOException;
import java.nio.file.Files;
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

/**
 * Opening a model whose file is in the page cache: models a second, and bytes where all of them are read
 * to verify the file.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx5g", "-XX:+UseSerialGC"})
@SuppressWarnings("NullAway.Init") // JMH calls prepare() before anything else
public class OpenBenchmark {

  private static final int OPENS_PER_COLLECTION = 500;

  @Param("item-knn")
  public String model;

  @Param({"S", "M", "L"})
  public ZipfShop.Size size;

  @Param({"FULL", "TRUSTED"})
  public Verification verification;

  private Path file;
  private long fileSize;
  private ModelProviders providers;
  private int opens;

  /** Trains the model if it is not there yet. */
  @Setup
  public void prepare() throws IOException {
    file = PreparedFiles.model(model, size);
    fileSize = Files.size(file);
    providers = ModelProviders.installed();
  }

  /** Files are unmapped by the collector only, and a process may map some ten thousand. Not timed. */
  @Setup(Level.Invocation)
  public void unmap() {
    if (++opens % OPENS_PER_COLLECTION == 0) {
      System.gc();
    }
  }

  @Benchmark
  public Model open(Counters.Bytes counter) throws IOException {
    counter.bytes += verification == Verification.FULL ? fileSize : 0;
    return providers.open(file, verification);
  }
}
