package io.cartrec.neural;

import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingOptions;
import io.cartrec.neural.kernel.Mix;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Trains the recurrent models. */
public final class RecurrentTrainer implements Trainer<Model> {

  private final String name;
  private final RecurrentConfig config;
  private final Map<String, String> words;

  RecurrentTrainer(String name, RecurrentConfig config, Map<String, String> words) {
    this.name = name;
    this.config = Objects.requireNonNull(config, "config");
    this.words = words;
  }

  @Override
  public Model train(Dataset data, TrainingOptions options) {
    ModelBase base = ModelBase.of(data, name, words);
    Learning learning = config.learning();
    Sequences all = Sequences.of(data, Math.min(config.longest(), learning.batch()));
    int held = (int) (all.size() * learning.validation());
    Sequences sequences = all.range(0, all.size() - held);
    Sequences newest = all.range(all.size() - held, all.size());
    int[] counts = new int[data.items().size()];
    for (int s = 0; s < sequences.size(); s++) {
      for (int place = 1; place <= sequences.places(s); place++) {
        counts[sequences.item(s, place)]++;
      }
    }
    try (TensorKernels kernels = TensorKernels.cpu(options.threads())) {
      RecurrentNet net = new RecurrentNet(kernels, config, counts, learning.batch());
      if (sequences.places() == 0) {
        return new RecurrentModel(base, config, net.weights(0));
      }
      List<Batch> questions =
          Batch.all(newest, IntStream.range(0, newest.size()).toArray(), learning.batch());
      RecurrentWeights best = net.weights(sequences.places());
      double bestRank = -1;
      int waited = 0;
      String phase = String.format(Locale.ROOT, "epoch 1 of %d", learning.epochs());
      for (int epoch = 0; epoch < learning.epochs() && waited < learning.patience(); epoch++) {
        double loss = epoch(net, sequences, epoch, phase, options);
        phase = String.format(
            Locale.ROOT, "epoch %d of %d, loss %.3f", epoch + 2, learning.epochs(), loss);
        if (!questions.isEmpty()) {
          double rank = reciprocalRank(net, questions);
          phase += String.format(Locale.ROOT, ", MRR@20 %.4f", rank);
          if (rank > bestRank) {
            bestRank = rank;
            best = net.weights(sequences.places());
            waited = 0;
          } else {
            waited++;
          }
        } else {
          best = net.weights(sequences.places());
        }
        options.listener().progress(phase, 0, sequences.places());
      }
      return new RecurrentModel(base, config, best);
    }
  }

  private double epoch(
      RecurrentNet net, Sequences sequences, int epoch, String phase, TrainingOptions options) {
    Learning learning = config.learning();
    List<Batch> batches = Batch.all(sequences, shuffled(sequences.size(), epoch), learning.batch());
    double sum = 0;
    long done = 0;
    for (int b = 0; b < batches.size(); b++) {
      Batch batch = batches.get(b);
      double past = (epoch + (double) b / batches.size()) / learning.epochs();
      double rate = learning.rate() * (1 - past);
      double loss = net.learn(batch, rate);
      if (!(Math.abs(loss) <= Double.MAX_VALUE)) {
        throw new IllegalStateException("the loss is " + loss + " at step " + (b + 1)
            + " of epoch " + (epoch + 1) + " with learning rate " + rate
            + "; lower the learning rate");
      }
      sum += loss * batch.rows();
      done += batch.rows();
      options.listener().progress(phase, done, sequences.places());
    }
    return sum / done;
  }

  private int[] shuffled(int size, int epoch) {
    long[] keys = new long[size];
    long stream = Mix.of(config.learning().seed(), -1_000_000L - epoch);
    for (int s = 0; s < size; s++) {
      keys[s] = (Mix.of(stream, s) & (-1L << Integer.SIZE)) | s;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }

  private static double reciprocalRank(RecurrentNet net, List<Batch> questions) {
    double sum = 0;
    long count = 0;
    long hits = 0;
    for (Batch batch : questions) {
      for (int rank : net.ranks(batch)) {
        sum += rank < 20 ? 1.0 / (rank + 1) : 0;
        hits += rank < 20 ? 1 : 0;
        count++;
      }
    }
    return sum / count;
  }
}
