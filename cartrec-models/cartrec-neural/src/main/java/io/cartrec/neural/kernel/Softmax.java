package io.cartrec.neural.kernel;

import io.cartrec.internal.Parallel;

/** Softmax over candidates, its loss and gradient, row by row. */
final class Softmax {

  private static final int BLOCK = 16; // rows

  private final CpuMatrix logits;
  private final float[] corrections;
  private final int[] begin;
  private final int[] targets;
  private final Lanes lanes;

  /** Row {@code i} has the targets from {@code begin[i]} on. */
  Softmax(CpuMatrix logits, float[] corrections, int[] begin, int[] targets, Lanes lanes) {
    this.logits = logits;
    this.corrections = corrections;
    this.begin = begin;
    this.targets = targets;
    this.lanes = lanes;
  }

  /** The sum of the losses; leaves {@code scale} times the gradient in place of the logits. */
  double loss(float scale, int threads) {
    double[] losses = new double[logits.rows()];
    Parallel.forBlocks(threads, losses.length, BLOCK, () -> {
      float[] kept = new float[logits.columns()];
      return (from, to) -> {
        for (int i = from; i < to; i++) {
          losses[i] = loss(i, scale, kept);
        }
      };
    });
    double loss = 0;
    for (double one : losses) {
      loss += one;
    }
    return loss;
  }

  private double loss(int i, float scale, float[] kept) {
    float[] row = logits.row(i);
    int width = logits.columns();
    int first = begin[i];
    int count = begin[i + 1] - first;
    double sumOfTargets = 0;
    for (int k = 0; k < count; k++) {
      kept[k] = row[targets[first + k]];
      sumOfTargets += kept[k];
    }
    for (int j = 0; j < width; j++) {
      row[j] += corrections[j];
    }
    for (int k = 0; k < count; k++) {
      row[targets[first + k]] = kept[k];
    }
    float max = lanes.max(row, 0, width);
    double sum = lanes.expSum(row, 0, width, max);
    float factor = (float) (count * scale / sum);
    for (int j = 0; j < width; j++) {
      row[j] *= factor;
    }
    for (int k = 0; k < count; k++) {
      row[targets[first + k]] -= scale;
    }
    return count * (StrictMath.log(sum) + max) - sumOfTargets;
  }
}
