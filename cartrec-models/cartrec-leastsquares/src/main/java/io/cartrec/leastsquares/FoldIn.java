package io.cartrec.leastsquares;

import io.cartrec.model.ScoreAccumulator;
import java.util.Arrays;

/**
 * Finds the vector of a basket that was not there in training, and scores with it: the working space of
 * one request to an {@link IalsModel}. Not thread-safe.
 */
final class FoldIn {

  private final FactorTable table;
  private final Ridge ridge;
  private final RowSolver solver;
  private final FactorTable.Scan scan;
  private final double[] diagonal;
  private final float[] basket;
  private final float[] other;
  private float[][] vectors = new float[0][];

  FoldIn(FactorTable table, Ridge ridge) {
    int rank = ridge.unobserved().length;
    this.table = table;
    this.ridge = ridge;
    this.solver = new RowSolver(rank);
    this.scan = table.scan();
    this.diagonal = new double[rank];
    this.basket = new float[rank];
    this.other = new float[rank];
  }

  /** Adds the scores above 0 that a basket of {@code items} gives. */
  void score(int[] items, ScoreAccumulator into) {
    prepare(items);
    solver.solve(vectors, items.length, diagonal, basket);
    scan.score(basket, into);
  }

  /** What each of {@code items} adds to the score of each of {@code others}. */
  double[][] contributions(int[] items, int[] others) {
    prepare(items);
    solver.factor(vectors, items.length, diagonal);
    double[][] contributions = new double[others.length][];
    for (int k = 0; k < others.length; k++) {
      table.copy(others[k], other);
      contributions[k] = solver.contributions(vectors, items.length, other);
      if (Arrays.stream(contributions[k]).sum() <= 0) {
        Arrays.fill(contributions[k], 0); // such an item has no score
      }
    }
    return contributions;
  }

  private void prepare(int[] items) {
    if (vectors.length < items.length) {
      int had = vectors.length;
      vectors = Arrays.copyOf(vectors, items.length);
      for (int i = had; i < vectors.length; i++) {
        vectors[i] = new float[basket.length];
      }
    }
    for (int i = 0; i < items.length; i++) {
      table.copy(items[i], vectors[i]);
    }
    ridge.diagonal(items.length, diagonal);
  }
}
