package io.cartrec.nd4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Losses over candidates; each leaves {@code scale} times its gradient in place of the logits.
 *
 * @param logits rows x candidates
 * @param hits 1 where a candidate is a target of the row, else 0
 */
record Losses(INDArray logits, INDArray hits) {

  private static final double LEAST = 1e-24; // of a probability

  /** Row {@code i} has the targets {@code columns[k]}, {@code k} in {@code [begin[i], begin[i + 1])}. */
  static Losses of(INDArray logits, int[] begin, int[] columns) {
    int width = logits.columns();
    float[] hits = new float[(begin.length - 1) * width];
    for (int i = 0; i < begin.length - 1; i++) {
      for (int k = begin[i]; k < begin[i + 1]; k++) {
        hits[i * width + columns[k]] = 1;
      }
    }
    return new Losses(logits, Selection.matrix(hits, begin.length - 1, width));
  }

  double multinomial(INDArray correction, float scale) {
    INDArray counts = hits.sum(true, 1);
    double ofTargets = total(logits.mul(hits));
    logits.addi(hits.rsub(1).muliRowVector(correction));
    INDArray most = logits.max(true, 1);
    INDArray exponentials = Transforms.exp(logits.subColumnVector(most), false);
    INDArray sums = exponentials.sum(true, 1);
    double loss = total(Transforms.log(sums, true).addi(most).muli(counts)) - ofTargets;
    exponentials.muliColumnVector(counts.div(sums)).subi(hits).muli(scale);
    logits.assign(exponentials);
    return loss;
  }

  /** @param exact 1 where a logit is not to be corrected, else 0 */
  double binary(INDArray correction, INDArray exact, float scale) {
    logits.addi(exact.rsub(1).muliRowVector(correction));
    INDArray x = logits.castTo(DataType.DOUBLE);
    INDArray powers = Transforms.exp(Transforms.abs(x, true).negi(), false);
    double loss = Transforms.log(powers.addi(1), false).sumNumber().doubleValue()
        + Transforms.relu(x, true).sumNumber().doubleValue()
        - total(logits.mul(hits));
    logits.assign(Transforms.sigmoid(logits, true).subi(hits).muli(scale));
    return loss;
  }

  double bprMax(float regularization, float scale) {
    if (logits.columns() == 1) {
      logits.assign(0);
      return 0;
    }
    INDArray others = hits.rsub(1).castTo(DataType.DOUBLE);
    INDArray scores = logits.castTo(DataType.DOUBLE);
    INDArray target = scores.mul(hits.castTo(DataType.DOUBLE)).sum(true, 1);
    INDArray barred = others.rsub(1).muli(-1e30).addi(scores);
    INDArray shares =
        Transforms.exp(barred.subColumnVector(barred.max(true, 1)), false).muli(others);
    shares.diviColumnVector(shares.sum(true, 1));
    INDArray wins = Transforms.sigmoid(scores.subColumnVector(target).negi(), false);
    INDArray mean = shares.mul(wins).sum(true, 1);
    INDArray slope = shares.mul(wins).muli(wins.rsub(1)).sum(true, 1);
    INDArray squares = shares.mul(scores).muli(scores).sum(true, 1);
    INDArray won = mean.add(LEAST);
    INDArray pull = wins.mul(wins).negi().addiColumnVector(mean).diviColumnVector(won);
    INDArray weight = scores.mul(scores.add(2)).subiColumnVector(squares).muli(regularization);
    INDArray gradient = shares.mul(pull.addi(weight));
    gradient.subi(hits.castTo(DataType.DOUBLE).muliColumnVector(slope.div(won)));
    logits.assign(gradient.muli(scale).castTo(DataType.FLOAT));
    return squares.sumNumber().doubleValue() * regularization
        - Transforms.log(won, true).sumNumber().doubleValue();
  }

  private static double total(INDArray numbers) {
    return numbers.castTo(DataType.DOUBLE).sumNumber().doubleValue();
  }
}
