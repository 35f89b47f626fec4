package io.cartrec.benchmarks.run;

import java.util.List;
import java.util.stream.Stream;

/**
 * The table of what there is to run. All suites but {@value #PEERS} together are to take less than ten
 * minutes in short mode, on two cores that have nothing else to do.
 */
final class Suites {

  private static final String JMH = "org.openjdk.jmh.Main";
  private static final String PEERS = "peers";

  /** The machine's own limits, measured first in every round, on one thread and on all. */
  private static final List<Row> LIMITS = Stream.of("-t 1", "-t max")
      .map(threads -> ours(
          "limits",
          "LimitsBenchmark",
          List.of(threads, "-wi 1", "-i 2"),
          List.of(threads, "-w 1s", "-r 1s")))
      .toList();

  private static final List<Row> ROWS = List.of(
      ours(
          "recommend",
          "ItemKnnBenchmark",
          List.of("size=M", "-bm sample"),
          List.of("size=S,M,L", "-bm sample")),
      ours(
          "recommend",
          "ItemKnnBenchmark.itemKnn$",
          List.of("size=M", "-bm thrpt"),
          List.of("size=S,M,L", "-bm thrpt")),
      ours(
          "recommend",
          "RecommendBenchmark.recommend$",
          List.of("model=item-knn,session-knn", "size=S,M", "cart=5,100", "-prof gc"),
          List.of("model=item-knn,session-knn", "size=S,M,L", "cart=1,5,20,100", "-prof gc")),
      ours(
          "recommend",
          "RecommendBenchmark.recommend$",
          List.of("model=ials,lstm,autoencoder", "size=S", "cart=5", "-prof gc"),
          List.of(
              "model=ials,ease,lstm,lstm:items=int8,autoencoder,alpha-beta:signals=item-knn + session-knn",
              "size=S,M",
              "cart=1,5,20,100",
              "-prof gc")),
      ours(
          "recommend",
          "RecommendBenchmark.*",
          List.of("model=item-knn", "size=M", "cart=5", "-bm thrpt"),
          List.of("model=item-knn,session-knn,lstm", "size=M", "cart=5", "-bm thrpt")),
      ours("recommend", "PipelineBenchmark", List.of("size=M"), List.of("size=S,M")),
      ours(
          "recommend",
          "SessionKnnBenchmark",
          List.of("setting=PAPER", "size=M"),
          List.of("size=M,L")),
      ours(
          "recommend",
          "ColdBenchmark",
          List.of("model=item-knn", "size=M", "-wi", "-i"),
          List.of("size=S,M", "-wi", "-i")),
      new Row(
          "recommend",
          "",
          "io.cartrec.benchmarks.LoadRun",
          "LoadRun",
          List.of("model=item-knn", "size=M", "cart=5", "rate=1000,10000,50000", "-w 3s", "-r 1s"),
          List.of("model=item-knn,session-knn,lstm", "size=M", "cart=5", "-r 10s")),
      ours(
          "train",
          "TrainBenchmark",
          List.of("model=reference,item-knn,session-knn", "size=S,M", "threads=2", "-wi 1", "-i 2"),
          List.of("model=reference,item-knn,session-knn", "size=S,M,L", "threads=1,2", "-i 3")),
      ours(
          "train",
          "TrainBenchmark",
          List.of("model=ials:factors=64;solver=cg", "size=S", "threads=2", "-wi 0", "-i 1"),
          List.of(
              "model=ials:factors=64,ials:factors=64;solver=cg",
              "size=S,M",
              "threads=1,2",
              "-wi 1",
              "-i 2")),
      ours("load", "OpenBenchmark", List.of("size=S,M"), List.of("size=S,M,L")),
      ours(
          "ingest", "IngestBenchmark", List.of("size=S,M", "-wi 1", "-i 2"), List.of("size=S,M,L")),
      ours("kernels", "ScoringBenchmark", List.of("kernels=vector"), List.of()),
      ours("kernels", "ProductBenchmark.product$", List.of("shape=640x100x2048"), List.of()),
      ours("kernels", "KernelBenchmark", List.of("kernels=vector"), List.of()),
      peers("", "reference-cosine,item-knn-cosine,item-knn,session-knn,ials", "S,M", 2),
      peers("ranksys", "ranksys-item-knn", "S,M", 2),
      peers("ranksys", "ranksys-hkv", "S", 1),
      peers("mahout", "mahout-item-based", "S,M", 2),
      peers("lenskit", "lenskit-item-item", "S", 1),
      peers("librec", "librec-item-knn", "S", 1),
      peers("spark", "spark-als,spark-fp-growth", "S", 1),
      ours(
          PEERS,
          "KernelBenchmark.(lstmCell|sequencesForwardAndBack)|ProductBenchmark.product$",
          List.of("kernels=vector"),
          List.of("kernels=vector")),
      new Row(PEERS, "nd4j", JMH, "Nd4jBenchmark|OpenBlasBenchmark", List.of(), List.of()));

  private Suites() {}

  private static Row ours(String suite, String regex, List<String> brief, List<String> full) {
    return new Row(suite, "", JMH, regex, brief, full);
  }

  /** In full mode all learn once to warm up and twice to be measured; in short mode the slow ones once. */
  private static Row peers(String module, String names, String sizes, int times) {
    String peer = "peer=" + names;
    return new Row(
        PEERS,
        module,
        JMH,
        "PeerBenchmark",
        List.of(peer, "size=S", "-wi " + (times - 1), "-i " + times),
        List.of(peer, "size=" + sizes, "-wi 1", "-i 2"));
  }

  /** The names of all suites, in the order of the table. */
  static List<String> names() {
    return ROWS.stream().map(Row::suite).distinct().toList();
  }

  /** Those that are run if none is named. */
  static List<String> unlessNamed() {
    return names().stream().filter(name -> !name.equals(PEERS)).toList();
  }

  /** The limits and the rows of {@code suites}, in the order of the table. */
  static List<Row> rows(List<String> suites) {
    return Stream.concat(LIMITS.stream(), ROWS.stream().filter(row -> suites.contains(row.suite())))
        .toList();
  }
}
