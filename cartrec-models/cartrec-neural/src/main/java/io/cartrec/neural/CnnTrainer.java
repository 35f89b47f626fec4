package io.cartrec.neural;

import io.cartrec.data.Dataset;
import io.cartrec.model.IncrementalTrainer;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.TrainingOptions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Trains causal convolutions to say what comes next in a session (NextItNet): items are embedded,
 * convolutions over the entries up to each follow, each further apart than the one before, each upon
 * normalized inputs and with its input added, and the last output is multiplied with every item's
 * embedding. Loss, candidates and steps are those of {@link RecurrentTrainer}. Unlike in the paper a block
 * has one convolution, not two. With {@code pool > 0} a last block adds the mean of what the convolutions
 * found in so many of the newest entries, as pooling over the sequence does in Caser, where it takes the
 * maximum over all of it.
 *
 * <p>Cost of an epoch: {@code O(events * width * (layers * taps * width + negatives + batch))}.
 * Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/3289600.3290975">Yuan et al., 2019</a>
 * @see <a href="https://doi.org/10.1145/3159652.3159656">Tang and Wang, 2018</a>
 */
public final class CnnTrainer implements IncrementalTrainer<Model> {

  private static final int FARTHEST = 4; // layers until distances begin at 1 again

  private final CnnConfig config;

  public CnnTrainer(CnnConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  @Override
  public void check(Optional<? extends Model> start) {
    config.learning().device().check();
    Start.check(start, CnnProvider.NAME, CnnProvider.PARAMETERS.format(config));
  }

  @Override
  public Model train(Dataset data, TrainingOptions options, Optional<? extends Model> start) {
    Start begun = Start.of(data, start, CnnProvider.NAME, CnnProvider.PARAMETERS.format(config));
    SequenceWeights weights = SequenceTraining.train(
        begun, config.width(), true, reading(config), config.learning(), options, plan(config));
    return model(begun.base(), weights.in(config.items(), config.width()), config);
  }

  /** The layers of {@code config}. */
  static LayerPlan plan(CnnConfig config) {
    return (kernels, rows, weights) -> {
      int width = config.width();
      double dropout = config.learning().stateDropout();
      List<Layer> layers = ChannelLayer.all(config.channels(), kernels, width, rows, weights);
      for (int layer = 0; layer < config.layers(); layer++) {
        String name = "layer" + layer;
        Layer block =
            new ConvolutionLayer(kernels, config, 1 << layer % FARTHEST, rows, weights, name);
        layers.add(new ResidualLayer(kernels, block, width, dropout, rows, weights, name));
      }
      if (config.pool() > 0) {
        Layer pool = new PoolLayer(kernels, config.pool(), width, rows);
        layers.add(new ResidualLayer(kernels, pool, width, dropout, rows, weights, "pool"));
      }
      layers.add(new NormLayer(kernels, width, rows, weights, "output"));
      return layers;
    };
  }

  static Model read(ModelFile file, CnnConfig config) throws ModelFormatException {
    SequenceWeights weights = SequenceWeights.read(
        file,
        config.width(),
        true,
        config.items(),
        config.channels(),
        config.learning(),
        plan(config));
    return model(file.base(), weights, config);
  }

  private static Reading reading(CnnConfig config) {
    return Reading.of(config.longest(), config.channels(), config.learning());
  }

  static Model model(ModelBase base, SequenceWeights weights, CnnConfig config) {
    return new SequenceModel(base, weights, config.width(), reading(config), plan(config));
  }
}
