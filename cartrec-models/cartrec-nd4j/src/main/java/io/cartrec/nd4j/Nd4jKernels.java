package io.cartrec.nd4j;

import io.cartrec.neural.kernel.Adagrad;
import io.cartrec.neural.kernel.Adam;
import io.cartrec.neural.kernel.Cell;
import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Mix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link TensorKernels} on ND4J. Not thread-safe. */
final class Nd4jKernels extends Nd4jRows {

  private static final double LEAST_VARIANCE = 1e-5;
  private static final double UNIT = 0x1p-53;

  @Override
  public String name() {
    return "nd4j";
  }

  @Override
  public void gemm(
      float alpha,
      Matrix a,
      boolean transposeA,
      Matrix b,
      boolean transposeB,
      float beta,
      Matrix into) {
    if (isEmpty(into)) {
      return;
    }
    INDArray result = array(into);
    if (isEmpty(a) || isEmpty(b)) {
      scale(beta, result);
      return;
    }
    INDArray left = transposeA ? array(a).transpose() : array(a);
    INDArray right = transposeB ? array(b).transpose() : array(b);
    if (alpha == 1 && beta == 0 && Nd4jMatrix.of(into).isWhole()) {
      right
          .transpose()
          .mmuli(left.transpose(), result.transpose()); // in column order, as BLAS writes
      return;
    }
    INDArray product = left.mmul(right);
    if (alpha != 1) {
      product.muli(alpha);
    }
    scale(beta, result);
    result.addi(product);
  }

  /** What is no number does not stay where {@code factor} is 0. */
  private static void scale(float factor, INDArray matrix) {
    if (factor == 0) {
      matrix.assign(0);
    } else if (factor != 1) {
      matrix.muli(factor);
    }
  }

  @Override
  public void relu(Matrix matrix) {
    array(matrix).assign(Transforms.relu(array(matrix), true));
  }

  @Override
  public void reluBackward(Matrix output, Matrix gradient) {
    array(gradient).muli(array(output).gt(0).castTo(DataType.FLOAT));
  }

  @Override
  public void tanh(Matrix matrix) {
    array(matrix).assign(Transforms.tanh(array(matrix), true));
  }

  @Override
  public void tanhBackward(Matrix output, Matrix gradient) {
    array(gradient).muli(array(output).mul(array(output)).rsubi(1));
  }

  @Override
  public void layerNorm(
      Matrix input, Matrix gain, Matrix bias, Matrix normal, Matrix scales, Matrix output) {
    INDArray x = array(input).castTo(DataType.DOUBLE);
    INDArray centred = x.subColumnVector(x.mean(true, 1));
    INDArray variance = centred.mul(centred).mean(true, 1);
    INDArray scale = Transforms.sqrt(variance.addi(LEAST_VARIANCE), false).rdivi(1);
    INDArray rows = centred.muliColumnVector(scale).castTo(DataType.FLOAT);
    array(scales).assign(scale.castTo(DataType.FLOAT));
    array(normal).assign(rows);
    array(output).assign(rows.muliRowVector(array(gain).add(1)).addiRowVector(array(bias)));
  }

  @Override
  public void layerNormBackward(
      Matrix gradient,
      Matrix gain,
      Matrix normal,
      Matrix scales,
      Matrix inputGradient,
      Matrix gainGradient,
      Matrix biasGradient) {
    INDArray n = array(normal);
    sumRows(gradient, biasGradient);
    array(gainGradient).assign(array(gradient).mul(n).sum(true, 0));
    INDArray slope = array(gradient).mulRowVector(array(gain).add(1));
    INDArray along = slope.mul(n).mean(true, 1);
    INDArray into = slope.subColumnVector(slope.mean(true, 1));
    into.subi(n.mulColumnVector(along)).muliColumnVector(array(scales));
    array(inputGradient).assign(into);
  }

  @Override
  public void attention(Steps steps, int heads, Matrix projected, Matrix shares, Matrix output) {
    new Attention(steps, heads, Nd4jMatrix.of(projected), Nd4jMatrix.of(shares))
        .forward(Nd4jMatrix.of(output));
  }

