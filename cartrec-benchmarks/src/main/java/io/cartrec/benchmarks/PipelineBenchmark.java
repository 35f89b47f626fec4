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
import org.openjdk.jmh.annotations.Warmup;

/**
 * A request with a rule that bars a fifth of the catalogue and a reason for each item, to one model and to
 * a blend of two; beside the same without rule and reasons.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx5g", "-XX:+UseSerialGC"})
@SuppressWarnings("NullAway.Init") // JMH calls prepare() before anything else
public class PipelineBenchmark {

  @Param({"item-knn", "alpha-beta:signals=item-knn + session-knn"})
  public String model;

  @Param({"S", "M"})
  public ZipfShop.Size size;

  @Param("5")
  public int cart;

  private Recommender recommender;
  private Requests plain;
  private Requests full;
  private long turn;

  /** Opens the model, which is trained first if it is not there yet. */
  @Setup
  public void prepare() throws IOException {
    recommender = Recommenders.open(PreparedFiles.model(model, size));
    plain = Requests.of(size, cart);
    full = Requests.of(
        size, cart, request -> request.where(item -> isSold(item.id())).withReasons());
  }

  @Benchmark
  public Recommendations full() {
    return recommender.recommend(full.at(turn++));
  }

  @Benchmark
  public Recommendations plain() {
    return recommender.recommend(plain.at(turn++));
  }

  /** All but a fifth of the catalogue. */
  static boolean isSold(String id) {
    return id.charAt(id.length() - 1) >= '2';
  }
}
