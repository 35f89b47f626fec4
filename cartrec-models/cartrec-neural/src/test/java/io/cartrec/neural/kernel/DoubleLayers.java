package io.cartrec.neural.kernel;

/** Normalization and attention in double precision. */
final class DoubleLayers {

  private DoubleLayers() {}

  static Doubles norm(Doubles input, Doubles gain, Doubles bias) {
    Doubles output = input.copy();
    int width = input.columns();
    for (double[] row : output.at) {
      double mean = 0;
      double variance = 0;
      for (double x : row) {
        mean += x / width;
      }
      for (double x : row) {
        variance += (x - mean) * (x - mean) / width;
      }
      for (int j = 0; j < width; j++) {
        row[j] = (row[j] - mean) / Math.sqrt(variance + 1e-5) * (1 + gain.at[0][j]) + bias.at[0][j];
      }
    }
    return output;
  }

  static Doubles attention(Steps steps, int heads, Doubles projected) {
    int width = projected.columns() / 3;
    int headWidth = width / heads;
    Doubles output = new Doubles(projected.rows(), width);
    for (int s = 0; s < steps.sequences(); s++) {
      for (int t = 0; s < steps.active(t); t++) {
        for (int j = 0; j < width; j++) {
          int first = j / headWidth * headWidth;
          double sum = 0;
          double mean = 0;
          for (int u = 0; u <= t; u++) {
            double[] other = projected.at[steps.row(u, s)];
            double product = 0;
            for (int k = first; k < first + headWidth; k++) {
              product += projected.at[steps.row(t, s)][k] * other[width + k];
            }
            double share = Math.exp(product / Math.sqrt(headWidth));
            sum += share;
            mean += share * other[2 * width + j];
          }
          output.at[steps.row(t, s)][j] = mean / sum;
        }
      }
    }
    return output;
  }

  /** The loss of BPR-max over all rows, one number. */
  static Doubles bprMax(Doubles logits, int[] targets, double regularization) {
    Doubles loss = new Doubles(1, 1);
    for (int i = 0; i < targets.length; i++) {
      double[] scores = logits.at[i];
      double sum = 0;
      double won = 0;
      double squares = 0;
      for (int j = 0; j < scores.length; j++) {
        if (j != targets[i]) {
          double weight = Math.exp(scores[j]);
          sum += weight;
          won += weight / (1 + Math.exp(scores[j] - scores[targets[i]]));
          squares += weight * scores[j] * scores[j];
        }
      }
      loss.at[0][0] += -Math.log(won / sum) + regularization * squares / sum;
    }
    return loss;
  }

  /** The cross-entropy of a yes to some columns and a no to the others, as 1 x 1. */
  static Doubles yesOrNo(
      Doubles logits,
      Doubles correction,
      int[] begin,
      int[] columns,
      int[] exactBegin,
      int[] exact) {
    Doubles loss = new Doubles(1, 1);
    for (int i = 0; i < logits.rows(); i++) {
      double[] row = logits.at[i].clone();
      for (int j = 0; j < row.length; j++) {
        row[j] += correction.at[0][j];
      }
      for (int k = exactBegin[i]; k < exactBegin[i + 1]; k++) {
        row[exact[k]] -= correction.at[0][exact[k]];
      }
      for (double logit : row) {
        loss.at[0][0] += Math.log1p(Math.exp(logit));
      }
      for (int k = begin[i]; k < begin[i + 1]; k++) {
        loss.at[0][0] -= row[columns[k]];
      }
    }
    return loss;
  }
}
