package io.cartrec.neural;

import io.cartrec.data.Dataset;
import io.cartrec.model.IncrementalTrainer;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.TrainingOptions;
import io.cartrec.neural.RecurrentConfig.Direction;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Trains recurrent nets to say what comes next in a session (GRU4Rec): an item's embedding goes into
 * recurrent cells, one on the other, and the last state is multiplied with every item's embedding; of
 * that the softmax is the probability that the item comes next.
 *
 * <p>Sessions are learned from whole, several side by side, with the gradient through all of their steps,
 * where GRU4Rec went one step at a time; one longer than {@code longest} is cut into pieces. The loss is
 * the cross-entropy (Klenitskiy and Vasilev), with the softmax over the targets of the step and items
 * drawn by popularity^alpha, as in Hidasi and Karatzoglou; each but the target is weighed by how
 * improbable it was to be drawn (Bengio and Senécal), so that the sum estimates that over the catalogue.
 * Dropout thins inputs and states; Adam steps, on the rows of items that took part alone, and its rate
 * falls to nothing in a straight line. With {@code loss=bpr-max} the loss is that of Hidasi and
 * Karatzoglou, without such weights; with {@code optimizer=adagrad} Adagrad steps.
 *
 * <p>With {@code direction=both} nothing comes next: each entry of a session is hidden in turn and named
 * from the sum of two states, that of cells which read what comes before it and that of other cells which
 * read, from the end, what comes after. Each epoch takes the entries in another order, and answers ask for
 * one in their middle. Sequences can be learned from with noise ({@link Augmentation}) and against an
 * adversary.
 *
 * <p>Sessions are those of the data, or users when no event names a session. Cost of an epoch: {@code
 * O(events * width * (width + negatives + batch))}. Immutable and thread-safe.
 *
 * @see <a href="https://arxiv.org/abs/1511.06939">Hidasi et al., 2016</a>
 * @see <a href="https://doi.org/10.1145/3269206.3271761">Hidasi and Karatzoglou, 2018</a>
 * @see <a href="https://doi.org/10.1145/3604915.3610644">Klenitskiy and Vasilev, 2023</a>
 * @see <a href="https://doi.org/10.1109/TNN.2007.912312">Bengio and Senécal, 2008</a>
 */
public final class RecurrentTrainer implements IncrementalTrainer<Model> {

  private final String name;
  private final RecurrentConfig config;

  /** Trains the {@code gru} model, whatever the cell. */
  public RecurrentTrainer(RecurrentConfig config) {
    this(GruProvider.NAME, config);
  }

  RecurrentTrainer(String name, RecurrentConfig config) {
    this.name = name;
    this.config = Objects.requireNonNull(config, "config");
  }

  @Override
  public void check(Optional<? extends Model> start) {
    config.learning().device().check();
    Start.check(start, name, RecurrentParameters.of(config).format(config));
  }

  @Override
  public Model train(Dataset data, TrainingOptions options, Optional<? extends Model> start) {
    Start begun = Start.of(data, start, name, RecurrentParameters.of(config).format(config));
    SequenceWeights weights = SequenceTraining.train(
        begun,
        config.width(),
        config.tied(),
        reading(config),
        config.learning(),
        options,
        plan(config));
    return model(begun.base(), weights.in(config.items(), config.width()), config);
  }

  /** The layers of {@code config}. */
  static LayerPlan plan(RecurrentConfig config) {
    return (kernels, rows, weights) -> {
      List<Layer> layers =
          ChannelLayer.all(config.channels(), kernels, config.width(), rows, weights);
      List<Layer> cells = cells(config, kernels, rows, weights, "layer");
      if (config.direction() == Direction.FORWARD) {
        layers.addAll(cells);
      } else {
        Layer before = new Stack(kernels, cells);
        Layer after = new Stack(kernels, cells(config, kernels, rows, weights, "back"));
        layers.add(new SurroundingLayer(kernels, before, after, config.width(), rows));
      }
      return layers;
    };
  }

  private static List<Layer> cells(
      RecurrentConfig config, TensorKernels kernels, int rows, Weights weights, String name) {
    List<Layer> cells = new ArrayList<>();
    for (int layer = 0; layer < config.layers(); layer++) {
      cells.add(new RecurrentLayer(
          kernels,
          config.cell(),
          config.width(),
          rows,
          (float) config.learning().stateDropout(),
          weights,
          name + layer));
    }
    return cells;
  }

  static Model read(ModelFile file, RecurrentConfig config) throws ModelFormatException {
    SequenceWeights weights = SequenceWeights.read(
        file,
        config.width(),
        config.tied(),
        config.items(),
        config.channels(),
        config.learning(),
        plan(config));
    return model(file.base(), weights, config);
  }

  private static Reading reading(RecurrentConfig config) {
    return Reading.of(config.longest(), config.channels(), config.learning())
        .withDirection(config.direction());
  }

  static Model model(ModelBase base, SequenceWeights weights, RecurrentConfig config) {
    return config.direction() == Direction.FORWARD && config.channels().open().isEmpty()
        ? new RecurrentModel(base, weights, reading(config), config)
        : new SequenceModel(base, weights, config.width(), reading(config), plan(config));
  }
}
