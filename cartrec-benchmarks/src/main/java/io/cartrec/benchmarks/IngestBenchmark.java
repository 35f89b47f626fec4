package io.cartrec.benchmarks;

import io.cartrec.data.Dataset;
import io.cartrec.io.EventReader;
import io.cartrec.io.OnError;
import io.cartrec.io.ReadReport;
import io.cartrec.testkit.ZipfShop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

/** Reading a CSV log of {@code session,item}, in the page cache, into a dataset: rows a second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx5g", "-XX:+UseSerialGC"})
@SuppressWarnings("NullAway.Init") // JMH calls prepare() before anything else
public class IngestBenchmark {

  @Param({"S", "M", "L"})
  public ZipfShop.Size size;

  private Path file;

  /** Writes the file if it is not there yet. */
  @Setup
  public void prepare() throws IOException {
    file = PreparedFiles.events(size);
  }

  @Benchmark
  public Dataset csv(Counters.Rows counter) throws IOException {
    Dataset data = EventReader.csv().onError(OnError.FAIL).dataset(List.of(file), new ReadReport());
    counter.rows += data.rows();
    return data;
  }
}
