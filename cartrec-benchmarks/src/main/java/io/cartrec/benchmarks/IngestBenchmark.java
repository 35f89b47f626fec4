package io.cartrec.benchmarks;

import io.cartrec.data.Dataset;
import io.cartrec.io.EventReader;
import io.cartrec.io.OnError;
import io.cartrec.io.ReadReport;
import io.cartrec.testkit.ZipfShop;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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

  /** What JMH reports beside the number of files. */
  @State(Scope.Thread)
  @AuxCounters
  public static class Counters {
    public long rows;
  }

  @Setup
  public void prepare() throws IOException {
    file = Files.createTempFile("cartrec-benchmark", ".csv");
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      writer.write("session,item\n");
      ZipfShop.of(size, 42).events().forEach(event -> {
        try {
          writer.write(event.sessionId().orElseThrow() + "," + event.itemId() + "\n");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
  }

  @TearDown
  public void delete() throws IOException {
    Files.delete(file);
  }

  @Benchmark
  public Dataset csv(Counters counters) throws IOException {
    Dataset data = EventReader.csv().onError(OnError.FAIL).dataset(List.of(file), new ReadReport());
    counters.rows += data.rows();
    return data;
  }
}
