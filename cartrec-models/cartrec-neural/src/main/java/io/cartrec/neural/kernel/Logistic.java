package io.cartrec.neural.kernel;

import io.cartrec.internal.Parallel;

/** A yes or no to each candidate, its loss and gradient, row by row. */
final class Logistic {

  private static final int BLOCK = 16; // rows
  private static final int CHUNK = 512; // factors of at most 2 whose product is finite

  private final CpuMatrix logits;
  private final float[] corrections;
  private final int[] begin;
  private final int[] columns;
  private final int[] exactBegin;
  private final int[] exact;
  private final Lanes lanes;

  /** Row {@code i} has the yeses from {@code begin[i]} on, and its exact logits likewise. */
  Logistic(
      CpuMatrix logits,
      float[] corrections,
      int[] begin,
      int[] columns,
      int[] exactBegin,
      int[] exact,
      Lanes lanes) {
    this.logits = logits;
    this.corrections = corrections;
    this.begin = begin;
    this.columns = columns;
    this.exactBegin = exactBegin;
    this.exact = exact;
    this.lanes = lanes;
  }

  /** The sum of the losses; leaves {@code scale} times the gradient in place of the logits. */
  double loss(float scale, int threads) {
    double[] losses = new double[logits.rows()];
    Parallel.forBlocks(threads, losses.length, BLOCK, () -> {
      float[] room = new float[logits.columns()];
      return (from, to) -> {
        for (int i = from; i < to; i++) {
          correct(i, room);
          losses[i] = loss(i, scale, room);
        }
      };
    });
    double loss = 0;
    for (double one : losses) {
      loss += one;
    }
    return loss;
  }

  private void correct(int i, float[] kept) {
    float[] row = logits.row(i);
    for (int k = exactBegin[i]; k < exactBegin[i + 1]; k++) {
      kept[k - exactBegin[i]] = row[exact[k]];
    }
    for (int j = 0; j < logits.columns(); j++) {
      row[j] += corrections[j];
    }
    for (int k = exactBegin[i]; k < exactBegin[i + 1]; k++) {
      row[exact[k]] = kept[k - exactBegin[i]];
    }
  }

  /** {@code log(1 + exp(x)) = max(x, 0) + log(1 + exp(-|x|))}, one logarithm for a chunk. */
  private double loss(int i, float scale, float[] powers) {
    float[] row = logits.row(i);
    int width = logits.columns();
    double loss = 0;
    for (int k = begin[i]; k < begin[i + 1]; k++) {
      loss -= row[columns[k]];
    }
    for (int j = 0; j < width; j++) {
      powers[j] = -Math.abs(row[j]);
    }
    lanes.expSum(powers, 0, width, 0);
    for (int from = 0; from < width; from += CHUNK) {
      int to = Math.min(width, from + CHUNK);
      double product = 1;
      for (int j = from; j < to; j++) {
        float power = powers[j];
        float logit = row[j];
        product *= 1 + power;
        loss += Math.max(logit, 0);
        row[j] = scale * (logit < 0 ? power : 1) / (1 + power);
      }
      loss += StrictMath.log(product);
    }
    for (int k = begin[i]; k < begin[i + 1]; k++) {
      row[columns[k]] -= scale;
    }
    return loss;
  }
}
