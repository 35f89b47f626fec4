package io.cartrec.neural.kernel;

import io.cartrec.internal.Parallel;
import java.util.Arrays;

/** {@link TensorKernels} on the heap and the processor's cores. Not thread-safe. */
final class CpuKernels implements TensorKernels {

  private static final int BLOCK = 64; // rows of a large product
  private static final int SMALL_BLOCK = 32;
  private static final int ROWS = 16; // of anything else
  private static final long FEW_OPERATIONS = 1 << 19; // not worth a second thread

  private final CpuLanes lanes;
  private final int threads;

  CpuKernels(CpuLanes lanes, int threads) {
    this.lanes = lanes;
    this.threads = threads;
  }

  @Override
  public String name() {
    return lanes.name();
  }

  @Override
  public Matrix allocate(int rows, int columns) {
    return CpuMatrix.zeros(rows, columns);
  }

  @Override
  public void free(Matrix matrix) {
    // the heap is the garbage collector's
  }

  @Override
  public void upload(float[] from, Matrix into) {
    CpuMatrix matrix = CpuMatrix.of(into);
    int width = matrix.columns();
    for (int i = 0; i < matrix.rows(); i++) {
      System.arraycopy(from, i * width, matrix.row(i), matrix.offset(), width);
    }
  }

  @Override
  public float[] download(Matrix from) {
    CpuMatrix matrix = CpuMatrix.of(from);
    int width = matrix.columns();
    float[] numbers = new float[Math.multiplyExact(matrix.rows(), width)];
    for (int i = 0; i < matrix.rows(); i++) {
      System.arraycopy(matrix.row(i), matrix.offset(), numbers, i * width, width);
    }
    return numbers;
  }

  @Override
  public void clear(Matrix matrix) {
    CpuMatrix cleared = CpuMatrix.of(matrix);
    for (int i = 0; i < cleared.rows(); i++) {
      Arrays.fill(cleared.row(i), cleared.offset(), cleared.offset() + cleared.columns(), 0);
    }
  }

  @Override
  public void copy(Matrix from, Matrix into) {
    CpuMatrix source = CpuMatrix.of(from);
    CpuMatrix target = CpuMatrix.of(into);
    for (int i = 0; i < source.rows(); i++) {
      System.arraycopy(
          source.row(i), source.offset(), target.row(i), target.offset(), source.columns());
    }
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
    CpuMatrix left = CpuMatrix.of(a);
    CpuMatrix result = CpuMatrix.of(into);
    assert result.rows() == (transposeA ? a.columns() : a.rows());
    assert result.columns() == (transposeB ? b.rows() : b.columns());
    assert (transposeA ? a.rows() : a.columns()) == (transposeB ? b.columns() : b.rows());
    Factor right = lanes.factor(CpuMatrix.of(b), transposeB, threads);
    int block = result.rows() > 4 * BLOCK ? BLOCK : SMALL_BLOCK;
    long operations = (long) result.rows() * b.rows() * b.columns();
    Parallel.forBlocks(
        threadsFor(operations),
        result.rows(),
        block,
        () -> (from, to) ->
            right.multiply(alpha, left, transposeA, from, to - from, beta, result, from));
  }

  private int threadsFor(long operations) {
    return operations < FEW_OPERATIONS ? 1 : threads;
  }

