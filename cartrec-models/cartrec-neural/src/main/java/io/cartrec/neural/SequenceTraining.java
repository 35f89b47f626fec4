package io.cartrec.neural;

import io.cartrec.data.Dataset;
import io.cartrec.internal.Check;
import io.cartrec.model.TrainingOptions;
import io.cartrec.neural.kernel.Mix;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The epochs of a {@link SequenceNet}. Not thread-safe. */
final class SequenceTraining {

  private static final int LIST = 20; // the length of the list that finds the best epoch

  private final Learning learning;
  private final TrainingOptions options;
  private final Sequences sequences;
  private final List<Batch> questions;
  private final int[] counts;
  private String phase = "first epoch";

  private SequenceTraining(Dataset data, int longest, Learning learning, TrainingOptions options) {
    this.learning = learning;
    this.options = options;
    Sequences all = Sequences.of(data, Math.min(longest, learning.batch()));
    int from = all.size() - (int) (all.size() * learning.validation());
    this.sequences = all.range(0, from);
    Sequences newest = all.range(from, all.size());
    this.questions =
        Batch.all(newest, IntStream.range(0, newest.size()).toArray(), learning.batch());
    this.counts = sequences.targetCounts(data.items().size());
  }

  /**
   * The weights of the best epoch, or of the last where no session is held back.
   *
   * @param longest the longest sequence that is looked at
   */
  static SequenceWeights train(
      Dataset data,
      int width,
      boolean tied,
      int longest,
      Learning learning,
      TrainingOptions options,
      LayerPlan plan) {
    Check.positive(longest, "longest");
    SequenceTraining training = new SequenceTraining(data, longest, learning, options);
    Memory.check(data.items().size(), width, tied, learning);
    try (TensorKernels kernels = TensorKernels.cpu(options.threads())) {
      SequenceNet net =
          new SequenceNet(kernels, learning, training.counts, learning.batch(), width, tied, plan);
      return training.run(net);
    }
  }

  private SequenceWeights run(SequenceNet net) {
    long places = sequences.places();
    @Nullable SequenceWeights best = null;
    double bestFound = -1;
    int waited = 0;
    for (int epoch = 0; places > 0 && epoch < learning.epochs(); epoch++) {
      long start = System.nanoTime();
      double loss = learn(net, epoch);
      double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
      phase = String.format(
          Locale.ROOT,
          "epoch %d of %d behind us: loss %.3f, %.0f places/s",
          epoch + 1,
          learning.epochs(),
          loss,
          places / seconds);
      if (!questions.isEmpty()) {
        double found = reciprocalRank(net);
        waited = found > bestFound ? 0 : waited + 1;
        if (found > bestFound) {
          bestFound = found;
          best = net.weights(places);
        }
      }
      options.listener().progress(phase, places, places);
      if (waited == learning.patience()) {
        break;
      }
    }
    return best == null ? net.weights(places) : best;
  }

  private double learn(SequenceNet net, int epoch) {
    List<Batch> batches = Batch.all(sequences, shuffled(sequences.size(), epoch), learning.batch());
    double sum = 0;
    long done = 0;
    for (int b = 0; b < batches.size(); b++) {
      Batch batch = batches.get(b);
      double past = (epoch + (double) b / batches.size()) / learning.epochs();
      double rate = learning.rate() * (1 - past);
      double loss = net.learn(batch, rate);
      if (!(Math.abs(loss) <= Double.MAX_VALUE)) {
        throw new IllegalStateException("the loss is " + loss + " in step " + (b + 1) + " of epoch "
            + (epoch + 1) + " at learning rate " + rate + "; lower the rate");
      }
      sum += loss * batch.rows();
      done += batch.rows();
      options.listener().progress(phase, done, sequences.places());
    }
    return sum / done;
  }

  private int[] shuffled(int size, int epoch) {
    long stream = Mix.of(~learning.seed(), epoch);
    long[] keys = new long[size];
    for (int s = 0; s < size; s++) {
      keys[s] = (Mix.of(stream, s) & (-1L << Integer.SIZE)) | s;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }

  /** The mean reciprocal rank of what came next in the sessions held back, and adds it to the phase. */
  private double reciprocalRank(SequenceNet net) {
    double sum = 0;
    long hits = 0;
    long count = 0;
    for (Batch batch : questions) {
      for (int rank : net.ranks(batch)) {
        if (rank < LIST) {
          sum += 1.0 / (rank + 1);
          hits++;
        }
        count++;
      }
    }
    phase += String.format(
        Locale.ROOT, "; held back: HR@20 %.4f, MRR@20 %.4f", (double) hits / count, sum / count);
    return sum / count;
  }
}
