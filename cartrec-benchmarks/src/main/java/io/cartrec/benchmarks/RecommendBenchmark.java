package io.cartrec.benchmarks;

import io.cartrec.Recommendations;
import io.cartrec.Recommender;
import io.cartrec.recommend.Recommenders;
import io.cartrec.testkit.ZipfShop;
import java.io.IOException;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One request through the public API to any model, opened from its file and warm, by the length of the
 * cart; see {@link Requests} for what is asked, and {@link ServedModel} for how little the models learned.
 *
 * <p>Size L is left to those who name a model, as in {@code -p size=L -p model=item-knn,session-knn}: for a
 * million items {@code ease} has no closed form but as many systems to solve, and even one iteration of
 * {@code ials} goes through five million carts.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx5g", "-XX:+UseSerialGC", "--add-modules", "jdk.incubator.vector"})
@SuppressWarnings("NullAway.Init") // JMH calls prepare() before anything else
public class RecommendBenchmark {

  @Param({
    "item-knn",
    "session-knn",
    "ease",
    "ials",
    "lstm",
    "lstm:items=int8",
    "autoencoder",
    "alpha-beta:signals=item-knn + session-knn"
  })
  public String model;

  @Param({"S", "M"})
  public ZipfShop.Size size;

  @Param({"1", "5", "20", "100"})
  public int cart;

  private Recommender recommender;
  private Requests requests;

  /** One thread's way through the requests. */
  @State(Scope.Thread)
  public static class Cursor {
    private long turn;
  }

  /** Opens the model, which is trained first if it is not there yet. */
  @Setup
  public void prepare() throws IOException {
    recommender = Recommenders.open(PreparedFiles.model(model, size));
    requests = Requests.of(size, cart);
  }

  @Benchmark
  public Recommendations recommend(Cursor cursor) {
    return recommender.recommend(requests.at(cursor.turn++));
  }

  /** The same by two threads that share the recommender. */
  @Benchmark
  @Threads(2)
  public Recommendations recommendOnTwo(Cursor cursor) {
    return recommender.recommend(requests.at(cursor.turn++));
  }
}
