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
 * Trains a net to say of a set of items what else belongs to it: some items of a user's or a session's
 * set are dropped, the others' embeddings are added up, divided by the root of the set's size, {@code
 * tanh} is taken, and the softmax of its products with every item should name the items of the set: the
 * loss is the multinomial likelihood (Mult-DAE). With {@code beta > 0} the products are with numbers
 * drawn from a normal distribution, whose mean and variance are linear in that {@code tanh}, and {@code
 * beta} times its divergence from the standard normal one joins the loss, annealed over the first half of
 * training (Mult-VAE, eq. 7); answers take the mean. Order and repeats do not count.
 *
 * <p>With {@code attributes=true} a learned row for each attribute of the user, the first whom a session
 * names, joins the sum, as further items of the input alone, never dropped, each in full.
 *
 * <p>Unlike in the paper the softmax should name what was dropped, not what stands in the input, unless
 * {@code targets=all}; an item has one embedding for input and output, unless {@code tied=false}; it has
 * no bias; and the softmax of a step is over the targets and items drawn by popularity^alpha, weighed as
 * in {@link RecurrentTrainer}, unless {@code negatives=0}.
 *
 * <p>Sets are those of sessions, or of users when no event names a session. Cost of an epoch: {@code
 * O(sets * width * (negatives + items of a batch's sets))}. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/3178876.3186150">Liang et al., 2018</a>
 */
public final class AutoencoderTrainer implements IncrementalTrainer<Model> {

  private final AutoencoderConfig config;

  public AutoencoderTrainer(AutoencoderConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  @Override
  public void check(Optional<? extends Model> start) {
    config.learning().device().check();
    Start.check(start, AutoencoderProvider.NAME, AutoencoderProvider.PARAMETERS.format(config));
  }

  @Override
  public Model train(Dataset data, TrainingOptions options, Optional<? extends Model> start) {
    Start begun = Start.of(
        data, start, AutoencoderProvider.NAME, AutoencoderProvider.PARAMETERS.format(config));
    Learning learning = config.learning();
    UserAttributes attributes =
        config.attributes() ? UserAttributes.find(begun) : UserAttributes.NONE;
    CartSets sets = CartSets.of(begun, attributes);
    int from = sets.size() - (int) (sets.size() * learning.validation());
    CartSets learned = sets.range(0, from);
    int[] counts = learned.counts(begun.items());
    long places = learned.places();
    int most = learned.most(learning.batch());
    LayerPlan plan = attributes.with(AutoencoderNet.plan(config, () -> 0), config.width());
    Memory.check(counts.length, config.width(), config.tied(), learning, options, most, plan);
    List<ItemSets> questions =
        sets.range(from, sets.size()).batches(SequenceNet.part(learning.batch(), counts.length));
    try (TensorKernels kernels = learning.device().open(options.threads())) {
      AutoencoderNet net =
          new AutoencoderNet(kernels, config, counts, learned.size(), most, attributes.size());
      Map<String, Tensor> tensors = new Epochs(
              begun, learning, options, places, net.parameters(), attributes.tensors())
          .run(epoch -> steps(net, learned, epoch), () -> judge(net, questions));
      return new AutoencoderModel(begun.base(), config, tensors);
    }
  }

  private List<Step> steps(AutoencoderNet net, CartSets sets, int epoch) {
    int[] order = Order.shuffled(sets.size(), config.learning().seed(), epoch);
    return sets.batches(order, config.learning().batch()).stream()
        .map(batch -> new Step(batch.items().length, rule -> net.learn(batch, rule)))
        .toList();
  }

  /** The likelihood of a fifth of the items of the sets held back, given the others. */
  private static Optional<Judgement> judge(AutoencoderNet net, List<ItemSets> questions) {
    double loss = 0;
    double count = 0;
    for (ItemSets sets : questions) {
      double[] judged = net.judge(sets);
      loss += judged[0];
      count += judged[1];
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(new Judgement(-loss, String.format(Locale.ROOT, "loss %.4f", loss / count)));
  }
}
