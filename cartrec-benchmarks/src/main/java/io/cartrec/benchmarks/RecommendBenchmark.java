package io.cartrec.benchmarks;

import io.cartrec.Cart;
import io.cartrec.CartLine;
import io.cartrec.ItemFeatures;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.Recommender;
import io.cartrec.data.Catalog;
import io.cartrec.data.Dataset;
import io.cartrec.data.IdIndex;
import io.cartrec.model.Model;
import io.cartrec.neighbors.ItemKnnConfig;
import io.cartrec.neighbors.ItemKnnTrainer;
import io.cartrec.neighbors.PopularityConfig;
import io.cartrec.neighbors.PopularityTrainer;
import io.cartrec.recommend.RecommenderOptions;
import io.cartrec.recommend.Recommenders;
import io.cartrec.spi.ModelProviders;
import io.cartrec.testkit.ZipfShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/**
 * One request for 20 items to the cosine of {@code item-knn} with 100 neighbours, opened from its file: latency with
 * its percentiles, and throughput. Carts are new ones of the same shop.
 *
 * <p>The requests are asked in turn, again and again. A server has just parsed the request it answers,
 * so that it lies in the processor's cache; here there are few enough of them to stay there, and equal
 * ids are one {@code String}. With many requests, waiting for the memory they lie in would be measured
 * too. What this flatters: the hash codes of ids are known already, and the rows of the model that no
 * cart of these asks for are never read.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.SampleTime, Mode.Throughput})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx5g", "-XX:+UseSerialGC"})
@SuppressWarnings("NullAway.Init") // JMH calls prepare() before anything else
public class RecommendBenchmark {

  private static final int QUERIES = 1 << 12;
  private static final int LIMIT = 20;
  private static final int CATEGORIES = 1000;

  @Param({"S", "M", "L"})
  public ZipfShop.Size size;

  private Path file;
  private Recommender recommender;
  private Recommender withCatalog;
  private Recommender popularity;
  private ReferenceItemKnn reference;
  private List<RecommendationRequest> plain;
  private List<RecommendationRequest> filtered;
  private List<RecommendationRequest> narrow;
  private List<RecommendationRequest> explained;
  private int[][] codes;

  /** One thread's way through the queries. */
  @State(Scope.Thread)
  public static class Cursor {
    private int at;

    int next() {
      return at++ & (QUERIES - 1);
    }
  }

  /** One thread's scratch space of the reference. */
  @State(Scope.Thread)
  public static class Scratch {
    private ReferenceItemKnn.Session session;

    @Setup
    public void prepare(RecommendBenchmark benchmark) {
      session = benchmark.reference.session(LIMIT);
    }
  }

  /** Trains, saves and opens. */
  @Setup
  public void prepare() throws IOException {
    ZipfShop shop = ZipfShop.of(size, 42);
    Dataset data = shop.dataset();
    file = Files.createTempFile("cartrec-benchmark", ".cartrec");
    new ItemKnnTrainer(ItemKnnConfig.cosine()).train(data).save(file);
    Model model = ModelProviders.installed().open(file);
    recommender = Recommenders.of(model);
    withCatalog =
        Recommenders.of(model, RecommenderOptions.defaults().withCatalog(catalog(data.items())));
    popularity = Recommenders.of(new PopularityTrainer(PopularityConfig.defaults()).train(data));
    reference = ReferenceItemKnn.build(data.baskets(), 100, 1);
    List<Cart> carts = shop.queries(QUERIES);
    plain =
        carts.stream().map(cart -> RecommendationRequest.of(cart).limit(LIMIT)).toList();
    filtered =
        plain.stream().map(request -> request.where(item -> isSold(item.id()))).toList();
    narrow = IntStream.range(0, QUERIES)
        .mapToObj(query -> inCategory(plain.get(query), category(query)))
        .toList();
    explained = plain.stream().map(RecommendationRequest::withReasons).toList();
    codes = carts.stream().map(cart -> codes(cart, data)).toArray(int[][]::new);
  }

  @TearDown
  public void delete() throws IOException {
    Files.delete(file);
  }

  @Benchmark
  public Recommendations plain(Cursor cursor) {
    return recommender.recommend(plain.get(cursor.next()));
  }

  /** With a filter that rejects a fifth of the catalogue. */
  @Benchmark
  public Recommendations filtered(Cursor cursor) {
    return recommender.recommend(filtered.get(cursor.next()));
  }

  /** With a filter on a category of the catalogue that holds a thousandth of it, another for each request. */
  @Benchmark
  public Recommendations narrow(Cursor cursor) {
    return withCatalog.recommend(narrow.get(cursor.next()));
  }

  @Benchmark
  public Recommendations explained(Cursor cursor) {
    return recommender.recommend(explained.get(cursor.next()));
  }

  /** Dense codes in and out, no ids, no rules, no file. */
  @Benchmark
  public int[] reference(Cursor cursor, Scratch scratch) {
    return scratch.session.recommend(codes[cursor.next()]);
  }

  /** The same question to the {@code popularity} model, not opened from a file. */
  @Benchmark
  public Recommendations popularity(Cursor cursor) {
    return popularity.recommend(plain.get(cursor.next()));
  }

  /** Every item in one of {@value #CATEGORIES} categories, dealt out in the order of item codes. */
  private static Catalog catalog(IdIndex ids) {
    return Catalog.of(IntStream.range(0, ids.size())
        .mapToObj(
            item -> ItemFeatures.of(ids.id(item)).inCategories(List.of(List.of(category(item)))))
        .toList());
  }

  private static RecommendationRequest inCategory(RecommendationRequest request, String category) {
    return request.where(item -> item.isIn(category));
  }

  private static String category(int number) {
    return "category-" + number % CATEGORIES;
  }

  private static boolean isSold(String id) {
    return id.charAt(id.length() - 1) >= '2';
  }

  private static int[] codes(Cart cart, Dataset data) {
    return cart.lines().stream()
        .map(CartLine::itemId)
        .filter(data.items()::contains)
        .mapToInt(id -> data.items().find(id).orElseThrow())
        .toArray();
  }
}
