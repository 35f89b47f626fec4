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

  private Recommender recommender;
  private Recommender withCatalog;
  private ReferenceItemKnn reference;
  private List<RecommendationRequest> plain;
  private List<RecommendationRequest> filtered;
  private List<RecommendationRequest> narrow;
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
    public void prepare(ItemKnnBenchmark benchmark) {
      session = benchmark.reference.session(Requests.LIMIT);
    }
  }

  /** Opens the model, which is trained first if it is not there yet, and builds the reference. */
  @Setup
  public void prepare() throws IOException {
    ZipfShop shop = ZipfShop.of(size, 42);
    Dataset data = shop.dataset();
    Model model = ModelProviders.installed().open(PreparedFiles.model(TrainBenchmark.COSINE, size));
    recommender = Recommenders.of(model);
    withCatalog =
        Recommenders.of(model, RecommenderOptions.defaults().withCatalog(catalog(data.items())));
    reference = ReferenceItemKnn.build(data.baskets(), 100, 1);
    List<Cart> carts = shop.queries(QUERIES);
    plain = carts.stream()
        .map(cart -> RecommendationRequest.of(cart).limit(Requests.LIMIT))
        .toList();
    filtered = plain.stream()
        .map(request -> request.where(item -> PipelineBenchmark.isSold(item.id())))
        .toList();
    narrow = IntStream.range(0, QUERIES)
        .mapToObj(query -> inCategory(plain.get(query), category(query)))
        .toList();
    codes = carts.stream().map(cart -> Requests.codes(cart, data)).toArray(int[][]::new);
  }

  @Benchmark
  public Recommendations itemKnn(Cursor cursor) {
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

  /** Dense codes in and out, no ids, no rules, no file. */
  @Benchmark
  public int[] reference(Cursor cursor, Scratch scratch) {
    return scratch.session.recommend(codes[cursor.next()]);
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
