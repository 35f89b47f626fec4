package io.cartrec.neural;

import io.cartrec.model.TrainingOptions;
import io.cartrec.neural.Epochs.Judgement;
import io.cartrec.neural.Epochs.Step;
import io.cartrec.neural.RecurrentConfig.Direction;
import io.cartrec.neural.kernel.Mix;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Trains a {@link SequenceNet} on sessions. Not thread-safe. */
final class SequenceTraining {

  private static final int LIST = 20; // the length of the list that finds the best epoch

  private static final int AUGMENTED =
      -3; // a stream of the seed; -1 and -2 are those of embeddings

  private final Learning learning;
  private final Sequences sequences;
  private final boolean isNoisy; // another in each epoch
  private final List<Batch> questions;

  private SequenceTraining(Start start, Reading reading, Learning learning) {
    this.learning = learning;
    this.isNoisy = reading.direction() == Direction.BOTH
        || !learning.augmentation().equals(Augmentation.none());
    Sequences all = Sequences.of(start.data(), start.codes(), reading);
    int from = all.size() - (int) (all.size() * learning.validation());
    Sequences newest = all.range(from, all.size());
    this.sequences = all.range(0, from);
    this.questions =
        Batch.all(newest, IntStream.range(0, newest.size()).toArray(), learning.batch());
  }

  /**
   * The weights of the best epoch, or of the last where no session is held back.
   *
   * @param reading how sequences are read
   * @param plan the layers behind what items look like as inputs
   * @throws IllegalStateException if the heap is too small, or the loss is no longer a number
   */
  static SequenceWeights train(
      Start start,
      int width,
      boolean tied,
      Reading reading,
      Learning learning,
      TrainingOptions options,
      LayerPlan plan) {
    int items = start.items();
    int rows = Math.max(learning.batch(), reading.rows(reading.longest()));
    Described described = Described.of(start, reading.channels());
    LayerPlan all = described.before(plan, width);
    Memory.check(items, width, tied, learning, options, rows, all);
    SequenceTraining training = new SequenceTraining(start, reading, learning);
    long places = training.sequences.places();
    int[] counts = training.sequences.targetCounts(items);
    try (TensorKernels kernels = learning.device().open(options.threads())) {
      FollowerCounts followers = FollowerCounts.of(training.sequences, items);
      SequenceNet net =
          new SequenceNet(kernels, learning, counts, followers, rows, width, tied, all);
      Epochs epochs =
          new Epochs(start, learning, options, places, net.parameters(), described.tensors());
      return SequenceWeights.of(
          epochs.run(epoch -> training.steps(net, epoch), () -> training.judge(net)), described);
    }
  }

  private List<Step> steps(SequenceNet net, int epoch) {
    int[] order = Order.shuffled(sequences.size(), learning.seed(), epoch);
    return Batch.all(augmented(epoch), order, learning.batch()).stream()
        .map(batch -> new Step(batch.rows(), rule -> net.learn(batch, rule)))
        .toList();
  }

  /** The sequences as they are learned from in {@code epoch}. */
  private Sequences augmented(int epoch) {
    return isNoisy
        ? sequences.augmented(
            learning.augmentation(), Mix.of(Mix.of(learning.seed(), AUGMENTED), epoch))
        : sequences;
  }

  /** The mean reciprocal rank of what came next in the sessions held back. */
  private Optional<Judgement> judge(SequenceNet net) {
    double sum = 0;
    long hits = 0;
    long count = 0;
    for (Batch batch : questions) {
      for (int rank : net.ranks(batch)) {
        sum += rank < LIST ? 1.0 / (rank + 1) : 0;
        hits += rank < LIST ? 1 : 0;
        count++;
      }
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(new Judgement(
            sum,
            String.format(
                Locale.ROOT, "HR@20 %.4f, MRR@20 %.4f", (double) hits / count, sum / count)));
  }
}
