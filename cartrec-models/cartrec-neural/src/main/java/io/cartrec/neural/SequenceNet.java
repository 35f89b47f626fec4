package io.cartrec.neural;

import io.cartrec.neural.Learning.Optimizer;
import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Mix;
import io.cartrec.neural.kernel.Rule;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Embeddings, layers and a softmax over items: one training step at a time. Not thread-safe.
 */
final class SequenceNet {

  private static final int MOST_SCORES = 1 << 22; // of a validation step

  private final TensorKernels kernels;
  private final Learning learning;
  private final int itemCount;
  private final Parameter inputs;
  private final Parameter outputs; // the same where embeddings are tied
  private final Weights weights;
  private final Layer layers;
  private final Optional<Adversary> adversary;
  private final Candidates candidates;
  private final Optional<AdditionHead> head;
  private final TouchedItems touched;
  private final Matrix embedded;
  private final Matrix embeddedGradient;
  private final Matrix stateGradient;
  private final Matrix logits;

  /**
   * @param counts how often each item is a target
   * @param followers how often each item follows
   * @param rows how many a batch has at most
   */
  SequenceNet(
      TensorKernels kernels,
      Learning learning,
      int[] counts,
      FollowerCounts followers,
      int rows,
      int width,
      boolean tied,
      LayerPlan plan) {
    this.kernels = kernels;
    this.learning = learning;
    this.itemCount = counts.length;
    this.weights = Weights.random(kernels, learning);
    this.layers = new Stack(kernels, plan.layers(kernels, rows, weights));
    int most = Candidates.most(learning, itemCount, rows);
    int mostRows = (int) Math.min(itemCount, (long) most + rows);
    double reach = 1 / Math.sqrt(width);
    long seed = learning.seed();
    Optimizer optimizer = learning.optimizer();
    this.inputs =
        new Parameter(kernels, optimizer, itemCount, width, mostRows, reach, Mix.of(seed, -1));
    this.outputs = tied
        ? inputs
        : new Parameter(kernels, optimizer, itemCount, width, mostRows, reach, Mix.of(seed, -2));
    this.candidates = new Candidates(kernels, learning, counts, outputs, most);
    this.head = AdditionHead.of(kernels, learning, followers, width, rows, most);
    this.touched = new TouchedItems(itemCount);
    this.embedded = kernels.allocate(rows, width);
    this.embeddedGradient = kernels.allocate(rows, width);
    this.stateGradient = kernels.allocate(rows, width);
    this.logits = kernels.allocate(rows, most);
    double distance = learning.objective().adversary();
    this.adversary = distance == 0
        ? Optional.empty()
        : Optional.of(new Adversary(kernels, distance, weights.parameters().values(), rows, width));
  }

  /** The parameters by the names of their tensors. */
  Map<String, Parameter> parameters() {
    Map<String, Parameter> parameters = new TreeMap<>(weights.parameters());
    parameters.put(SequenceWeights.INPUTS, inputs);
    if (outputs != inputs) {
      parameters.put(SequenceWeights.OUTPUTS, outputs);
    }
    head.ifPresent(one -> one.addTo(parameters));
    return parameters;
  }

  /** Learns from {@code batch} and says its mean loss before. */
  double learn(Batch batch, Rule rule) {
    long seed = Mix.of(learning.seed(), rule.step());
    ItemSets shown = batch.shown();
    Matrix seen = embed(shown);
    kernels.dropout(seen, (float) learning.inputDropout(), Mix.of(seed, -1));
    candidates.choose(batch.targets(), rule.step());
    int[] items = candidates.items();
    Matrix gradient = embeddedGradient.rows(0, batch.rows());
    double loss = pass(batch, seen, 0, seed);
    adversary.ifPresent(against -> {
      against.move(seen, gradient);
      pass(batch, seen, 1, seed);
      against.join(gradient);
    });
    weights.learn(rule);
    head.ifPresent(one -> one.learn(items, rule));
    kernels.dropout(gradient, (float) learning.inputDropout(), Mix.of(seed, -1));
    if (outputs != inputs) {
      outputs.learn(items, rule);
      inputs.learn(scatter(new int[0], shown, gradient), rule);
    } else {
      inputs.learn(scatter(items, shown, gradient), rule);
    }
    return loss;
  }

