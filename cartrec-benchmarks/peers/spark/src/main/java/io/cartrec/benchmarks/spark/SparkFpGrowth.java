package io.cartrec.benchmarks.spark;

import io.cartrec.benchmarks.peer.Peer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.ml.fpm.FPGrowth;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * FP-growth and its association rules. Spark says which items a cart's rules lead to in jobs, and in no
 * order: here the rules are collected and the items ordered by the highest confidence, so that finding
 * the rules is Spark's, but not what an answer costs.
 */
public final class SparkFpGrowth implements Peer {

  private static final double SUPPORT = 5e-4;
  private static final double CONFIDENCE = 0.01;

  @Override
  public String name() {
    return "spark-fp-growth";
  }

  @Override
  public String settings() {
    return "Spark MLlib 4.1.0 FP-growth, local[2]: support " + SUPPORT + ", confidence "
        + CONFIDENCE + "; rules are applied by the benchmark, the highest confidence first";
  }

  @Override
  public Training load(int items, int[][] baskets) {
    StructType schema =
        new StructType().add("items", DataTypes.createArrayType(DataTypes.IntegerType, false));
    List<Row> rows = new ArrayList<>();
    for (int[] basket : baskets) {
      rows.add(RowFactory.create((Object) Arrays.stream(basket).boxed().toArray(Integer[]::new)));
    }
    Dataset<Row> sets = LocalSpark.table(rows, schema);
    return () -> {
      Map<Integer, List<Rule>> rules = rules(new FPGrowth()
          .setItemsCol("items")
          .setMinSupport(SUPPORT)
          .setMinConfidence(CONFIDENCE)
          .fit(sets)
          .associationRules());
      return (cart, limit) -> recommend(rules, items, cart, limit);
    };
  }

  private record Rule(List<Integer> given, int then, double confidence) {}

  /** By the first item of what is given. */
  private static Map<Integer, List<Rule>> rules(Dataset<Row> table) {
    Map<Integer, List<Rule>> rules = new HashMap<>();
    for (Row row : table.collectAsList()) {
      List<Integer> given = List.copyOf(row.<Integer>getList(row.fieldIndex("antecedent")));
      int then = row.<Integer>getList(row.fieldIndex("consequent")).get(0);
      double confidence = row.getDouble(row.fieldIndex("confidence"));
      rules
          .computeIfAbsent(given.get(0), item -> new ArrayList<>())
          .add(new Rule(given, then, confidence));
    }
    return rules;
  }

  private static int[] recommend(Map<Integer, List<Rule>> rules, int items, int[] cart, int limit) {
    Set<Integer> held = Arrays.stream(cart).boxed().collect(Collectors.toSet());
    double[] scores = new double[items];
    for (int item : cart) {
      for (Rule rule : rules.getOrDefault(item, List.of())) {
        if (held.containsAll(rule.given())) {
          scores[rule.then()] = Math.max(scores[rule.then()], rule.confidence());
        }
      }
    }
    return LocalSpark.best(scores, cart, limit);
  }
}
