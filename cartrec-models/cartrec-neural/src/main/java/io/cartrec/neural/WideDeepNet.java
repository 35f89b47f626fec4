package io.cartrec.neural;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Mix;
import io.cartrec.neural.kernel.Rule;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.Map;
import java.util.TreeMap;

/** A wide and a deep part, and their loss: one training step at a time. Not thread-safe. */
final class WideDeepNet {

  private static final int CUT_STREAM = -1; // of what a step draws, beside the deep part's

  private final TensorKernels kernels;
  private final WideDeepConfig config;
  private final FollowerCounts followers;
  private final int threads;
  private final WidePart wide;
  private final DeepPart deep;
  private final Candidates candidates;
  private final Matrix logits;
  private final Matrix corrections;

  /**
   * @param followers how often each item is added
   * @param entries how many items the carts of a step hold at most
   */
  WideDeepNet(
      TensorKernels kernels,
      WideDeepConfig config,
      Vocabulary vocabulary,
      FollowerCounts followers,
      int entries,
      int threads) {
    Learning learning = config.learning();
    int rows = learning.batch();
    int columns = Candidates.most(learning, vocabulary.items(), entries);
    this.kernels = kernels;
    this.config = config;
    this.followers = followers;
    this.threads = threads;
    this.wide = new WidePart(vocabulary, followers.logOdds());
    this.deep = new DeepPart(kernels, config, vocabulary, rows, entries, columns);
    this.candidates = new Candidates(kernels, learning, followers.holding(), deep.table(), columns);
    this.logits = kernels.allocate(rows, columns);
    this.corrections = kernels.allocate(1, columns);
  }

  /** The parameters by the names of their tensors. */
  Map<String, Learned> parameters() {
    Map<String, Learned> parameters = new TreeMap<>(wide.parameters());
    parameters.putAll(deep.parameters());
    return parameters;
  }

  /** Learns from {@code carts} and says the mean loss of a cart before. */
  double learn(ItemSets carts, Rule rule) {
    long seed = Mix.of(config.learning().seed(), rule.step());
    CartBatch batch = batch(carts, seed);
    candidates.choose(batch.later().items(), rule.step());
    int[] items = candidates.items();
    Matrix scores = logits.rows(0, batch.size()).columns(0, items.length);
    double loss = loss(batch, scores, true, seed);
    double left = rule.rate() / config.learning().rate(); // of all rates
    wide.learn(batch, candidates, kernels.download(scores), left * config.wideRate());
    deep.learn(batch, items, scores, rule, seed);
    return loss / batch.size();
  }

  /** {@code carts} at a moment that {@code seed} chooses. */
  CartBatch batch(ItemSets carts, long seed) {
    return CartBatch.of(carts, config.learning().inputDropout(), Mix.of(seed, CUT_STREAM));
  }

  /** The sum of the losses of {@code carts}, with what comes later and the candidates by {@code seed}. */
  double judge(ItemSets carts, long seed) {
    CartBatch batch = batch(carts, seed);
    candidates.choose(batch.later().items(), seed);
    int columns = candidates.items().length;
    return loss(batch, logits.rows(0, batch.size()).columns(0, columns), false, 0);
  }

  /** Leaves the gradient of the sum of the losses in {@code scores}. */
  private double loss(CartBatch batch, Matrix scores, boolean learns, long seed) {
    kernels.upload(wide.logits(batch, candidates, threads), scores);
    deep.forward(batch, candidates, scores, learns, seed);
    Matrix correction = corrections.columns(0, scores.columns());
    kernels.upload(candidates.corrections(followers.missed(batch.size())), correction);
    return kernels.binaryCrossEntropy(
        scores,
        correction,
        batch.later().begin(),
        candidates.columns(batch.later().items()),
        new int[batch.size() + 1],
        new int[0],
        1);
  }
}