  @Override
  public void gather(Matrix table, int[] rows, Matrix into) {
    CpuMatrix source = CpuMatrix.of(table);
    CpuMatrix target = CpuMatrix.of(into);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(
          source.row(rows[i]), source.offset(), target.row(i), target.offset(), table.columns());
    }
  }

  @Override
  public void scatterAdd(Matrix from, int[] rows, Matrix table) {
    CpuMatrix source = CpuMatrix.of(from);
    CpuMatrix target = CpuMatrix.of(table);
    for (int i = 0; i < rows.length; i++) {
      add(source.row(i), source.offset(), target.row(rows[i]), target.offset(), from.columns());
    }
  }

  private static void add(float[] from, int fromAt, float[] into, int intoAt, int count) {
    if (fromAt == 0 && intoAt == 0) {
      for (int j = 0; j < count; j++) {
        into[j] += from[j];
      }
    } else {
      for (int j = 0; j < count; j++) {
        into[intoAt + j] += from[fromAt + j];
      }
    }
  }

  @Override
  public void sumRows(Matrix matrix, Matrix into) {
    CpuMatrix source = CpuMatrix.of(matrix);
    CpuMatrix target = CpuMatrix.of(into);
    clear(into);
    for (int i = 0; i < source.rows(); i++) {
      add(source.row(i), source.offset(), target.row(0), target.offset(), matrix.columns());
    }
  }

  @Override
  public void add(Matrix from, Matrix into) {
    CpuMatrix source = CpuMatrix.of(from);
    CpuMatrix target = CpuMatrix.of(into);
    for (int i = 0; i < source.rows(); i++) {
      add(source.row(i), source.offset(), target.row(i), target.offset(), from.columns());
    }
  }

  @Override
  public void moveAlong(Matrix direction, float distance, Matrix into) {
    Norm.moveAlong(CpuMatrix.of(direction), distance, CpuMatrix.of(into));
  }

  @Override
  public void addRow(Matrix row, Matrix into) {
    CpuMatrix source = CpuMatrix.of(row);
    CpuMatrix target = CpuMatrix.of(into);
    for (int i = 0; i < target.rows(); i++) {
      add(source.row(0), source.offset(), target.row(i), target.offset(), row.columns());
    }
  }

  @Override
  public void relu(Matrix matrix) {
    Bend.relu(CpuMatrix.of(matrix));
  }

  @Override
  public void reluBackward(Matrix output, Matrix gradient) {
    Bend.reluBackward(CpuMatrix.of(output), CpuMatrix.of(gradient));
  }

  @Override
  public void layerNorm(
      Matrix input, Matrix gain, Matrix bias, Matrix normal, Matrix scales, Matrix output) {
    Norm.forward(
        CpuMatrix.of(input),
        CpuMatrix.of(gain).row(0),
        CpuMatrix.of(bias).row(0),
        CpuMatrix.of(normal),
        CpuMatrix.of(scales),
        CpuMatrix.of(output));
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
    clear(gainGradient);
    sumRows(gradient, biasGradient);
    Norm.backward(
        CpuMatrix.of(gradient),
        CpuMatrix.of(gain).row(0),
        CpuMatrix.of(normal),
        CpuMatrix.of(scales),
        CpuMatrix.of(inputGradient),
        CpuMatrix.of(gainGradient).row(0));
  }

  @Override
  public void attention(Steps steps, int heads, Matrix projected, Matrix shares, Matrix output) {
    new Attention(steps, heads, CpuMatrix.of(projected), CpuMatrix.of(shares), lanes)
        .forward(CpuMatrix.of(output), threads);
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
    new Attention(steps, heads, CpuMatrix.of(projected), CpuMatrix.of(shares), lanes)
        .backward(CpuMatrix.of(outputGradient), CpuMatrix.of(projectedGradient), threads);
  }

  @Override
  public void dropout(Matrix matrix, float rate, long seed) {
    if (rate == 0) {
      return;
    }
    CpuMatrix thinned = CpuMatrix.of(matrix);
    int bar = (int) (rate * (1L << Integer.SIZE) + Integer.MIN_VALUE);
    float scale = 1 / (1 - rate);
    long operations = (long) matrix.rows() * matrix.columns() * 8;
    Parallel.forBlocks(threadsFor(operations), matrix.rows(), ROWS, () -> (from, to) -> {
      for (int i = from; i < to; i++) {
        float[] row = thinned.row(i);
        int rowSeed = (int) (Mix.of(seed, i) >>> Integer.SIZE);
        for (int j = 0; j < thinned.columns(); j++) {
          int at = thinned.offset() + j;
          row[at] = Mix.of(rowSeed + j) < bar ? 0 : row[at] * scale;
        }
      }
    });
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
    new Recurrence(
            cell, steps, CpuMatrix.of(gates), CpuMatrix.of(memory), CpuMatrix.of(state), lanes)
        .forward(
            lanes.factor(CpuMatrix.of(weights), false, 1), CpuMatrix.of(bias).row(0), threads);
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
    new Recurrence(
            cell, steps, CpuMatrix.of(gates), CpuMatrix.of(memory), CpuMatrix.of(state), lanes)
        .backward(lanes.factor(CpuMatrix.of(weights), true, 1), CpuMatrix.of(gradient), threads);
  }

  @Override
  public void unfold(Steps steps, int taps, int distance, Matrix from, Matrix into) {
    new Unfolding(steps, taps, distance).forward(CpuMatrix.of(from), CpuMatrix.of(into));
  }

  @Override
  public void unfoldBackward(Steps steps, int taps, int distance, Matrix gradient, Matrix into) {
    clear(into);
    new Unfolding(steps, taps, distance).backward(CpuMatrix.of(gradient), CpuMatrix.of(into));
  }

  @Override
  public double multinomial(
      Matrix logits, Matrix correction, int[] begin, int[] columns, float scale) {
    Softmax softmax =
        new Softmax(CpuMatrix.of(logits), CpuMatrix.of(correction).row(0), begin, columns, lanes);
    return softmax.loss(scale, threads);
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
    float[] corrections = CpuMatrix.of(correction).row(0);
    return new Logistic(CpuMatrix.of(logits), corrections, begin, columns, exactBegin, exact, lanes)
        .loss(scale, threads);
  }

  @Override
  public double bprMax(Matrix logits, int[] targets, float regularization, float scale) {
    return new BprMax(CpuMatrix.of(logits), targets, regularization, lanes).loss(scale, threads);
  }

  @Override
  public void gatherSums(Matrix table, int[] begin, int[] rows, float[] weights, Matrix into) {
    clear(into);
    new WeightedSums(begin, rows, weights).gather(CpuMatrix.of(table), CpuMatrix.of(into));
  }

  @Override
  public void scatterSums(Matrix from, int[] begin, int[] rows, float[] weights, Matrix table) {
    new WeightedSums(begin, rows, weights).scatter(CpuMatrix.of(from), CpuMatrix.of(table));
  }

  @Override
  public void gaussian(Matrix mean, Matrix logVariance, long seed, Matrix noise, Matrix into) {
    new Gaussian(CpuMatrix.of(mean), CpuMatrix.of(logVariance), CpuMatrix.of(noise), threads)
        .draw(seed, CpuMatrix.of(into));
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
    new Gaussian(CpuMatrix.of(mean), CpuMatrix.of(logVariance), CpuMatrix.of(noise), threads)
        .back(
            CpuMatrix.of(gradient),
            scale,
            CpuMatrix.of(meanGradient),
            CpuMatrix.of(logVarianceGradient));
  }

  @Override
  public void tanh(Matrix matrix) {
    Bend.tanh(CpuMatrix.of(matrix), lanes);
  }

  @Override
  public void tanhBackward(Matrix output, Matrix gradient) {
    Bend.tanhBackward(CpuMatrix.of(output), CpuMatrix.of(gradient));
  }

  @Override
  public int[] ranks(Matrix scores, int[] targets) {
    return Ranking.of(CpuMatrix.of(scores), targets, threads);
  }

  @Override
  public void adam(
      Matrix gradient, int[] rows, Matrix parameters, Matrix first, Matrix second, Adam rule) {
    new AdamStep(rule, CpuMatrix.of(first), CpuMatrix.of(second))
        .learn(CpuMatrix.of(gradient), rows, CpuMatrix.of(parameters), threadsForStep(gradient));
  }

  @Override
  public void adagrad(
      Matrix gradient, int[] rows, Matrix parameters, Matrix squares, Adagrad rule) {
    new AdagradStep(rule, CpuMatrix.of(squares))
        .learn(CpuMatrix.of(gradient), rows, CpuMatrix.of(parameters), threadsForStep(gradient));
  }

  private int threadsForStep(Matrix gradient) {
    return threadsFor(16L * gradient.rows() * gradient.columns());
  }

  @Override
  public void close() {
    // the heap is the garbage collector's
  }
}