  @Override
  public void attentionBackward(
      Steps steps,
      int heads,
      Matrix projected,
      Matrix shares,
      Matrix outputGradient,
      Matrix projectedGradient) {
    clear(projectedGradient);
    new Attention(steps, heads, Nd4jMatrix.of(projected), Nd4jMatrix.of(shares))
        .backward(Nd4jMatrix.of(outputGradient), Nd4jMatrix.of(projectedGradient));
  }

  @Override
  public void unfold(Steps steps, int taps, int distance, Matrix from, Matrix into) {
    int width = from.columns();
    for (int tap = 0; tap < taps; tap++) {
      Matrix block = into.columns(tap * width, (tap + 1) * width);
      clear(block);
      int shift = tap * distance;
      for (int t = shift; t < steps.count(); t++) {
        copy(rows(from, steps, t - shift, t), rows(block, steps, t, t));
      }
    }
  }

  @Override
  public void unfoldBackward(Steps steps, int taps, int distance, Matrix gradient, Matrix into) {
    int width = into.columns();
    clear(into);
    for (int tap = 0; tap < taps; tap++) {
      Matrix block = gradient.columns(tap * width, (tap + 1) * width);
      int shift = tap * distance;
      for (int t = shift; t < steps.count(); t++) {
        add(rows(block, steps, t, t), rows(into, steps, t - shift, t));
      }
    }
  }

  /** The rows of step {@code t}, of those sequences that have a step {@code later}. */
  private static Matrix rows(Matrix matrix, Steps steps, int t, int later) {
    return matrix.rows(steps.row(t, 0), steps.row(t, steps.active(later)));
  }

  @Override
  public void dropout(Matrix matrix, float rate, long seed) {
    if (rate == 0 || isEmpty(matrix)) {
      return;
    }
    float[] kept = new float[matrix.rows() * matrix.columns()];
    float scale = 1 / (1 - rate);
    for (int i = 0; i < matrix.rows(); i++) {
      long row = Mix.of(seed, i);
      for (int j = 0; j < matrix.columns(); j++) {
        kept[i * matrix.columns() + j] = uniform(row, j) < rate ? 0 : scale;
      }
    }
    array(matrix).muli(Selection.matrix(kept, matrix.rows(), matrix.columns()));
  }

  /** In [0, 1). */
  private static double uniform(long seed, long counter) {
    return (Mix.of(seed, counter) >>> 11) * UNIT;
  }

  @Override
  public void recurrentForward(
      Cell cell,
      Steps steps,
      Matrix weights,
      Matrix bias,
      Matrix gates,
      Matrix memory,
      Matrix state) {
    recurrence(cell, steps, weights, gates, memory, state).forward(array(bias));
  }

  @Override
  public void recurrentBackward(
      Cell cell,
      Steps steps,
      Matrix weights,
      Matrix gates,
      Matrix memory,
      Matrix state,
      Matrix gradient) {
    recurrence(cell, steps, weights, gates, memory, state).backward(Nd4jMatrix.of(gradient));
  }

  private static Recurrence recurrence(
      Cell cell, Steps steps, Matrix weights, Matrix gates, Matrix memory, Matrix state) {
    return new Recurrence(
        cell,
        steps,
        array(weights),
        Nd4jMatrix.of(gates),
        Nd4jMatrix.of(memory),
        Nd4jMatrix.of(state));
  }

  @Override
  public double multinomial(
      Matrix logits, Matrix correction, int[] begin, int[] columns, float scale) {
    return Losses.of(array(logits), begin, columns).multinomial(array(correction), scale);
  }

  @Override
  public double binaryCrossEntropy(
      Matrix logits,
      Matrix correction,
      int[] begin,
      int[] columns,
      int[] exactBegin,
      int[] exact,
      float scale) {
    INDArray numbers = array(logits);
    return Losses.of(numbers, begin, columns)
        .binary(array(correction), Losses.of(numbers, exactBegin, exact).hits(), scale);
  }

