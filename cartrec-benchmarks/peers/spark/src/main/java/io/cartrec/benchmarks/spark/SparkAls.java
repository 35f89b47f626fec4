package io.cartrec.benchmarks.spark;

import io.cartrec.benchmarks.peer.Peer;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Implicit alternating least squares. Spark has no call for a cart, and answers for known users in jobs:
 * the cart's vector is solved for here, from Spark's item vectors and by its own equations, so that the
 * quality is Spark's, and so is what building costs, but not what an answer costs.
 */
public final class SparkAls implements Peer {

  private static final int RANK = 64;
  private static final int ITERATIONS = 10;
  private static final int BLOCKS = 2;
  private static final double REGULARIZATION = 3;
  private static final double ALPHA = 40;

  @Override
  public String name() {
    return "spark-als";
  }

  @Override
  public String settings() {
    return "Spark MLlib 4.1.0 ALS, local[2]: implicit, rank " + RANK + ", " + ITERATIONS
        + " iterations, regParam " + REGULARIZATION + ", alpha " + ALPHA + ", " + BLOCKS
        + " blocks; carts are folded in and scored by the benchmark";
  }

  @Override
  public Training load(int items, int[][] baskets) {
    StructType schema = new StructType()
        .add("user", DataTypes.IntegerType, false)
        .add("item", DataTypes.IntegerType, false)
        .add("rating", DataTypes.FloatType, false);
    List<Row> rows = new ArrayList<>();
    for (int basket = 0; basket < baskets.length; basket++) {
      for (int item : baskets[basket]) {
        rows.add(RowFactory.create(basket, item, 1f));
      }
    }
    Dataset<Row> ratings = LocalSpark.table(rows, schema);
    return () -> {
      Dataset<Row> factors = new ALS()
          .setImplicitPrefs(true)
          .setRank(RANK)
          .setMaxIter(ITERATIONS)
          .setNumBlocks(BLOCKS)
          .setRegParam(REGULARIZATION)
          .setAlpha(ALPHA)
          .fit(ratings)
          .itemFactors();
      RealMatrix vectors = new Array2DRowRealMatrix(items, RANK);
      for (Row row : factors.collectAsList()) {
        List<Float> vector = row.getList(1);
        for (int k = 0; k < RANK; k++) {
          vectors.setEntry(row.getInt(0), k, vector.get(k));
        }
      }
      RealMatrix square = vectors.transpose().multiply(vectors);
      return (cart, limit) ->
          LocalSpark.best(vectors.operate(vector(vectors, square, cart).toArray()), cart, limit);
    };
  }

  /** What a half step would give a user who holds the cart; Spark scales regParam by its length. */
  private static RealVector vector(RealMatrix vectors, RealMatrix square, int[] cart) {
    RealMatrix normal = square.add(
        MatrixUtils.createRealIdentityMatrix(RANK).scalarMultiply(REGULARIZATION * cart.length));
    RealVector right = new ArrayRealVector(RANK);
    for (int item : cart) {
      RealVector held = vectors.getRowVector(item);
      normal = normal.add(held.outerProduct(held).scalarMultiply(ALPHA));
      right = right.add(held.mapMultiply(1 + ALPHA));
    }
    return new CholeskyDecomposition(normal).getSolver().solve(right);
  }
}
