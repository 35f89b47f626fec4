package io.cartrec.benchmarks;

import io.cartrec.Cart;
import io.cartrec.ItemFeatures;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.Recommender;
import io.cartrec.data.Catalog;
import io.cartrec.data.Dataset;
import io.cartrec.data.IdIndex;
import io.cartrec.model.Model;
import io.cartrec.recommend.RecommenderOptions;
import io.cartrec.recommend.Recommenders;
import io.cartrec.spi.ModelProviders;
import io.cartrec.testkit.ZipfShop;
import java.io.IOException;
import java.nio.IntBuffer;
import java.util.List;
import java.util.Objects;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * One request for 20 items to the cosine of {@code item-knn} with 100 neighbours, opened from its file,
 * beside the bare reference, which keeps and adds up the same numbers: latency with its percentiles, and
 * throughput. Carts are new ones of the same shop, as long as its carts are; see {@link Requests} for what
 * asking the same again and again flatters.
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
public class ItemKnnBenchmark {

  private static final int QUERIES = 1 << 12;
  private static final int CATEGORIES = 1000;

  @Param({"S", "M", "L"})
  public ZipfShop.Size size;

  private List<Cart> carts;
  private Model model;
  private Recommender recommender;
  private List<RecommendationRequest> plain;
  private List<RecommendationRequest> filtered;
  private int[] neighbors; // of all items of a cart

  /** One thread's way through the queries. */
  @State(Scope.Thread)
  public static class Cursor {
    private int at;

    int next() {
      return at++ & (QUERIES - 1);
    }
  }

  /** A shop that knows the categories of its items. */
  @State(Scope.Benchmark)
  public static class Categories {
    private Recommender recommender;
    private List<RecommendationRequest> narrow;

    @Setup
    public void prepare(ItemKnnBenchmark benchmark) {
      Catalog catalog = catalog(benchmark.model.base().items());
      recommender =
          Recommenders.of(benchmark.model, RecommenderOptions.defaults().withCatalog(catalog));
      narrow = IntStream.range(0, QUERIES)
          .mapToObj(query -> inCategory(benchmark.plain.get(query), category(query)))
          .toList();
    }
  }

  /** The reference and its queries. */
  @State(Scope.Benchmark)
  public static class Reference {
    private ReferenceItemKnn reference;
    private int[][] codes;

    @Setup
    public void prepare(ItemKnnBenchmark benchmark) {
      Dataset data = Shops.of(benchmark.size).dataset();
      reference = ReferenceItemKnn.build(data.baskets(), 100, 1);
      codes = benchmark.carts.stream()
          .map(cart -> Requests.codes(cart, data.items()))
          .toArray(int[][]::new);
    }
  }

  /** One thread's scratch space of the reference. */
  @State(Scope.Thread)
  public static class Scratch {
    private ReferenceItemKnn.Session session;

    @Setup
    public void prepare(Reference shared) {
      session = shared.reference.session(Requests.LIMIT);
    }
  }

  /** Opens the model, which is trained first if it is not there yet. */
  @Setup
  public void prepare() throws IOException {
    model = ModelProviders.installed().open(PreparedFiles.model(TrainBenchmark.COSINE, size));
    recommender = Recommenders.of(model);
    carts = Shops.of(size).queries(QUERIES);
    plain = carts.stream()
        .map(cart -> RecommendationRequest.of(cart).limit(Requests.LIMIT))
        .toList();
    filtered = plain.stream()
        .map(request -> request.where(item -> PipelineBenchmark.isSold(item.id())))
        .toList();
    IntBuffer begin =
        Objects.requireNonNull(model.tensors().get("neighbors.begin")).ints();
    neighbors = carts.stream()
        .mapToInt(cart -> IntStream.of(Requests.codes(cart, model.base().items()))
            .map(item -> begin.get(item + 1) - begin.get(item))
            .sum())
        .toArray();
  }

  /** Each neighbour of the cart's items has its score somewhere in memory. */
  @Benchmark
  public Recommendations itemKnn(Cursor cursor, Counters.Loads counter) {
    int query = cursor.next();
    counter.loads += neighbors[query];
    return recommender.recommend(plain.get(query));
  }

  /** With a filter that rejects a fifth of the catalogue. */
  @Benchmark
  public Recommendations filtered(Cursor cursor) {
    return recommender.recommend(filtered.get(cursor.next()));
  }

  /** With a filter on a category of the catalogue that holds a thousandth of it, another for each request. */
  @Benchmark
  public Recommendations narrow(Cursor cursor, Categories categories) {
    return categories.recommender.recommend(categories.narrow.get(cursor.next()));
  }

  /** Dense codes in and out, no ids, no rules, no file. */
  @Benchmark
  public int[] reference(Cursor cursor, Reference shared, Scratch scratch) {
    return scratch.session.recommend(shared.codes[cursor.next()]);
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
}