  /**
   * Forward and back: the mean loss of a row; leaves the gradients of all there is.
   *
   * @param kept what counts of the gradients of the outputs and the head that were there
   */
  private double pass(Batch batch, Matrix seen, float kept, long seed) {
    layers.read(batch.inputs(), batch.codes());
    Matrix states = layers.forward(batch.steps(), seen, true, seed);
    Matrix scores = logits.rows(0, batch.rows()).columns(0, candidates.items().length);
    kernels.gemm(1, states, false, candidates.rows(), true, 0, scores);
    double loss = loss(scores, candidates.columns(batch.targets())) / batch.rows();
    Matrix gradient = stateGradient.rows(0, batch.rows());
    kernels.gemm(1, scores, false, candidates.rows(), false, 0, gradient);
    Matrix outputGradient = outputs.gradient().rows(0, candidates.items().length);
    kernels.gemm(1, scores, true, states, false, kept, outputGradient);
    if (head.isPresent()) {
      Followers followers = Followers.of(batch);
      loss += head.get().pass(followers, candidates, states, gradient, outputGradient, kept, seed);
    }
    Matrix inputGradient = embeddedGradient.rows(0, batch.rows());
    layers.backward(batch.steps(), seen, gradient, inputGradient, seed);
    return loss;
  }

  /** Leaves the gradient of the mean loss in place of {@code scores}. */
  private double loss(Matrix scores, int[] targets) {
    float scale = 1f / targets.length;
    return switch (learning.objective().loss()) {
      case CROSS_ENTROPY ->
        kernels.softmaxCrossEntropy(scores, candidates.corrections(), targets, scale);
      case BPR_MAX ->
        kernels.bprMax(scores, targets, (float) learning.objective().regularization(), scale);
    };
  }

  private Matrix embed(ItemSets shown) {
    Matrix rows = embedded.rows(0, shown.size());
    kernels.gatherSums(inputs.values(), shown.begin(), shown.items(), ones(shown), rows);
    return rows;
  }

  private static float[] ones(ItemSets shown) {
    float[] ones = new float[shown.items().length];
    Arrays.fill(ones, 1);
    return ones;
  }

  /**
   * Adds {@code gradient} to the rows of the input embeddings' gradient, whose first rows are those of
   * {@code items} and stay as they are, and says which items its rows are of.
   */
  private int[] scatter(int[] items, ItemSets shown, Matrix gradient) {
    TouchedItems.Touched all = touched.of(items, shown.items());
    kernels.clear(inputs.gradient().rows(items.length, all.items().length));
    kernels.scatterSums(gradient, shown.begin(), all.rows(), ones(shown), inputs.gradient());
    return all.items();
  }

  /** How many of {@code rows} are scored at a time where all items are. */
  static int part(int rows, int itemCount) {
    return Math.max(1, Math.min(rows, MOST_SCORES / Math.max(1, itemCount)));
  }

  /** How many items come before the one that is to be named, for each row. */
  int[] ranks(Batch batch) {
    layers.read(batch.inputs(), batch.codes());
    Matrix states = layers.forward(batch.steps(), embed(batch.shown()), false, 0);
    int part = part(batch.rows(), itemCount);
    Matrix scores = kernels.allocate(part, itemCount);
    int[] ranks = new int[batch.rows()];
    for (int from = 0; from < ranks.length; from += part) {
      int to = Math.min(ranks.length, from + part);
      Matrix some = scores.rows(0, to - from);
      kernels.gemm(1, states.rows(from, to), false, outputs.values(), true, 0, some);
      int[] targets = Arrays.copyOfRange(batch.targets(), from, to);
      System.arraycopy(kernels.ranks(some, targets), 0, ranks, from, to - from);
    }
    kernels.free(scores);
    return ranks;
  }
}
