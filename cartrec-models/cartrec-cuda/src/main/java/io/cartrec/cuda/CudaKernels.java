package io.cartrec.cuda;

import io.cartrec.neural.kernel.Adagrad;
import io.cartrec.neural.kernel.Adam;
import io.cartrec.neural.kernel.Cell;
import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.Arrays;

/**
 * {@link TensorKernels} on a GPU. Calls return before the work is done, but for those that give numbers
 * back. Belongs to the thread that opened it.
 */
final class CudaKernels extends CudaRows {

  private final Graphs graphs;
  private final Product product;

  private CudaKernels(Gpu device, Staging staging, Product product) {
    super(device, staging);
    this.product = product;
    this.graphs = new Graphs(device);
  }

  /** The kernels of {@code device}, which is theirs from now on, or closed if there are none. */
  static CudaKernels on(Gpu device, Arithmetic arithmetic) {
    try {
      return new CudaKernels(device, new Staging(device), new Product(device, arithmetic));
    } catch (RuntimeException e) {
      try (device) {
        throw e;
      }
    }
  }

  @Override
  public String name() {
    return "cuda";
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
    product.multiply(
        alpha,
        CudaMatrix.of(a),
        transposeA,
        CudaMatrix.of(b),
        transposeB,
        beta,
        CudaMatrix.of(into));
  }

  @Override
  public void relu(Matrix matrix) {
    device.run("relu", Grid.numbers(CudaMatrix.of(matrix)), matrix);
  }

  @Override
  public void reluBackward(Matrix output, Matrix gradient) {
    device.run("relu_backward", Grid.numbers(CudaMatrix.of(gradient)), output, gradient);
  }

  @Override
  public void tanh(Matrix matrix) {
    device.run("bend_tanh", Grid.numbers(CudaMatrix.of(matrix)), matrix);
  }

  @Override
  public void tanhBackward(Matrix output, Matrix gradient) {
    device.run("tanh_backward", Grid.numbers(CudaMatrix.of(gradient)), output, gradient);
  }

  @Override
  public void layerNorm(
      Matrix input, Matrix gain, Matrix bias, Matrix normal, Matrix scales, Matrix output) {
    device.run(
        "layer_norm",
        Grid.rows(input.rows()),
        input,
        address(gain),
        address(bias),
        normal,
        scales,
        output);
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
    sumRows(gradient, biasGradient);
    device.run("sum_products", Grid.columns(gradient.columns()), gradient, normal, gainGradient);
    device.run(
        "layer_norm_backward",
        Grid.rows(gradient.rows()),
        gradient,
        address(gain),
        normal,
        scales,
        inputGradient);
  }

  private static Long address(Matrix matrix) {
    return CudaMatrix.of(matrix).address();
  }

  @Override
  public void attention(Steps steps, int heads, Matrix projected, Matrix shares, Matrix output) {
    long[] at = staging.put(0, steps.stepOfRows(), begin(steps));
    device.run(
        "attention",
        Grid.heads(steps.rows(), heads),
        at[1],
        at[2],
        heads,
        projected,
        shares,
        output);
  }

  @Override
  public void attentionBackward(
      Steps steps,
      int heads,
      Matrix projected,
      Matrix shares,
      Matrix outputGradient,
      Matrix projectedGradient) {
    long bytes = (long) shares.rows() * shares.columns() * Float.BYTES;
    long[] at = staging.put(bytes, steps.stepOfRows(), begin(steps));
    CudaMatrix slopes = CudaMatrix.dense(at[0], shares.rows(), shares.columns());
    Grid grid = Grid.heads(steps.rows(), heads);
    device.run(
        "attention_slopes",
        grid,
        at[1],
        at[2],
        heads,
        projected,
        shares,
        outputGradient,
        slopes,
        projectedGradient);
    device.run(
        "attention_backward",
        grid,
        at[1],
        at[2],
        steps.count(),
        heads,
        projected,
        shares,
        outputGradient,
        slopes,
        projectedGradient);
  }

  /** The first row of each step, and the end of the last. */
  private static int[] begin(Steps steps) {
    int[] begin = new int[steps.count() + 1];
    Arrays.setAll(begin, t -> t < steps.count() ? steps.row(t, 0) : steps.rows());
    return begin;
  }

  @Override
  public void unfold(Steps steps, int taps, int distance, Matrix from, Matrix into) {
    CudaMatrix target = CudaMatrix.of(into).rows(0, steps.rows());
    long[] at = staging.put(0, steps.stepOfRows(), begin(steps));
    device.run("unfold", Grid.numbers(target), at[1], at[2], taps, distance, from, target);
  }

  @Override
  public void unfoldBackward(Steps steps, int taps, int distance, Matrix gradient, Matrix into) {
    clear(into);
    CudaMatrix target = CudaMatrix.of(into).rows(0, steps.rows());
    long[] at = staging.put(0, steps.stepOfRows(), begin(steps));
    device.run(
        "unfold_backward",
        Grid.numbers(target),
        at[1],
        at[2],
        steps.count(),
        taps,
        distance,
        gradient,
        target);
  }

