package io.cartrec.neural;

import io.cartrec.neural.Learning.Optimizer;
import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Mix;
import io.cartrec.neural.kernel.Rule;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/** Squeezes sets of items into a few numbers and makes a softmax over items of them. Not thread-safe. */
final class AutoencoderNet {

  static final String INPUTS = "input_items";
  static final String OUTPUTS = "output_items";
  static final String BIAS = "bias";

  private static final double ANNEALED = 0.5; // of training

  // what a step draws, below the counters of the sampler, which begin at 0
  static final int INPUT_STREAM = -1;
  private static final int STATE_STREAM = -2;
  private static final int LAYER_STREAM = -3;

  private final TensorKernels kernels;
  private final AutoencoderConfig config;
  private final Learning learning;
  private final int itemCount;
  private final Parameter inputs;
  private final Parameter bias;
  private final Parameter outputs; // the same where embeddings are tied
  private final Weights weights;
  private final List<Layer> layers; // at most one
  private final Optional<AttributeSums> attributes;
  private final Candidates candidates;
  private final Optional<AdditionHead> head;
  private final Matrix hidden;
  private final Matrix dropped;
  private final Matrix gradient;
  private final Matrix hiddenGradient;
  private final Matrix logits;
  private final TouchedItems touched;
  private double divergence; // what that of a set counts now

  /**
   * @param counts how many sets hold each item
   * @param size how many sets there are
   * @param most how many items the sets of a batch hold at most
   * @param told how many attributes of users there are
   */
  AutoencoderNet(
      TensorKernels kernels, AutoencoderConfig config, int[] counts, int size, int most, int told) {
    this.kernels = kernels;
    this.config = config;
    this.learning = config.learning();
    this.itemCount = counts.length;
    int width = config.width();
    int rows = learning.batch();
    int columns = Candidates.most(learning, itemCount, most);
    int inputRows = (int) Math.min(itemCount, (long) most + (config.tied() ? columns : 0));
    double reach = 1 / Math.sqrt(width);
    long seed = learning.seed();
    Optimizer optimizer = learning.optimizer();
    this.inputs =
        new Parameter(kernels, optimizer, itemCount, width, inputRows, reach, Mix.of(seed, -1));
    this.bias = new Parameter(kernels, optimizer, 1, width, 0, 0);
    this.outputs = config.tied()
        ? inputs
        : new Parameter(kernels, optimizer, itemCount, width, columns, reach, Mix.of(seed, -2));
    this.weights = Weights.random(kernels, learning);
    this.layers = plan(config, () -> divergence).layers(kernels, rows, weights);
    this.attributes = told == 0
        ? Optional.empty()
        : Optional.of(new AttributeSums(kernels, told, width, rows, weights));
    this.candidates = new Candidates(kernels, learning, counts, outputs, columns);
    double dropped = learning.inputDropout();
    FollowerCounts followers =
        FollowerCounts.of(counts, size, dropped, config.namesDroppedOnly() ? dropped : 1);
    this.head = AdditionHead.of(kernels, learning, followers, width, rows, columns);
    this.hidden = kernels.allocate(rows, width);
    this.dropped = kernels.allocate(rows, width);
    this.gradient = kernels.allocate(rows, width);
    this.hiddenGradient = kernels.allocate(rows, width);
    this.logits = kernels.allocate(rows, columns);
    this.touched = new TouchedItems(itemCount);
  }

  /**
   * What comes between the numbers of a set and the softmax.
   *
   * @param divergence what that of a set counts while it learns
   */
  static LayerPlan plan(AutoencoderConfig config, DoubleSupplier divergence) {
    return config.beta() == 0
        ? LayerPlan.NONE
        : (kernels, rows, weights) ->
            List.of(new GaussianLayer(kernels, config.width(), rows, divergence, weights, "code"));
  }

