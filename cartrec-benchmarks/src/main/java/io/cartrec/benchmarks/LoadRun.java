package io.cartrec.benchmarks;

import io.cartrec.Recommender;
import io.cartrec.internal.Parallel;
import io.cartrec.recommend.Recommenders;
import io.cartrec.testkit.ZipfShop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Optional;

/**
 * Latency under load: {@code java -cp benchmarks.jar io.cartrec.benchmarks.LoadRun [-p
 * model=item-knn,session-knn] [-p size=M] [-p cart=5] [-p rate=1000,2000] [-t THREADS] [-w WARMUP] [-r TIME]
 * [-rff FILE]}, the options of JMH. Asks an {@link OpenLoop} at each rate; unless rates are given, from 100 to
 * 5,000,000 a second in steps of 1, 2, 5, up to the first that the threads cannot hold. Prints a line for
 * each rate, and writes what JMH would write of a benchmark that samples the time.
 */
final class LoadRun {

  private static final double HELD = 0.95; // share of a rate that must be achieved
  private static final List<String> STEPS = Stream.of("00", "000", "0000", "00000", "000000")
      .flatMap(zeros -> Stream.of("1" + zeros, "2" + zeros, "5" + zeros))
      .toList();
  private static final double MICRO = 1e3;

  private final Options options;
  private final int threads;
  private final List<RunResult> results = new ArrayList<>();

  private LoadRun(Options options) {
    this.options = options;
    int given = options.getThreads().orElse(Threads.MAX);
    this.threads = given == Threads.MAX ? Runtime.getRuntime().availableProcessors() : given;
  }

  /** Runs for each model, size and cart. */
  public static void main(String[] args) throws IOException, CommandLineOptionException {
    Options options = new CommandLineOptions(args);
    LoadRun run = new LoadRun(options);
    for (String model : run.values("model", List.of("item-knn"))) {
      for (String size : run.values("size", List.of("M"))) {
        for (String cart : run.values("cart", List.of("5"))) {
          run.ask(model, ZipfShop.Size.valueOf(size), Integer.parseInt(cart));
        }
      }
    }
    if (options.getResult().hasValue()) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, options.getResult().get())
          .writeOut(run.results);
    }
  }

  private Collection<String> values(String name, List<String> otherwise) {
    return options.getParameter(name).orElse(otherwise);
  }

  private void ask(String model, ZipfShop.Size size, int cart) throws IOException {
    Recommender recommender = Recommenders.open(PreparedFiles.model(model, size));
    Requests requests = Requests.of(size, cart);
    LongConsumer answer = turn -> recommender.recommend(requests.at(turn));
    System.out.printf("%s, size %s, %d in the cart, %d threads%n", model, size, cart, threads);
    warmUp(answer);
    System.out.println("    rate/s  achieved/s    p50 µs    p99 µs  p99.9 µs");
    double seconds = seconds(options.getMeasurementTime());
    for (int rate : rates()) {
      long count = (long) Math.ceil(rate * seconds);
      OpenLoop.Outcome outcome =
          new OpenLoop(rate, count, threads).run(OpenLoop.Clock.SYSTEM, answer);
      print(rate, outcome);
      results.add(LoadResult.of(
          Map.of("model", model, "size", size.name(), "cart", cart + "", "rate", rate + ""),
          threads,
          time(options.getWarmupTime()),
          time(options.getMeasurementTime()),
          outcome));
      if (outcome.achieved() < HELD * rate) {
        break;
      }
    }
  }

  /** Those given, else all steps. */
  private List<Integer> rates() {
    return values("rate", STEPS).stream().map(Integer::valueOf).toList();
  }

  /** Has requests answered one after the other, by as many threads as later. */
  private void warmUp(LongConsumer answer) {
    long end = System.nanoTime() + (long) (seconds(options.getWarmupTime()) * 1e9);
    Parallel.forBlocks(threads, threads, 1, () -> (from, to) -> {
      for (long turn = 0; System.nanoTime() < end; turn++) {
        answer.accept(turn);
      }
    });
  }

  private static double seconds(Optional<TimeValue> given) {
    return time(given).convertTo(TimeUnit.MILLISECONDS) / 1e3;
  }

  private static TimeValue time(Optional<TimeValue> given) {
    return given.orElse(TimeValue.seconds(5));
  }

  private static void print(int rate, OpenLoop.Outcome outcome) {
    Histogram latency = outcome.latency();
    System.out.printf(
        Locale.ROOT,
        "%10d %11.0f %9.1f %9.1f %9.1f%n",
        rate,
        outcome.achieved(),
        latency.getValueAtPercentile(50) / MICRO,
        latency.getValueAtPercentile(99) / MICRO,
        latency.getValueAtPercentile(99.9) / MICRO);
  }
}
