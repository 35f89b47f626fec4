package io.cartrec.neural;

import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.ModelProvenance;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.model.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The file of a training run: a model of what has been learned so far, whose provenance says after which
 * epoch, and beside its tensors what the optimiser remembers of each, in {@code training.first}, if it
 * does, and {@code training.second}; those of the best epoch in {@code training.best}; {@code
 * training.progress} with epochs, steps and epochs waited; and {@code training.score}, the two halves of
 * the best score. Not thread-safe.
 */
final class Checkpoint {

  private static final String PROGRESS = "training.progress";
  private static final String SCORE = "training.score";
  private static final String BEST = "training.best.";

  private final Path file;
  private final ModelBase base;
  private final Map<String, ? extends Learned> parameters;

  Checkpoint(Path file, ModelBase base, Map<String, ? extends Learned> parameters) {
    this.file = file;
    this.base = base;
    this.parameters = parameters;
  }

  Path file() {
    return file;
  }

  /**
   * Writes what it takes to go on from here.
   *
   * @param tensors those of the model
   * @param moments what the optimiser remembers of them
   */
  void write(Reached reached, Map<String, Tensor> tensors, Map<String, Tensor> moments) {
    Map<String, Tensor> all = new TreeMap<>(tensors);
    all.putAll(moments);
    all.put(PROGRESS, Tensor.of(reached.epochs(), reached.steps(), reached.waited()));
    reached.best().ifPresent(best -> {
      long bits = Double.doubleToLongBits(reached.score());
      all.put(SCORE, Tensor.of((int) (bits >>> Integer.SIZE), (int) bits));
      best.forEach((name, tensor) -> all.put(BEST + name, tensor));
    });
    try {
      new Snapshot(after(reached.epochs()), all).save(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The base of what has been learned after so many epochs. */
  private ModelBase after(int epochs) {
    ModelProvenance end = base.provenance();
    String data = end.data() + " after epoch " + epochs;
    return new ModelBase(
        new ModelProvenance(end.algorithm(), end.config(), data, end.library()),
        base.items(),
        base.popularity());
  }

  /**
   * Sets the parameters to what they were, if there is a file.
   *
   * @throws IllegalArgumentException if it is of another training run
   */
  Reached read() {
    if (!Files.exists(file)) {
      return Reached.NOTHING;
    }
    try {
      ModelFile found = ModelFile.open(file, Verification.FULL);
      if (!isOne(found)) {
        throw new ModelFormatException(file, "file", "is no checkpoint of a training");
      }
      IntBuffer progress = found.codes(PROGRESS, 3, Integer.MAX_VALUE).ints();
      checkSame(found.base().provenance(), after(progress.get(0)).provenance());
      Reached reached = reached(found, progress);
      for (Map.Entry<String, ? extends Learned> parameter : parameters.entrySet()) {
        parameter.getValue().load(parameter.getKey(), found);
      }
      return reached;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether {@code file} is one, and not a model that training has left. */
  static boolean isOne(ModelFile file) {
    return file.tensors().containsKey(PROGRESS);
  }

  private Reached reached(ModelFile found, IntBuffer progress) throws ModelFormatException {
    if (!found.tensors().containsKey(SCORE)) {
      return new Reached(
          progress.get(0),
          progress.get(1),
          progress.get(2),
          Double.NEGATIVE_INFINITY,
          Optional.empty());
    }
    IntBuffer halves = found.tensor(SCORE, Tensor.Type.I32, 2).ints();
    double score = Double.longBitsToDouble(
        ((long) halves.get(0) << Integer.SIZE) | Integer.toUnsignedLong(halves.get(1)));
    if (Double.isNaN(score)) {
      throw found.fault(SCORE, "is no number");
    }
    Map<String, Tensor> best = new TreeMap<>();
    for (Map.Entry<String, ? extends Learned> parameter : parameters.entrySet()) {
      String name = parameter.getKey();
      best.put(name, Tensor.of(parameter.getValue().read(BEST + name, found)));
    }
    best.put(
        Epochs.LEARNED,
        Tensor.of(found.codes(Epochs.LEARNED, 1, Integer.MAX_VALUE).ints().get(0)));
    return new Reached(progress.get(0), progress.get(1), progress.get(2), score, Optional.of(best));
  }

  private void checkSame(ModelProvenance found, ModelProvenance wanted) {
    check("model", found.algorithm(), wanted.algorithm());
    check("data", found.data(), wanted.data());
    wanted
        .config()
        .forEach((key, value) -> check(key, found.config().getOrDefault(key, "nothing"), value));
    check("library", found.library(), wanted.library());
  }

  private void check(String what, String found, String wanted) {
    if (!found.equals(wanted)) {
      throw new IllegalArgumentException(file + " is the checkpoint of another training: " + what
          + " was " + found + ", not " + wanted + "; name another file");
    }
  }

  /** A model to be saved. */
  private record Snapshot(ModelBase base, Map<String, Tensor> tensors) implements Model {
    @Override
    public void score(Query query, ScoreAccumulator into) {
      throw new UnsupportedOperationException("a checkpoint is saved, and asked when it is read");
    }
  }
}
