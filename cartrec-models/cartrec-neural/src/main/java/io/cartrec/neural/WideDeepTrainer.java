package io.cartrec.neural;

import io.cartrec.data.Dataset;
import io.cartrec.model.IncrementalTrainer;
import io.cartrec.model.Model;
import io.cartrec.model.Tensor;
import io.cartrec.model.TrainingOptions;
import io.cartrec.neural.Epochs.Judgement;
import io.cartrec.neural.Epochs.Step;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Trains a wide and a deep part together to say how probable it is that an item is added to a cart (Wide &
 * Deep): {@code p = σ(wide + deep)}. The wide part has a weight for each pair of items that enough carts
 * have, in either order, one for each such pair of a user's attribute and an item, and a bias of the item;
 * what that remembers of pairs, the deep part generalises from embeddings of the cart, the user's
 * attributes, and the item with its features.
 *
 * <p>In each epoch a session, or user, is looked at once, and each of its items comes later with the
 * probability that is called dropout of inputs elsewhere, whatever the order in the data: in a receipt it
 * says nothing. The label is 1 for all that comes later, 0 for the other candidates of the step that the
 * cart has not got already: what comes later in any of its carts, and items drawn by popularity^alpha. As
 * noes are a sample, the probability that it had them is taken off the logits, as in the binary head of
 * the other nets.
 *
 * <p>Unlike in the paper (section 3) the wide part learns by {@link HeapWeights Adagrad}, not by FTRL with
 * L1, and leaves rare pairs out; the hidden layer sees the cart alone and meets the item in a product, as
 * layers hardly learn to multiply (Rendle et al., 2020) and an answer would cost a pass for each item.
 *
 * <p>Cost of an epoch: {@code O(carts * (candidates * width + pairs of the cart's items))}, and once, to
 * find the pairs, the squares of the carts' sizes. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/2988450.2988454">Cheng et al., 2016</a>
 * @see <a href="https://doi.org/10.1145/3383313.3412488">Rendle et al., 2020</a>
 */
public final class WideDeepTrainer implements IncrementalTrainer<Model> {

  private static final long JUDGED = 1L << 40; // no step's number

  private final WideDeepConfig config;

  public WideDeepTrainer(WideDeepConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  @Override
  public void check(Optional<? extends Model> start) {
    config.learning().device().check();
    Start.check(start, WideDeepProvider.NAME, WideDeepProvider.PARAMETERS.format(config));
  }

  @Override
  public Model train(Dataset data, TrainingOptions options, Optional<? extends Model> start) {
    Start begun =
        Start.of(data, start, WideDeepProvider.NAME, WideDeepProvider.PARAMETERS.format(config));
    Learning learning = config.learning();
    UserAttributes attributes = Vocabulary.attributes(begun, config);
    CartSets all = CartSets.of(begun, attributes);
    int from = all.size() - (int) (all.size() * learning.validation());
    CartSets carts = all.range(0, from);
    CartSets newest = all.range(from, all.size());
    Vocabulary vocabulary = Vocabulary.of(begun, carts, attributes, config);
    int entries = all.most(learning.batch());
    Memory.checkTensors(DeepPart.shapes(config, vocabulary));
    Memory.check(bytes(vocabulary, entries, options), Runtime.getRuntime().maxMemory());
    try (TensorKernels kernels = learning.device().open(options.threads())) {
      int[] counts = carts.counts(vocabulary.items());
      double later = learning.inputDropout();
      FollowerCounts followers = FollowerCounts.of(counts, carts.size(), later, later);
      WideDeepNet net =
          new WideDeepNet(kernels, config, vocabulary, followers, entries, options.threads());
      Map<String, Tensor> tensors = new Epochs(
              begun, learning, options, carts.size(), net.parameters(), vocabulary.tensors())
          .run(epoch -> steps(net, carts, epoch), () -> judge(net, newest));
      return new WideDeepModel(begun.base(), vocabulary, tensors, config);
    }
  }

  /**
   * What training needs at its end, when the best numbers so far and the last lie beside those that learn,
   * with those of a checkpoint; of pairs also the numbers by which they are found.
   */
  long bytes(Vocabulary vocabulary, int entries, TrainingOptions options) {
    Learning learning = config.learning();
    boolean isKept = options.checkpoint().isPresent();
    int moments = learning.optimizer().moments();
    double copies = learning.validation() > 0 ? 3 : 2; // with one on its way
    double gradients = learning.freeze() == Learning.Freeze.NONE ? 1 : 2;
    double deep = 1 + moments + gradients + copies + (isKept ? moments : 0);
    double wide = HeapWeights.NUMBERS + copies + (isKept ? 1 : 0);
    double numbers = (double) Crosses.NUMBERS
        * (vocabulary.pairs().size() + vocabulary.attributePairs().size());
    for (long shape : DeepPart.shapes(config, vocabulary).values()) {
      numbers += deep * shape;
    }
    for (long shape : WidePart.shapes(vocabulary).values()) {
      numbers += wide * shape;
    }
    double candidates = Candidates.most(learning, vocabulary.items(), entries);
    numbers += learning.batch() * (3 * candidates + 4.0 * config.width() + 2.0 * config.hidden());
    numbers += 2 * candidates * config.width(); // as they are, and with their features
    return (long) (numbers * Float.BYTES);
  }

  private List<Step> steps(WideDeepNet net, CartSets carts, int epoch) {
    int[] order = Order.shuffled(carts.size(), config.learning().seed(), epoch);
    return carts.batches(order, config.learning().batch()).stream()
        .map(batch -> new Step(batch.size(), rule -> net.learn(batch, rule)))
        .toList();
  }

  private Optional<Judgement> judge(WideDeepNet net, CartSets newest) {
    double loss = 0;
    long seed = JUDGED;
    for (ItemSets carts : newest.batches(config.learning().batch())) {
      loss += net.judge(carts, seed++);
    }
    return newest.size() == 0
        ? Optional.empty()
        : Optional.of(
            new Judgement(-loss, String.format(Locale.ROOT, "loss %.4f", loss / newest.size())));
  }
}
