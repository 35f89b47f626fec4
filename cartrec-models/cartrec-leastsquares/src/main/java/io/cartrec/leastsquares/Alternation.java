package io.cartrec.leastsquares;

import io.cartrec.internal.Parallel;
import java.util.Arrays;

/**
 * The two factor matrices of {@link IalsTrainer} and the data they are fitted to, while they are fitted:
 * each half of an iteration solves for all vectors of one side. Not thread-safe.
 */
final class Alternation {

  private static final int BLOCK = 64;
  private static final int STEPS = 3;
  private static final int EXACT_UP_TO = 4 * STEPS; // ones in a row: beyond, the steps cost less

  private final IalsConfig config;
  private final BinaryMatrix byRow;
  private final BinaryMatrix byItem;
  private final Factors rows;
  private final Factors items;
  private final double weight; // α₀
  private final double lambda; // λ

  /** Rows begin at 0, items at random. */
  Alternation(BinaryMatrix matrix, IalsConfig config) {
    this.config = config;
    this.byRow = matrix;
    this.byItem = matrix.transposed();
    double ones = Math.max(1, matrix.size());
    this.weight = config.unobserved() * ones / ((double) matrix.rows() * matrix.columns());
    double average = (1 + config.unobserved()) * ones / matrix.rows(); // n + α₀ |I|
    this.lambda = config.regularization() / StrictMath.pow(average, config.exponent());
    int rank = config.factors();
    this.rows = Factors.zeros(byRow.rows(), rank);
    this.items =
        Factors.normal(byItem.rows(), rank, config.deviation() / Math.sqrt(rank), config.seed());
  }

  Factors rows() {
    return rows;
  }

  Factors items() {
    return items;
  }

  /** Solves for all rows. */
  void solveRows(int threads) {
    solve(byRow, items, rows, threads);
  }

  /** Solves for all items. */
  void solveItems(int threads) {
    solve(byItem, rows, items, threads);
  }

  /** What a further row is solved with; turns the items into the coordinates of that. */
  Ridge foldIn(int threads) {
    return ridge(items, threads);
  }

  /** What the other side is solved with, given {@code fixed}; turns that, and {@code others}. */
  private Ridge ridge(Factors fixed, int threads, Factors... others) {
    double[] diagonal = fixed.diagonalize(threads, others);
    for (int k = 0; k < diagonal.length; k++) {
      diagonal[k] *= weight;
    }
    return ridge(diagonal, fixed.size());
  }

  private Ridge ridge(double[] unobserved, int others) {
    return new Ridge(unobserved, weight * others, lambda, config.exponent());
  }

  /**
   * The training loss: {@code Σ (1 - w·h)²} over the ones, {@code α₀ Σ (w·h)²} over all pairs, and the
   * penalties.
   */
  double loss() {
    double loss = weight * rows.gramProduct(items);
    for (int row = 0; row < byRow.rows(); row++) {
      for (int k = byRow.begin(row); k < byRow.end(row); k++) {
        double miss = 1 - Factors.dot(rows.row(row), items.row(byRow.column(k)));
        loss += miss * miss;
      }
    }
    return loss + penalty(byRow, rows) + penalty(byItem, items);
  }

  private double penalty(BinaryMatrix matrix, Factors factors) {
    Ridge ridge = ridge(new double[0], matrix.columns());
    double penalty = 0;
    for (int row = 0; row < matrix.rows(); row++) {
      float[] vector = factors.row(row);
      penalty += ridge.penalty(matrix.length(row)) * Factors.dot(vector, vector);
    }
    return penalty;
  }

  /** Solves for every row of {@code matrix}, given the vectors of its columns. */
  private void solve(BinaryMatrix matrix, Factors columns, Factors solved, int threads) {
    boolean exact = config.solver() == IalsConfig.Solver.EXACT;
    Ridge ridge = exact ? ridge(columns, threads) : ridge(columns, threads, solved);
    int longest = matrix.longestRow();
    Parallel.forBlocks(threads, matrix.rows(), BLOCK, () -> {
      RowSolver solver = new RowSolver(config.factors());
      double[] diagonal = new double[config.factors()];
      float[][] ones = new float[longest][];
      return (from, to) -> {
        for (int row = from; row < to; row++) {
          int n = matrix.length(row);
          for (int k = 0; k < n; k++) {
            ones[k] = columns.row(matrix.column(matrix.begin(row) + k));
          }
          ridge.diagonal(n, diagonal);
          if (n == 0) {
            Arrays.fill(solved.row(row), 0);
          } else if (exact || n <= EXACT_UP_TO) {
            solver.solve(ones, n, diagonal, solved.row(row));
          } else {
            solver.descend(ones, n, diagonal, STEPS, solved.row(row));
          }
        }
      };
    });
  }
}
