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
 * Trains a net of causal self-attention to say what comes next in a session (SASRec): items and their
 * places are embedded, blocks of attention and two products follow, each upon normalized inputs and with
 * its input added, and the last output is multiplied with every item's embedding. Loss, candidates and
 * steps are those of {@link RecurrentTrainer}; with cross-entropy instead of the paper's one negative an
 * item this is what Klenitskiy and Vasilev found to beat BERT4Rec. Unlike there, blocks normalize once
 * each, and the sequence begins at the first place, not at the last.
 *
 * <p>Cost of an epoch: {@code O(events * width * (layers * (width + longest) + negatives + batch))}.
 * Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1109/ICDM.2018.00035">Kang and McAuley, 2018</a>
 * @see <a href="https://doi.org/10.1145/3604915.3610644">Klenitskiy and Vasilev, 2023</a>
 */
public final class AttentionTrainer implements IncrementalTrainer<Model> {

  private final AttentionConfig config;

  public AttentionTrainer(AttentionConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  @Override
  public void check(Optional<? extends Model> start) {
    config.learning().device().check();
    Start.check(start, AttentionProvider.NAME, AttentionProvider.PARAMETERS.format(config));
  }

  @Override
  public Model train(Dataset data, TrainingOptions options, Optional<? extends Model> start) {
    Start begun =
        Start.of(data, start, AttentionProvider.NAME, AttentionProvider.PARAMETERS.format(config));
    SequenceWeights weights = SequenceTraining.train(
        begun, config.width(), true, reading(config), config.learning(), options, plan(config));
    return model(begun.base(), weights.in(config.items(), config.width()), config);
  }

  /** The layers of {@code config}. */
  static LayerPlan plan(AttentionConfig config) {
    return (kernels, rows, weights) -> {
      int width = config.width();
      double dropout = config.learning().stateDropout();
      List<Layer> layers = ChannelLayer.all(config.channels(), kernels, width, rows, weights);
      layers.add(new PositionLayer(kernels, width, config.longest(), rows, weights, "input"));
      for (int layer = 0; layer < config.layers(); layer++) {
        String name = "layer" + layer + ".attention";
        Layer block = new AttentionLayer(kernels, config, rows, weights, name);
        layers.add(new ResidualLayer(kernels, block, width, dropout, rows, weights, name));
        name = "layer" + layer + ".products";
        block = new FeedForwardLayer(kernels, width, rows, weights, name);
        layers.add(new ResidualLayer(kernels, block, width, dropout, rows, weights, name));
      }
      layers.add(new NormLayer(kernels, width, rows, weights, "output"));
      return layers;
    };
  }

  static Model read(ModelFile file, AttentionConfig config) throws ModelFormatException {
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

  private static Reading reading(AttentionConfig config) {
    return Reading.of(config.longest(), config.channels(), config.learning());
  }

  static Model model(ModelBase base, SequenceWeights weights, AttentionConfig config) {
    return new SequenceModel(base, weights, config.width(), reading(config), plan(config));
  }
}