  /** Learns from {@code sets} and says the mean loss a target before. */
  double learn(ItemSets sets, Rule rule) {
    long seed = Mix.of(learning.seed(), rule.step());
    float[] shares = sets.weights(learning.inputDropout(), Mix.of(seed, INPUT_STREAM));
    ItemSets targets = config.namesDroppedOnly() ? sets.dropped(shares) : sets;
    if (targets.items().length == 0) {
      return 0;
    }
    int rows = sets.size();
    double past = 1 - rule.rate() / learning.rate();
    divergence = config.beta() * Math.min(1, past / ANNEALED) / rows;
    Matrix squeezed = squeeze(sets, shares);
    Matrix thinned = dropped.rows(0, rows);
    kernels.copy(squeezed, thinned);
    kernels.dropout(thinned, (float) learning.stateDropout(), Mix.of(seed, STATE_STREAM));
    Matrix code = encode(thinned, true, Mix.of(seed, LAYER_STREAM));
    candidates.choose(targets.items(), rule.step());
    int[] items = candidates.items();
    Matrix scores = logits.rows(0, rows).columns(0, items.length);
    kernels.gemm(1, code, false, candidates.rows(), true, 0, scores);
    double loss = kernels.multinomial(
        scores,
        candidates.corrections(),
        targets.begin(),
        candidates.columns(targets.items()),
        1f / rows);
    Matrix back = gradient.rows(0, rows);
    Matrix outputGradient = outputs.gradient().rows(0, items.length);
    kernels.gemm(1, scores, false, candidates.rows(), false, 0, back);
    kernels.gemm(1, scores, true, code, false, 0, outputGradient);
    if (head.isPresent()) {
      Followers followers = Followers.of(sets, shares, !config.namesDroppedOnly());
      loss += rows * head.get().pass(followers, candidates, code, back, outputGradient, 0, seed);
    }
    for (Layer layer : layers) {
      Matrix codeGradient = back;
      back = hiddenGradient.rows(0, rows);
      layer.backward(each(rows), thinned, codeGradient, back, Mix.of(seed, LAYER_STREAM));
    }
    kernels.dropout(back, (float) learning.stateDropout(), Mix.of(seed, STATE_STREAM));
    kernels.tanhBackward(squeezed, back);
    learn(sets, items, shares, back, rule);
    return loss / targets.items().length;
  }

  private Matrix squeeze(ItemSets sets, float[] shares) {
    Matrix numbers = hidden.rows(0, sets.size());
    kernels.gatherSums(inputs.values(), sets.begin(), sets.items(), shares, numbers);
    attributes.ifPresent(sums -> sums.addTo(numbers, sets.told()));
    kernels.addRow(bias.values(), numbers);
    kernels.tanh(numbers);
    return numbers;
  }

  private Matrix encode(Matrix numbers, boolean learns, long seed) {
    Matrix code = numbers;
    for (Layer layer : layers) {
      code = layer.forward(each(numbers.rows()), code, learns, seed);
    }
    return code;
  }

  /** Each row for itself. */
  private static Steps each(int rows) {
    int[] ones = new int[rows];
    Arrays.fill(ones, 1);
    return Steps.of(ones);
  }

  private void learn(ItemSets sets, int[] items, float[] shares, Matrix back, Rule rule) {
    kernels.sumRows(back, bias.gradient());
    bias.learn(rule);
    attributes.ifPresent(sums -> sums.backward(sets.told(), back));
    weights.learn(rule);
    head.ifPresent(one -> one.learn(items, rule));
    if (config.tied()) {
      inputs.learn(scatter(items, sets, shares, back), rule);
    } else {
      outputs.learn(items, rule);
      inputs.learn(scatter(new int[0], sets, shares, back), rule);
    }
  }

  /**
   * Adds what came {@code back} to the rows of the gradient of the inputs, whose first rows are those of
   * {@code items} and stay as they are, and says which items its rows are of.
   */
  private int[] scatter(int[] items, ItemSets sets, float[] shares, Matrix back) {
    TouchedItems.Touched all = touched.of(items, sets.items());
    kernels.clear(inputs.gradient().rows(items.length, all.items().length));
    kernels.scatterSums(back, sets.begin(), all.rows(), shares, inputs.gradient());
    return all.items();
  }

  /** The loss of the hidden items of {@code sets} given the known ones, over all items; and their number. */
  double[] judge(ItemSets sets) {
    ItemSets hiddenItems = sets.hidden();
    ItemSets known = sets.known();
    Matrix code = encode(squeeze(known, known.weights(0, 0)), false, 0);
    Matrix scores = kernels.allocate(sets.size(), itemCount);
    kernels.gemm(1, code, false, outputs.values(), true, 0, scores);
    Matrix correction = kernels.allocate(1, itemCount);
    double loss =
        kernels.multinomial(scores, correction, hiddenItems.begin(), hiddenItems.items(), 1);
    kernels.free(scores);
    kernels.free(correction);
    return new double[] {loss, hiddenItems.items().length};
  }

  /** The parameters by the names of their tensors. */
  Map<String, Parameter> parameters() {
    Map<String, Parameter> parameters = new TreeMap<>(weights.parameters());
    parameters.put(INPUTS, inputs);
    if (outputs != inputs) {
      parameters.put(OUTPUTS, outputs);
    }
    parameters.put(BIAS, bias);
    head.ifPresent(one -> one.addTo(parameters));
    return parameters;
  }
}
