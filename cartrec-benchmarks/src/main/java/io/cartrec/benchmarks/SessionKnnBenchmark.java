package io.cartrec.benchmarks;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.Recommender;
import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.neighbors.session.SessionKnnConfig;
import io.cartrec.neighbors.session.SessionKnnTrainer;
import io.cartrec.recommend.Recommenders;
import io.cartrec.spi.ModelProviders;
import io.cartrec.testkit.ZipfShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

/**
 * One request for 20 items to {@code session-knn}, opened from its file, with the 100 of 500 sessions of
 * the paper and with the library's defaults, beside the bare reference, which looks at as many sessions and
 * as many entries. Queries are new carts of the same shop, the same few again and again; see {@link
 * Requests} for what that flatters.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx6g", "-XX:+UseSerialGC"})
@SuppressWarnings("NullAway.Init") // JMH calls prepare() before anything else
public class SessionKnnBenchmark {

  private static final int QUERIES = 1 << 12;

  /** Which settings. */
  public enum Setting {
    /** 100 of 500 sessions, as in the paper. */
    PAPER,
    /** What the library ships, asked for what follows a session. */
    SESSIONS,
    /** What the library ships, asked for what completes a cart. */
    CARTS
  }

  @Param({"M", "L"})
  public ZipfShop.Size size;

  @Param
  public Setting setting;

  private Recommender recommender;
  private ReferenceSessionKnn reference;
  private List<RecommendationRequest> requests;
  private int[][] codes;

  /** One thread's way through the queries, and its scratch space of the reference. */
  @State(Scope.Thread)
  public static class Cursor {
    private int at;
    private ReferenceSessionKnn.Session session;

    @Setup
    public void prepare(SessionKnnBenchmark benchmark) {
      SessionKnnConfig config = benchmark.config();
      session = benchmark.reference.session(config.sample(), config.neighbors(), Requests.LIMIT);
    }

    int next() {
      return at++ & (QUERIES - 1);
    }
  }

  /** Trains, saves and opens. */
  @Setup
  public void prepare() throws IOException {
    ZipfShop shop = Shops.of(size);
    Dataset data = shop.dataset();
    Path file = Files.createTempFile("cartrec-benchmark", ".cartrec");
    new SessionKnnTrainer(config()).train(data).save(file);
    Model model = ModelProviders.installed().open(file);
    Files.delete(file);
    recommender = Recommenders.of(model);
    reference = new ReferenceSessionKnn(data.baskets(), config().itemSample());
    List<Cart> carts = shop.queries(QUERIES);
    requests = carts.stream().map(this::request).toList();
    codes = carts.stream()
        .map(cart -> lookedAt(Requests.codes(cart, data.items())))
        .toArray(int[][]::new);
  }

  /** Through the public API. */
  @Benchmark
  public Recommendations sessionKnn(Cursor cursor) {
    return recommender.recommend(requests.get(cursor.next()));
  }

  /** Dense codes in and out, no ids, no rules, no file. */
  @Benchmark
  public int[] reference(Cursor cursor) {
    return cursor.session.recommend(codes[cursor.next()]);
  }

  private SessionKnnConfig config() {
    return setting == Setting.PAPER ? SessionKnnConfig.vmisKnn() : SessionKnnConfig.defaults();
  }

  private int[] lookedAt(int[] cart) {
    int entries = setting == Setting.CARTS ? cart.length : config().lastItems();
    return Arrays.copyOfRange(cart, Math.max(0, cart.length - entries), cart.length);
  }

  private RecommendationRequest request(Cart cart) {
    RecommendationRequest request = setting == Setting.CARTS
        ? RecommendationRequest.of(cart)
        : RecommendationRequest.of(Cart.empty()).session(views(cart));
    return request.limit(Requests.LIMIT);
  }

  static List<Event> views(Cart cart) {
    return cart.lines().stream()
        .map(line -> Event.of(line.itemId(), EventType.VIEW))
        .toList();
  }
}
