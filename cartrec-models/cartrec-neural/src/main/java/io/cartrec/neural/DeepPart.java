package io.cartrec.neural;

import io.cartrec.neural.TouchedItems.Touched;
import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Mix;
import io.cartrec.neural.kernel.Rule;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a cart looks like, times what an item looks like: {@code (x + relu(x H + c) W) t}, where {@code x}
 * is the sum of the embeddings of the cart's items, divided by the root of their number, and of those of
 * the user's attributes, and {@code t} the embedding of the item plus those of its features. An item looks
 * the same on both sides; {@code W} begins at 0. Not thread-safe.
 */
final class DeepPart {

  static final String ITEMS = "embedding_items";
  static final String HIDDEN = "deep.hidden";
  static final String BIAS = "deep.bias";
  static final String LAST = "deep.last";

  private static final int HIDDEN_STREAM = -2;

  private final TensorKernels kernels;
  private final Learning learning;
  private final Vocabulary vocabulary;
  private final Parameter table; // of items
  private final Weights weights;
  private final Optional<AttributeSums> attributes;
  private final Parameter features;
  private final Parameter hidden;
  private final Parameter bias;
  private final Parameter last;
  private final TouchedItems touched;
  private final Matrix cart; // carts x width
  private final Matrix cartGradient;
  private final Matrix bent; // carts x hidden
  private final Matrix bentGradient;
  private final Matrix view; // carts x width
  private final Matrix looks; // candidates x width

  /**
   * @param carts how many a step has at most
   * @param entries how many items these hold at most
   * @param candidates how many a step has at most
   */
  DeepPart(
      TensorKernels kernels,
      WideDeepConfig config,
      Vocabulary vocabulary,
      int carts,
      int entries,
      int candidates) {
    this.kernels = kernels;
    this.learning = config.learning();
    this.vocabulary = vocabulary;
    int width = config.width();
    double reach = 1 / Math.sqrt(width);
    int touched = (int) Math.min(vocabulary.items(), (long) entries + candidates);
    long seed = Mix.of(learning.seed(), ITEMS.hashCode());
    this.table = new Parameter(
        kernels, learning.optimizer(), vocabulary.items(), width, touched, reach, seed);
    this.weights = Weights.random(kernels, learning);
    int told = vocabulary.attributes().size();
    this.attributes = told == 0
        ? Optional.empty()
        : Optional.of(new AttributeSums(kernels, told, width, carts, weights));
    this.features = weights.matrix(FeatureBags.TABLE, vocabulary.featureCount(), width, 0);
    this.hidden = weights.matrix(HIDDEN, width, config.hidden(), reach);
    this.bias = weights.matrix(BIAS, 1, config.hidden(), 0);
    this.last = weights.matrix(LAST, config.hidden(), width, 0);
    this.touched = new TouchedItems(vocabulary.items());
    this.cart = kernels.allocate(carts, width);
    this.cartGradient = kernels.allocate(carts, width);
    this.bent = kernels.allocate(carts, config.hidden());
    this.bentGradient = kernels.allocate(carts, config.hidden());
    this.view = kernels.allocate(carts, width);
    this.looks = kernels.allocate(candidates, width);
  }

  /** How many numbers each parameter has. */
  static Map<String, Long> shapes(WideDeepConfig config, Vocabulary vocabulary) {
    long width = config.width();
    Map<String, Long> shapes = new TreeMap<>();
    shapes.put(ITEMS, vocabulary.items() * width);
    shapes.put(FeatureBags.TABLE, vocabulary.featureCount() * width);
    shapes.put(HIDDEN, width * config.hidden());
    shapes.put(BIAS, (long) config.hidden());
    shapes.put(LAST, width * config.hidden());
    if (vocabulary.attributes().size() > 0) {
      shapes.put(UserAttributes.TABLE, vocabulary.attributes().size() * width);
    }
    return shapes;
  }

  /** The embeddings of items. */
  Parameter table() {
    return table;
  }

  /** The parameters by the names of their tensors. */
  Map<String, Learned> parameters() {
    Map<String, Learned> parameters = new TreeMap<>(weights.parameters());
    parameters.put(ITEMS, table);
    return parameters;
  }

  /** Adds the products of {@code batch} with the items to {@code logits}. */
  void forward(CartBatch batch, Candidates candidates, Matrix logits, boolean learns, long seed) {
    int rows = batch.size();
    Matrix squeezed = cart.rows(0, rows);
    ItemSets known = batch.known();
    float[] shares = known.weights(0, 0);
    kernels.gatherSums(table.values(), known.begin(), known.items(), shares, squeezed);
    attributes.ifPresent(sums -> sums.addTo(squeezed, known.told()));
    Matrix activated = bent.rows(0, rows);
    Matrix seen = view.rows(0, rows);
    kernels.gemm(1, squeezed, false, hidden.values(), false, 0, activated);
    kernels.addRow(bias.values(), activated);
    kernels.relu(activated);
    if (learns) {
      kernels.dropout(activated, (float) learning.stateDropout(), Mix.of(seed, HIDDEN_STREAM));
    }
    kernels.copy(squeezed, seen);
    kernels.gemm(1, activated, false, last.values(), false, 1, seen);
    kernels.gemm(1, seen, false, looks(candidates), true, 1, logits);
  }

  private Matrix looks(Candidates candidates) {
    Matrix some = looks.rows(0, candidates.items().length);
    Bag bag = vocabulary.bag(candidates.items());
    kernels.gatherSums(features.values(), bag.begin(), bag.rows(), bag.weights(), some);
    kernels.add(candidates.rows(), some);
    return some;
  }

  /** Steps by the gradient of the logits, after the way forward. */
  void learn(CartBatch batch, int[] items, Matrix gradient, Rule rule, long seed) {
    int rows = batch.size();
    Matrix squeezed = cart.rows(0, rows);
    Matrix activated = bent.rows(0, rows);
    Matrix hiddenBack = bentGradient.rows(0, rows);
    Matrix back = cartGradient.rows(0, rows);
    Matrix itemBack = table.gradient().rows(0, items.length);
    kernels.gemm(1, gradient, true, view.rows(0, rows), false, 0, itemBack);
    kernels.gemm(1, gradient, false, looks.rows(0, items.length), false, 0, back);
    kernels.gemm(1, activated, true, back, false, 0, last.gradient());
    kernels.gemm(1, back, false, last.values(), true, 0, hiddenBack);
    kernels.dropout(hiddenBack, (float) learning.stateDropout(), Mix.of(seed, HIDDEN_STREAM));
    kernels.reluBackward(activated, hiddenBack);
    kernels.sumRows(hiddenBack, bias.gradient());
    kernels.gemm(1, squeezed, true, hiddenBack, false, 0, hidden.gradient());
    kernels.gemm(1, hiddenBack, false, hidden.values(), true, 1, back);
    Bag bag = vocabulary.bag(items);
    kernels.clear(features.gradient());
    kernels.scatterSums(itemBack, bag.begin(), bag.rows(), bag.weights(), features.gradient());
    ItemSets known = batch.known();
    attributes.ifPresent(sums -> sums.backward(known.told(), back));
    Touched entries = touched.of(items, known.items());
    kernels.clear(table.gradient().rows(items.length, entries.items().length));
    kernels.scatterSums(back, known.begin(), entries.rows(), known.weights(0, 0), table.gradient());
    table.learn(entries.items(), rule);
    weights.learn(rule);
  }
}
