package io.cartrec.neural;

import io.cartrec.model.AdditionPredictor;
import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Mix;
import io.cartrec.neural.kernel.Rule;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Learns beside the loss of a net how probable it is that an item follows at all: {@code p = σ((s W) e +
 * b)} with the net's state {@code s}, the item's embedding {@code e} as an output and its bias {@code b}.
 * W begins at 0.
 *
 * <p>The binary head takes the cross-entropy of a yes to all items that follow and a no to the other
 * candidates of the step. As noes are a sample, the probability that it had them is taken off the logits
 * (prior correction: King and Zeng, 2001), so that p holds for the whole catalogue; b begins at the log
 * odds of the item. The product head takes the squared error of {@link Combinations}, whose slope is
 * lost where p is small, so that b begins at 0. Not thread-safe.
 *
 * @see <a href="https://doi.org/10.1093/oxfordjournals.pan.a004868">King and Zeng, 2001</a>
 * @see AdditionPredictor
 */
final class AdditionHead {

  /** The tensor W: width x width. */
  static final String STATE = "head.state";

  /** The tensor of biases: one an item. */
  static final String BIAS = "head_items";

  private static final int STREAM = -4; // of what a step draws, beside those of the nets

  private final TensorKernels kernels;
  private final Learning learning;
  private final FollowerCounts counts;
  private final Parameter state;
  private final Parameter bias;
  private final Matrix ones;
  private final Matrix projected;
  private final Matrix projectedGradient;
  private final Matrix biases;
  private final Matrix logits;
  private final Matrix corrections;

  private AdditionHead(
      TensorKernels kernels,
      Learning learning,
      FollowerCounts counts,
      int width,
      int rows,
      int most) {
    int items = counts.holding().length;
    float[] initial = isBinary(learning) ? counts.logOdds() : new float[items];
    float[] one = new float[rows];
    Arrays.fill(one, 1);
    this.kernels = kernels;
    this.learning = learning;
    this.counts = counts;
    Learning.Optimizer optimizer = learning.optimizer();
    this.state = new Parameter(kernels, optimizer, width, width, 0, 0);
    this.bias = new Parameter(kernels, optimizer, items, 1, most, initial);
    this.ones = kernels.allocate(rows, 1);
    this.projected = kernels.allocate(rows, width);
    this.projectedGradient = kernels.allocate(rows, width);
    this.biases = kernels.allocate(most, 1);
    this.logits = kernels.allocate(rows, most);
    this.corrections = kernels.allocate(1, most);
    kernels.upload(one, ones);
  }

  /**
   * The head that {@code learning} asks for.
   *
   * @param width of a state and of an item's row
   * @param rows how many states a step has at most
   * @param most how many candidates
   */
  static Optional<AdditionHead> of(
      TensorKernels kernels,
      Learning learning,
      FollowerCounts counts,
      int width,
      int rows,
      int most) {
    return learning.head().kind() == Learning.Head.Kind.NONE
        ? Optional.empty()
        : Optional.of(new AdditionHead(kernels, learning, counts, width, rows, most));
  }

  private static boolean isBinary(Learning learning) {
    return learning.head().kind() == Learning.Head.Kind.BINARY;
  }

  /** Adds how many numbers each tensor of the head has to {@code shapes}, if there is one. */
  static void addShapes(Learning learning, int width, int itemCount, Map<String, Long> shapes) {
    if (learning.head().kind() != Learning.Head.Kind.NONE) {
      shapes.put(STATE, (long) width * width);
      shapes.put(BIAS, (long) itemCount);
    }
  }

  /** Whether {@code tensor} is one of the head. */
  static boolean has(String tensor) {
    return tensor.equals(STATE) || tensor.equals(BIAS);
  }

  /** Adds the parameters by the names of their tensors. */
  void addTo(Map<String, Parameter> parameters) {
    parameters.put(STATE, state);
    parameters.put(BIAS, bias);
  }

  /**
   * Forward and back: what it adds to the mean loss of a row. Leaves its gradients, and adds to two of
   * the net.
   *
   * @param followers of the rows of {@code states}
   * @param rowGradient that of the candidates' rows
   * @param kept what counts of its gradients that were there
   * @param seed of the step
   */
  double pass(
      Followers followers,
      Candidates candidates,
      Matrix states,
      Matrix stateGradient,
      Matrix rowGradient,
      float kept,
      long seed) {
    int[] items = candidates.items();
    Matrix views = projected.rows(0, states.rows());
    Matrix one = ones.rows(0, states.rows());
    Matrix own = biases.rows(0, items.length);
    Matrix scores = logits.rows(0, states.rows()).columns(0, items.length);
    kernels.gemm(1, states, false, state.values(), false, 0, views);
    kernels.gather(bias.values(), items, own);
    kernels.gemm(1, one, false, own, true, 0, scores);
    kernels.gemm(1, views, false, candidates.rows(), true, 1, scores);
    double loss = loss(followers.named(candidates), candidates, scores, seed);
    Matrix back = projectedGradient.rows(0, states.rows());
    kernels.gemm(1, scores, true, views, false, 1, rowGradient);
    kernels.gemm(1, scores, false, candidates.rows(), false, 0, back);
    kernels.gemm(1, back, false, state.values(), true, 1, stateGradient);
    kernels.gemm(1, states, true, back, false, kept, state.gradient());
    kernels.gemm(1, scores, true, one, false, kept, bias.gradient().rows(0, items.length));
    return learning.head().weight() * loss / states.rows();
  }

  /** Steps by its gradients; {@code items} were the candidates. */
  void learn(int[] items, Rule rule) {
    state.learn(rule);
    bias.learn(items, rule);
  }

  /** Leaves the gradient of the weighed mean loss in place of {@code scores}. */
  private double loss(Followers columns, Candidates candidates, Matrix scores, long seed) {
    float scale = (float) (learning.head().weight() / scores.rows());
    ItemSets later = columns.later();
    if (!isBinary(learning)) {
      return new Combinations(later, Mix.of(seed, STREAM)).loss(kernels, scores, scale);
    }
    Matrix correction = corrections.columns(0, scores.columns());
    kernels.upload(candidates.corrections(counts.missed(columns.sequences())), correction);
    ItemSets sure = columns.sure();
    return kernels.binaryCrossEntropy(
        scores, correction, later.begin(), later.items(), sure.begin(), sure.items(), scale);
  }
}
