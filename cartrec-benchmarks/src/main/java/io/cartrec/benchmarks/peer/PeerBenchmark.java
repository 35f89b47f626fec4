package io.cartrec.benchmarks.peer;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
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
 * A peer on a shop: loading its baskets, learning from them, and one request for {@value #LIMIT} items,
 * carts in turn. Before requests are timed, {@link Quality} is measured and written beside the shop.
 *
 * <p>Shops are folders in the one that the system property {@code shops} names, {@code target/shops}
 * unless it is set. The JVM sees two processors, whatever the machine has.
 */
@State(Scope.Benchmark)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx10g", "-XX:+UseParallelGC", "-XX:ActiveProcessorCount=2"})
@SuppressWarnings("NullAway.Init") // JMH fills in the parameters
public class PeerBenchmark {

  private static final int LIMIT = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** The name of a peer on the class path. */
  @Param("item-knn")
  public String peer;

  /** The name of a shop: S, M or L of the generator, or one made of real events. */
  @Param("S")
  public String size;

  /** A shop in memory. */
  @State(Scope.Benchmark)
  public static class Baskets {
    private Peer peer;
    private int items;
    private int[][] baskets;

    @Setup
    public void prepare(PeerBenchmark benchmark) throws IOException {
      Shop shop = Shop.read(benchmark.folder());
      peer = benchmark.peer();
      items = shop.items();
      baskets = shop.baskets();
    }
  }

  /** A shop as the peer wants it. */
  @State(Scope.Benchmark)
  public static class Loaded {
    private Peer.Training training;

    @Setup
    public void prepare(PeerBenchmark benchmark) throws IOException {
      Shop shop = Shop.read(benchmark.folder());
      training = benchmark.peer().load(shop.items(), shop.baskets());
    }
  }

  /** A peer that has learnt a shop, and its carts. */
  @State(Scope.Benchmark)
  public static class Answering {
    private Peer.Built built;
    private int[][] carts;
    private int at;

    @Setup
    public void prepare(PeerBenchmark benchmark) throws IOException {
      Peer peer = benchmark.peer();
      long before = heapInUse();
      built = learn(peer, Shop.read(benchmark.folder()));
      long heap = Math.max(0, heapInUse() - before);
      Shop shop = Shop.read(benchmark.folder());
      Quality.of(built, shop, LIMIT, PATIENCE).write(benchmark.folder(), peer, heap);
      carts = shop.carts();
    }

    private static Peer.Built learn(Peer peer, Shop shop) {
      return peer.load(shop.items(), shop.baskets()).build();
    }

    private int[] next() {
      at = at + 1 == carts.length ? 0 : at + 1;
      return carts[at];
    }
  }

  /** From arrays of item numbers to the peer's own form. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Warmup(iterations = 1)
  @Measurement(iterations = 2)
  public Peer.Training load(Baskets shop) {
    return shop.peer.load(shop.items, shop.baskets);
  }

  /** From the peer's own form to what answers. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Warmup(iterations = 1)
  @Measurement(iterations = 2)
  public Peer.Built build(Loaded shop) {
    return shop.training.build();
  }

  /** One cart. */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  @Warmup(iterations = 3, time = 2)
  @Measurement(iterations = 5, time = 2)
  public int[] recommend(Answering shop) {
    return shop.built.recommend(shop.next(), LIMIT);
  }

  private Path folder() {
    return Path.of(System.getProperty("shops", "target/shops"), size);
  }

  private Peer peer() {
    List<String> names = new ArrayList<>();
    for (Peer found : ServiceLoader.load(Peer.class)) {
      if (found.name().equals(peer)) {
        return found;
      }
      names.add(found.name());
    }
    throw new IllegalArgumentException(
        "peer must be one of " + names + " on this class path but was " + peer);
  }

  /** After a full collection; good to a megabyte. */
  private static long heapInUse() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
