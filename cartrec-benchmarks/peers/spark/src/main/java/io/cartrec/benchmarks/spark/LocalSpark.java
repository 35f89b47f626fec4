package io.cartrec.benchmarks.spark;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Spark in this JVM, started once. */
final class LocalSpark {

  private static final int THREADS = 2;

  private LocalSpark() {}

  static SparkSession session() {
    return SparkSession.builder()
        .master("local[" + THREADS + "]")
        .config("spark.ui.enabled", false)
        .config("spark.driver.host", "localhost")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", THREADS)
        .getOrCreate();
  }

  /** A table in the memory of the executors. */
  static Dataset<Row> table(List<Row> rows, StructType schema) {
    SparkSession session = session();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    Dataset<Row> table =
        session.createDataFrame(context.parallelize(rows, THREADS), schema).cache();
    table.count();
    return table;
  }

  /** The {@code limit} items of the highest scores above 0, best first, none of them in the cart. */
  static int[] best(double[] scores, int[] cart, int limit) {
    for (int item : cart) {
      scores[item] = 0;
    }
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    double least = Math.max(sorted[Math.max(0, sorted.length - limit)], Double.MIN_VALUE);
    return IntStream.range(0, scores.length)
        .filter(item -> scores[item] >= least)
        .boxed()
        .sorted((a, b) -> Double.compare(scores[b], scores[a]))
        .limit(limit)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