  @Override
  public double bprMax(Matrix logits, int[] targets, float regularization, float scale) {
    int[] begin = IntStream.rangeClosed(0, targets.length).toArray();
    return Losses.of(array(logits), begin, targets).bprMax(regularization, scale);
  }

  @Override
  public int[] ranks(Matrix scores, int[] targets) {
    float[] numbers = download(scores);
    int width = scores.columns();
    int[] ranks = new int[targets.length];
    for (int i = 0; i < ranks.length; i++) {
      float score = numbers[i * width + targets[i]];
      for (int j = 0; j < width; j++) {
        float other = numbers[i * width + j];
        boolean behind = j < targets[i] ? other < score : other <= score;
        ranks[i] += j == targets[i] || behind ? 0 : 1;
      }
    }
    return ranks;
  }

  @Override
  public void gaussian(Matrix mean, Matrix logVariance, long seed, Matrix noise, Matrix into) {
    float[] drawn = new float[mean.rows() * mean.columns()];
    for (int i = 0; i < mean.rows(); i++) {
      long row = Mix.of(seed, i);
      for (int j = 0; j < mean.columns(); j++) {
        double radius = Math.sqrt(-2 * Math.log(1 - uniform(row, 2L * j)));
        double angle = 2 * Math.PI * uniform(row, 2L * j + 1);
        drawn[i * mean.columns() + j] = (float) (radius * Math.cos(angle));
      }
    }
    INDArray deviation = Transforms.exp(array(logVariance).div(2), false);
    INDArray normal = Selection.matrix(drawn, mean.rows(), mean.columns());
    array(noise).assign(deviation.muli(normal));
    array(into).assign(array(mean).add(array(noise)));
  }

  @Override
  public void gaussianBackward(
      Matrix gradient,
      float scale,
      Matrix mean,
      Matrix logVariance,
      Matrix noise,
      Matrix meanGradient,
      Matrix logVarianceGradient) {
    INDArray g = array(gradient);
    INDArray ofMean = array(mean).mul(scale).addi(g);
    INDArray ofVariance = Transforms.exp(array(logVariance), true).subi(1).muli(scale);
    ofVariance.addi(g.mul(array(noise))).muli(0.5);
    array(meanGradient).assign(ofMean);
    array(logVarianceGradient).assign(ofVariance);
  }

  @Override
  public void adam(
      Matrix gradient, int[] rows, Matrix parameters, Matrix first, Matrix second, Adam rule) {
    if (rows.length == 0) {
      return;
    }
    INDArray g = array(gradient.rows(0, rows.length));
    INDArray mean = array(first).getRows(rows).muli(rule.first());
    mean.addi(g.mul(1 - rule.first()));
    INDArray square = array(second).getRows(rows).muli(rule.second());
    square.addi(g.mul(g).muli(1 - rule.second()));
    double step = rule.step();
    double root = Math.sqrt(1 - StrictMath.pow(rule.second(), step));
    double rate = rule.rate() * root / (1 - StrictMath.pow(rule.first(), step));
    INDArray move = mean.div(Transforms.sqrt(square, true).addi(rule.epsilon() * root));
    learn(rows, move.muli(rate), rule.rate() * rule.decay(), parameters);
    put(mean, rows, first);
    put(square, rows, second);
  }

  @Override
  public void adagrad(
      Matrix gradient, int[] rows, Matrix parameters, Matrix squares, Adagrad rule) {
    if (rows.length == 0) {
      return;
    }
    INDArray g = array(gradient.rows(0, rows.length));
    INDArray square = array(squares).getRows(rows).addi(g.mul(g));
    INDArray move = g.div(Transforms.sqrt(square, true).addi(rule.epsilon()));
    learn(rows, move.muli(rule.rate()), rule.rate() * rule.decay(), parameters);
    put(square, rows, squares);
  }

  private static void learn(int[] rows, INDArray move, double decay, Matrix parameters) {
    INDArray values = array(parameters).getRows(rows);
    put(values.muli(1 - decay).subi(move), rows, parameters);
  }

  @Override
  public void close() {
    closeAll();
    Nd4j.getMemoryManager().invokeGc();
  }
}
