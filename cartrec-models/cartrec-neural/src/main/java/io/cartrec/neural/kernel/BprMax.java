package io.cartrec.neural.kernel;

import io.cartrec.internal.Parallel;

/** BPR-max over candidates, its loss and gradient, row by row. */
final class BprMax {

  private static final int BLOCK = 16; // rows
  private static final double LEAST = 1e-24; // of a probability

  private final CpuMatrix logits;
  private final int[] targets;
  private final float regularization;
  private final Lanes lanes;

  BprMax(CpuMatrix logits, int[] targets, float regularization, Lanes lanes) {
    this.logits = logits;
    this.targets = targets;
    this.regularization = regularization;
    this.lanes = lanes;
  }

  /** The sum of the losses; leaves {@code scale} times the gradient in place of the logits. */
  double loss(float scale, int threads) {
    double[] losses = new double[logits.rows()];
    Parallel.forBlocks(threads, losses.length, BLOCK, () -> {
      float[] shares = new float[logits.columns()];
      float[] wins = new float[logits.columns()];
      return (from, to) -> {
        for (int i = from; i < to; i++) {
          losses[i] = loss(logits.row(i), targets[i], scale, shares, wins);
        }
      };
    });
    double loss = 0;
    for (double one : losses) {
      loss += one;
    }
    return loss;
  }

  /**
   * One row, whose last number changes places with the target's for the time.
   *
   * @param shares room for the softmax of the others
   * @param wins room for the probabilities that the target beats them
   */
  private double loss(float[] row, int target, float scale, float[] shares, float[] wins) {
    int others = logits.columns() - 1;
    float score = row[target];
    row[target] = row[others];
    for (int j = 0; j < others; j++) {
      shares[j] = row[j];
      wins[j] = score - row[j];
    }
    double sum = lanes.expSum(shares, 0, others, lanes.max(shares, 0, others));
    lanes.sigmoid(wins, 0, others);
    double mean = 0;
    double slope = 0;
    double squares = 0;
    for (int j = 0; j < others; j++) {
      double share = shares[j] / sum;
      mean += share * wins[j];
      slope += share * wins[j] * (1 - wins[j]);
      squares += share * row[j] * row[j];
    }
    double won = others == 0 ? 1 : mean + LEAST; // with nothing to beat
    for (int j = 0; j < others; j++) {
      double pull = (mean - (double) wins[j] * wins[j]) / won; // mean - win + win (1 - win)
      double weight = row[j] * (row[j] + 2.0) - squares;
      row[j] = (float) (scale * (shares[j] / sum) * (pull + regularization * weight));
    }
    row[others] = row[target];
    row[target] = (float) (-scale * slope / won);
    return regularization * squares - StrictMath.log(won);
  }
}
