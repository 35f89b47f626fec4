package io.cartrec.neural.kernel;

import io.cartrec.internal.Parallel;

/** Counts what comes before a target in a row. */
final class Ranking {

  private static final int BLOCK = 16; // rows

  private Ranking() {}

  static int[] of(CpuMatrix scores, int[] targets, int threads) {
    int[] ranks = new int[scores.rows()];
    Parallel.forBlocks(threads, ranks.length, BLOCK, () -> (from, to) -> {
      for (int i = from; i < to; i++) {
        ranks[i] = rank(scores.row(i), scores.columns(), targets[i]);
      }
    });
    return ranks;
  }

  private static int rank(float[] row, int columns, int target) {
    float score = row[target];
    int before = 0;
    for (int j = 0; j < target; j++) {
      before += row[j] < score ? 0 : 1;
    }
    for (int j = target + 1; j < columns; j++) {
      before += row[j] <= score ? 0 : 1;
    }
    return before;
  }
}