  @Override
  public void dropout(Matrix matrix, float rate, long seed) {
    if (rate > 0) {
      int bar = (int) (rate * (1L << Integer.SIZE) + Integer.MIN_VALUE);
      CudaMatrix thinned = CudaMatrix.of(matrix);
      device.run("dropout", Grid.numbers(thinned), thinned, bar, 1 / (1 - rate), seed);
    }
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
    Recurrence recurrence = recurrence(cell, steps, weights, gates, memory, state);
    CudaMatrix row = CudaMatrix.of(bias);
    graphs.run(recurrence.key("forward", row), () -> recurrence.forward(row));
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
    Recurrence recurrence = recurrence(cell, steps, weights, gates, memory, state);
    CudaMatrix slopes = CudaMatrix.of(gradient);
    graphs.run(recurrence.key("backward", slopes), () -> recurrence.backward(slopes));
  }

  private Recurrence recurrence(
      Cell cell, Steps steps, Matrix weights, Matrix gates, Matrix memory, Matrix state) {
    return new Recurrence(
        device,
        product,
        cell,
        steps,
        CudaMatrix.of(weights),
        CudaMatrix.of(gates),
        CudaMatrix.of(memory),
        CudaMatrix.of(state));
  }

  @Override
  public double multinomial(
      Matrix logits, Matrix correction, int[] begin, int[] columns, float scale) {
    long[] at = staging.put(losses(logits), begin, columns);
    device.run(
        "multinomial",
        Grid.rows(logits.rows()),
        logits,
        address(correction),
        at[1],
        at[2],
        scale,
        at[0]);
    return sum(at[0], logits.rows());
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
    long[] at = staging.put(losses(logits), begin, columns, exactBegin, exact);
    device.run(
        "binary_cross_entropy",
        Grid.rows(logits.rows()),
        logits,
        address(correction),
        at[1],
        at[2],
        at[3],
        at[4],
        scale,
        at[0]);
    return sum(at[0], logits.rows());
  }

  @Override
  public double bprMax(Matrix logits, int[] targets, float regularization, float scale) {
    long[] at = staging.put(losses(logits), targets);
    device.run("bpr_max", Grid.rows(logits.rows()), logits, at[1], regularization, scale, at[0]);
    return sum(at[0], logits.rows());
  }

  /** Room for the loss of each row, and for their sum. */
  private static long losses(Matrix logits) {
    return (logits.rows() + 1L) * Double.BYTES;
  }

  private double sum(long losses, int count) {
    long sum = losses + (long) count * Double.BYTES;
    device.run("sum_losses", Grid.rows(1), losses, count, sum);
    return staging.fetch(sum, Double.BYTES).getDouble();
  }

  @Override
  public int[] ranks(Matrix scores, int[] targets) {
    int bytes = targets.length * Integer.BYTES;
    long[] at = staging.put(bytes, targets);
    device.run("ranks", Grid.rows(targets.length), scores, at[1], at[0]);
    int[] ranks = new int[targets.length];
    staging.fetch(at[0], bytes).asIntBuffer().get(ranks);
    return ranks;
  }

  @Override
  public void gaussian(Matrix mean, Matrix logVariance, long seed, Matrix noise, Matrix into) {
    device.run("gaussian", Grid.numbers(CudaMatrix.of(into)), mean, logVariance, seed, noise, into);
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
    device.run(
        "gaussian_backward",
        Grid.numbers(CudaMatrix.of(gradient)),
        gradient,
        scale,
        mean,
        logVariance,
        noise,
        meanGradient,
        logVarianceGradient);
  }

  @Override
  public void adam(
      Matrix gradient, int[] rows, Matrix parameters, Matrix first, Matrix second, Adam rule) {
    double root = Math.sqrt(1 - StrictMath.pow(rule.second(), (double) rule.step()));
    device.run(
        "adam",
        Grid.numbers(CudaMatrix.of(gradient)),
        gradient,
        staging.put(0, rows)[1],
        parameters,
        first,
        second,
        (float) (rule.rate() * root / (1 - StrictMath.pow(rule.first(), (double) rule.step()))),
        (float) (rule.epsilon() * root),
        (float) (1 - rule.rate() * rule.decay()),
        (float) rule.first(),
        (float) rule.second());
  }

  @Override
  public void adagrad(
      Matrix gradient, int[] rows, Matrix parameters, Matrix squares, Adagrad rule) {
    device.run(
        "adagrad",
        Grid.numbers(CudaMatrix.of(gradient)),
        gradient,
        staging.put(0, rows)[1],
        parameters,
        squares,
        (float) rule.rate(),
        (float) rule.epsilon(),
        (float) (1 - rule.rate() * rule.decay()));
  }

  @Override
  public void close() {
    try {
      graphs.close();
      product.close();
    } finally {
      device.close();
    }
  }
}
